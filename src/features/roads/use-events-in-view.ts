import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { RoadsContract } from '#contract/roads';
import type { ClientErrorCode } from '#domain/app-error';
import type { Bounds } from '#domain/geo-json';
import { failureCode } from '#platform/answer';
import { keepLastGood, recallLastGood } from '#platform/last-good';
import { useLateReturn } from '#platform/leaving';
import { type EventFilter, filterInput } from './event-filter.ts';
import { roads } from './roads-cloud.ts';

type InView = ActionOutput<RoadsContract, 'listEventsInView'>;

/** Kept once, whatever the view was: without a network, what was seen last is better than an empty map. */
const KEPT = 'events-in-view';
const MOST_MARKS = 100;
/** A finger that moves a map in steps is waited for, in milliseconds. */
const REST = 250;

export interface InViewState {
  found?: InView | undefined;
  /** When this phone fetched it, ISO 8601 UTC. */
  fetchedAt?: string | undefined;
  failure?: ClientErrorCode | undefined;
  isBusy: boolean;
}

function openState(): InViewState {
  const kept = recallLastGood<InView>(KEPT);
  return kept === undefined ? { isBusy: true } : { found: kept.answer, fetchedAt: kept.asOf, isBusy: true };
}

/** WeChat's map shows a little beyond the poles and the date line; the cloud takes none of it. */
function withinWorld([west, south, east, north]: Bounds): Bounds {
  return [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)];
}

/** What a view of the map holds: the worst hundred of it. What was found last stays until the next is there. */
export function useEventsInView(bounds: Bounds | undefined, filter: EventFilter) {
  const [state, setState] = useState<InViewState>(openState);
  const asked = useRef(0);
  const latest = useRef({ bounds, filter });
  latest.current = { bounds, filter };

  const refresh = useCallback(async () => {
    const { bounds: wanted, filter: chosen } = latest.current;
    if (wanted === undefined) return;
    asked.current += 1;
    const mine = asked.current;
    setState((known) => (known.isBusy ? known : { ...known, isBusy: true }));
    try {
      const found = await roads('listEventsInView', {
        bounds: withinWorld(wanted),
        ...filterInput(chosen),
        limit: MOST_MARKS,
      });
      const fetchedAt = new Date().toISOString();
      keepLastGood(KEPT, found, fetchedAt);
      if (asked.current === mine) setState({ found, fetchedAt, isBusy: false });
    } catch (error) {
      if (asked.current === mine) setState((known) => ({ ...known, failure: failureCode(error), isBusy: false }));
    }
  }, []);

  const place = bounds?.join() ?? '';
  const { closures, trucks, type, severityFrom } = filter;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view or filter is another list to fetch
  useEffect(() => {
    const timer = setTimeout(refresh, REST);
    return () => clearTimeout(timer);
  }, [place, closures, trucks, type, severityFrom, refresh]);

  useLateReturn({ asOf: state.fetchedAt }, () => void refresh());
  return { state, refresh };
}
