import { readFontScale } from './font-setting';

let known: number | undefined;

/**
 * The factor by which text is larger than designed, within what our layouts can hold (0.85 to 1.6).
 * Read once: WeChat restarts a mini program when the setting changes.
 */
export function fontScale(): number {
  known ??= Math.min(1.6, Math.max(0.85, readFontScale()));
  return known;
}
