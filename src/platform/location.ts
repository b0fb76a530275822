import { useCallback, useEffect, useRef, useState } from 'react';
import { blurPlace, isDrivingAfter } from '#domain/driving';
import type { Position } from '#domain/geo-json';
import { useLeaving } from './leaving.ts';
import { useDidShow } from './lifecycle.ts';
import { isPositionGranted, openPermissions, readPosition, watchSpeed } from './positioning';

export { openPermissions };

/** Whether the driver has allowed the location before; asks nothing. Who can't be asked (in Moments' single page) has not. */
export async function isPositionAllowed(): Promise<boolean> {
  try {
    return await isPositionGranted();
  } catch {
    return false;
  }
}

/** Roughly where the driver is, to a kilometre; or why that is not known. Only ever asked on a tap. */
export async function askPlace(): Promise<Position | 'refused' | 'unavailable'> {
  const position = await readPosition();
  return typeof position === 'string' ? position : blurPlace(position);
}

/**
 * Whether the phone moves as a car does, while the screen is open. It looks only where the driver has allowed the location
 * before: a screen to type on is no reason to ask. Nothing of it leaves the phone.
 */
export function useDriving(): { isDriving: boolean; isWatching: boolean; allow(): void } {
  const [isDriving, setDriving] = useState(false);
  const [isWatching, setWatching] = useState(false);
  const end = useRef<(() => void) | undefined>(undefined);
  /** Counts departures: a permission that is answered after one starts nothing. */
  const visit = useRef(0);

  const watch = useCallback(() => {
    const mine = visit.current;
    void isPositionAllowed().then((isAllowed) => {
      if (!isAllowed || end.current !== undefined || visit.current !== mine) return;
      end.current = watchSpeed((speed) => setDriving((was) => isDrivingAfter(was, speed)));
      setWatching(true);
    });
  }, []);
  const leave = useCallback(() => {
    visit.current += 1;
    end.current?.();
    end.current = undefined;
  }, []);

  useEffect(() => {
    watch();
    return leave;
  }, [watch, leave]);
  useDidShow(watch);
  useLeaving(leave);
  const allow = useCallback(() => void readPosition().then(watch), [watch]);
  return { isDriving, isWatching, allow };
}
