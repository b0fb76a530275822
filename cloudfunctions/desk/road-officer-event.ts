import type { OfficerEvent } from '#contract/desk-roads';
import { AppError } from '#domain/app-error';
import { normalizeRoadCode } from '#domain/road-code';
import type { AffectedRoad, RoadEvent } from '#domain/road-event';
import { mainText } from '#domain/road-summary';
import { present } from '#functions/adapters/roads/present';
import type { PublishingAgency } from './road-agency.ts';

/** Events of an agency's officers are a source of their own. */
export function deskFeedId(agencyId: string): string {
  return `desk.${agencyId}`;
}

export function deskEventId(agencyId: string, key: string): string {
  return `${deskFeedId(agencyId)}:${key}`;
}

/**
 * An event as the model has it, from what an officer says.
 *
 * @param before the version that this one replaces: what isn't said anew of its beginning stays
 * @throws AppError `invalid_input` for an end before the start, or a road without number and name
 */
export function composeOfficerEvent(
  form: OfficerEvent,
  { agency, key, now, before }: { agency: PublishingAgency; key: string; now: Date; before?: RoadEvent },
): RoadEvent {
  const at = now.toISOString();
  const start = form.start ?? before?.schedule.start ?? at;
  if (form.end !== undefined && form.end <= start) throw refuse('event.end', `must be after the start, ${start}`);
  const { headline, description, advice, location } = form;
  const regions = form.regions.length > 0 ? form.regions : [agency.adcode];
  return present({
    id: deskEventId(agency._id, key),
    source: { id: deskFeedId(agency._id), name: agency.name, format: 'desk' as const, externalId: key, terms: [] },
    publisher: { name: agency.name, authority: 'official' as const },
    status: start > at ? ('planned' as const) : ('active' as const),
    type: form.type,
    subtypes: [...new Set(form.subtypes)],
    effect: { roadState: form.road?.state ?? ('unknown' as const) },
    severity: { level: form.severity, from: 'officer' as const },
    certainty: 'observed' as const,
    texts: [present({ lang: 'zh-CN', headline, description, advice, location })],
    geometry: form.point === undefined ? null : { type: 'Point' as const, coordinates: form.point },
    point: form.point ?? null,
    roads: form.road === undefined ? [] : [composeRoad(form.road)],
    regions: regions.map((adcode) => ({ adcode })),
    restrictions: form.restrictions.map(present),
    detour: form.detour === undefined ? undefined : { texts: [{ lang: 'zh-CN', text: form.detour }] },
    schedule: present({
      start,
      end: form.end ?? null,
      endEstimated: form.end === undefined ? undefined : form.endEstimated,
      intervals: [],
      recurring: [],
      exceptions: [],
    }),
    created: before?.created ?? at,
    updated: at,
    related: [],
    attachments: [],
  });
}

/** What an officer said, from the event that was made of it: for the form, when it is to be changed. */
export function officerFormOf(event: RoadEvent): OfficerEvent {
  const { lang: _lang, ...text } = mainText(event);
  const [road] = event.roads;
  const { start, end, endEstimated } = event.schedule;
  return present({
    type: event.type,
    subtypes: event.subtypes,
    severity: event.severity.level === 'unknown' ? ('minor' as const) : event.severity.level,
    ...text,
    road,
    regions: event.regions.flatMap(({ adcode }) => adcode ?? []),
    restrictions: event.restrictions,
    detour: event.detour?.texts[0]?.text,
    start: start ?? undefined,
    end: end ?? undefined,
    endEstimated,
    point: event.point ?? undefined,
  });
}

function composeRoad(road: NonNullable<OfficerEvent['road']>): AffectedRoad {
  const code = road.code === undefined ? undefined : (normalizeRoadCode(road.code) ?? undefined);
  if (road.code !== undefined && code === undefined) throw refuse('event.road.code', 'is no road number');
  if (code === undefined && road.name === undefined) throw refuse('event.road', 'needs a number or a name');
  return present({ ...road, code });
}

function refuse(path: string, message: string): AppError {
  return new AppError('invalid_input', `${path}: ${message}`, { issues: [{ path, message }] });
}
