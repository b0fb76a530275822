import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { RoadsContract } from '#contract/roads';
import type { ClientErrorCode } from '#domain/app-error';
import type { Position } from '#domain/geo-json';
import { failureCode } from '#platform/answer';
import { useLateReturn } from '#platform/leaving';
import { askPlace, isPositionAllowed } from '#platform/location';
import { type EventFilter, filterInput } from './event-filter.ts';
import { roads } from './roads-cloud.ts';

type Nearby = ActionOutput<RoadsContract, 'listNearby'>;

const MOST = 50;

export interface NearbyState {
  /** `unasked`: the driver has not been asked for the place, and is not before a tap. */
  place: 'unasked' | 'asking' | 'refused' | 'unavailable' | Position;
  found?: Nearby | undefined;
  /** When this phone fetched it, ISO 8601 UTC. */
  fetchedAt?: string | undefined;
  failure?: ClientErrorCode | undefined;
}

/** What goes on around the driver. Nothing of the place is kept, here or on the server. */
export function useNearby(metres: number, filter: EventFilter) {
  const [state, setState] = useState<NearbyState>({ place: 'unasked' });
  const asked = useRef(0);
  const { place, fetchedAt } = state;

  const locate = useCallback(async () => {
    setState({ place: 'asking' });
    const found = await askPlace();
    setState({ place: found });
  }, []);

  // Who has allowed it before has tapped 附近 to come here: that is the tap.
  useEffect(() => {
    void isPositionAllowed().then((isAllowed) => {
      if (isAllowed) void locate();
    });
  }, [locate]);

  const refresh = useCallback(async () => {
    if (typeof place === 'string') return;
    asked.current += 1;
    const mine = asked.current;
    try {
      const found = await roads('listNearby', { at: place, metres, ...filterInput(filter), limit: MOST });
      if (asked.current === mine) setState({ place, found, fetchedAt: new Date().toISOString() });
    } catch (error) {
      if (asked.current === mine) setState((known) => ({ ...known, failure: failureCode(error) }));
    }
  }, [place, metres, filter]);

  useEffect(() => void refresh(), [refresh]);
  useLateReturn({ asOf: fetchedAt }, () => void refresh());
  return { state, locate, refresh };
}
