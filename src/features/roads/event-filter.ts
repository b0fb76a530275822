import type { RoadEventSummary } from '#contract/roads';
import type { SeverityFloor } from '#domain/road-shelf';

/** What the driver wants to see; holds for the list and the map alike. */
export interface EventFilter {
  /** Only what shuts the road. */
  closures: boolean;
  /** Only what binds trucks. */
  trucks: boolean;
  type?: RoadEventSummary['type'] | undefined;
  /** At least so bad. */
  severityFrom?: SeverityFloor | undefined;
}

export const NO_FILTER: EventFilter = { closures: false, trucks: false };

export function isFiltered({ closures, trucks, type, severityFrom }: EventFilter): boolean {
  return closures || trucks || type !== undefined || severityFrom !== undefined;
}

/** The filter as the cloud asks for it. */
export function filterInput({ closures, trucks, type, severityFrom }: EventFilter) {
  const only = [
    ...(closures ? (['full-closures'] as const) : []),
    ...(trucks ? (['truck-restrictions'] as const) : []),
  ];
  return {
    ...(only.length > 0 && { only }),
    ...(type !== undefined && { types: [type] }),
    ...(severityFrom !== undefined && { severityFrom }),
  };
}

/** One text for each filter. */
export function filterKey({ closures, trucks, type, severityFrom }: EventFilter): string {
  return `${closures ? 'c' : ''}${trucks ? 't' : ''}${type ?? ''}${severityFrom ?? ''}`;
}
