import type { Position } from '#domain/geo-json';

export type NoPosition = 'refused' | 'unavailable';

const PATIENCE = 10_000;

/** WGS-84; the browser asks the first time. */
export function readPosition(): Promise<Position | NoPosition> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve('unavailable');
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.longitude, coords.latitude]),
      ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'refused' : 'unavailable'),
      { timeout: PATIENCE, maximumAge: 60_000 },
    );
  });
}

/** Whether it was allowed before; asks nothing. May fail. */
export async function isPositionGranted(): Promise<boolean> {
  if (!('permissions' in navigator)) return false;
  const { state } = await navigator.permissions.query({ name: 'geolocation' });
  return state === 'granted';
}

/** A browser lets no page open its settings. */
export async function openPermissions(): Promise<void> {}

/** Tells the speed in metres per second until it is told to stop; -1 where the browser doesn't know. */
export function watchSpeed(listener: (speed: number) => void): () => void {
  const watch = navigator.geolocation.watchPosition(({ coords }) => listener(coords.speed ?? -1));
  return () => navigator.geolocation.clearWatch(watch);
}
