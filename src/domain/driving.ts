import type { Position } from './geo-json.ts';

/** Above this, in km/h, whoever holds the wheel must not type. */
const DRIVING_KPH = 20;
/** Below this the car stands or crawls into its place; between the two nothing changes, so that a reading's noise doesn't flicker. */
const STANDING_KPH = 10;

/**
 * Whether the car drives, after a new reading of its speed.
 * @param speed metres per second, negative where the phone doesn't know it
 */
export function isDrivingAfter(wasDriving: boolean, speed: number): boolean {
  if (!Number.isFinite(speed) || speed < 0) return wasDriving;
  const kph = speed * 3.6;
  if (kph > DRIVING_KPH) return true;
  return kph >= STANDING_KPH && wasDriving;
}

/** About a kilometre: enough to find what is nearby, too little to find a door. */
const BLUR_DEGREES = 0.01;

/** A place as the server may know it. */
export function blurPlace([lon, lat]: Position): Position {
  const blur = (degrees: number) => Math.round(Math.round(degrees / BLUR_DEGREES) * BLUR_DEGREES * 100) / 100;
  return [blur(lon), blur(lat)];
}
