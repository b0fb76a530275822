import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { RoadEventSummary, RoadsContract } from '#contract/roads';
import type { ClientErrorCode } from '#domain/app-error';
import { failureCode } from '#platform/answer';
import { isOfNow, keepLastGood, recallLastGood } from '#platform/last-good';
import { useLateReturn } from '#platform/leaving';
import { readFirstPage } from '#platform/snapshots';
import { type EventFilter, filterInput, filterKey, NO_FILTER } from './event-filter.ts';
import { roads } from './roads-cloud.ts';

export type EventsPage = ActionOutput<RoadsContract, 'listEvents'>;

/** Which list: of everywhere, a region, a road, or what a text says; only one of them at a time. */
export interface EventsQuery {
  filter: EventFilter;
  /** GB/T 2260 code. */
  region?: string | undefined;
  /** Number or name. */
  road?: string | undefined;
  text?: string | undefined;
}

/** The list as far as it was asked for; each page keeps its identity, so that it is drawn once. */
export interface EventsState {
  pages: readonly (readonly RoadEventSummary[])[];
  /** Of the first page: how much to trust the list. */
  head?: Omit<EventsPage, 'events'> | undefined;
  /** When this phone fetched it, ISO 8601 UTC. */
  fetchedAt?: string | undefined;
  failure?: ClientErrorCode | undefined;
  isBusy: boolean;
}

function keyOf({ filter, region = '', road = '', text = '' }: EventsQuery): string {
  return `events:${region}${road && `=${road}`}${text && `?${text}`}:${filterKey(filter)}`;
}

/** The list that is in the snapshots. */
const WHOLE_COUNTRY = keyOf({ filter: NO_FILTER });

function fetchEvents({ filter, region, road, text }: EventsQuery, cursor?: string): Promise<EventsPage> {
  return roads('listEvents', {
    ...(region && { region }),
    ...(road && { road }),
    ...(text && { text }),
    ...filterInput(filter),
    ...(cursor !== undefined && { cursor }),
  });
}

function firstPage(page: EventsPage, fetchedAt: string, isBusy: boolean): EventsState {
  const { events, ...head } = page;
  return { pages: [events], head, fetchedAt, isBusy };
}

function openEvents(key: string): EventsState {
  const kept = recallLastGood<EventsPage>(key);
  return kept === undefined ? { pages: [], isBusy: true } : firstPage(kept.answer, kept.asOf, !isOfNow(kept));
}

/** Road events by query: what the phone kept at once, then the state of now. */
export function useEvents(query: EventsQuery) {
  const key = keyOf(query);
  const [{ of, state }, setState] = useState(() => ({ of: key, state: openEvents(key) }));
  const asked = useRef({ key, query });
  asked.current = { key, query };
  const shown = of === key ? state : openEvents(key);
  const latest = useRef(shown);
  latest.current = shown;

  /** An answer to a filter that is no longer asked comes too late. */
  const settle = useCallback((wanted: string, next: (known: EventsState) => EventsState) => {
    if (asked.current.key === wanted) setState({ of: wanted, state: next(latest.current) });
  }, []);

  const refresh = useCallback(async () => {
    const { key: wanted, query: chosen } = asked.current;
    try {
      const isWhole = wanted === WHOLE_COUNTRY;
      const { answer, asOf } = await readFirstPage(isWhole ? 'roads' : undefined, wanted, () => fetchEvents(chosen));
      keepLastGood(wanted, answer, asOf);
      settle(wanted, () => firstPage(answer, asOf, false));
    } catch (error) {
      const failure = failureCode(error);
      settle(wanted, (known) => ({ ...known, failure, isBusy: false }));
    }
  }, [settle]);

  useEffect(() => {
    setState((known) => (known.of === key ? known : { of: key, state: latest.current }));
    if (latest.current.isBusy) void refresh();
  }, [key, refresh]);

  useLateReturn({ asOf: shown.fetchedAt, isFarDown: shown.pages.length > 1 }, () => {
    if (!latest.current.isBusy) void refresh();
  });

  const extend = useCallback(() => {
    const { key: wanted, query: chosen } = asked.current;
    const cursor = latest.current.head?.nextCursor;
    if (latest.current.isBusy || cursor === undefined) return;
    settle(wanted, (known) => ({ ...known, isBusy: true, failure: undefined }));
    fetchEvents(chosen, cursor).then(
      ({ events, nextCursor }) =>
        settle(wanted, (known) => ({
          ...known,
          pages: [...known.pages, events],
          head: known.head && { ...known.head, nextCursor },
          isBusy: false,
        })),
      (error) => settle(wanted, (known) => ({ ...known, failure: failureCode(error), isBusy: false })),
    );
  }, [settle]);

  return { state: shown, refresh, extend };
}
