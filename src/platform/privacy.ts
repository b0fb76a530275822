import Taro from '@tarojs/taro';
import { hasAbility } from './ability';

/** What a driver makes of the privacy agreement when a feature needs it. */
type Decision = { event: 'agree'; buttonId: string } | { event: 'disagree' };

/** WeChat looks whether the button of this id was tapped. */
export const AGREE_BUTTON = 'agree-privacy';

let waiting: readonly ((decision: Decision) => void)[] = [];
const listeners = new Set<() => void>();

function setWaiting(next: typeof waiting): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** From now on the page's own sheet asks for the privacy agreement, before the first API that touches personal data. */
export function watchPrivacy(): void {
  if (!hasAbility('onNeedPrivacyAuthorization')) return;
  Taro.onNeedPrivacyAuthorization((resolve) => setWaiting([...waiting, resolve as (decision: Decision) => void]));
}

/** Whether a feature waits for the driver's decision; several wait for the same one. */
export function isDecisionAwaited(): boolean {
  return waiting.length > 0;
}

export function onDecisionAwaited(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells everything that waits what the driver decided. A feature that was refused says what works without it. */
export function decide(agrees: boolean): void {
  const resolved = waiting;
  setWaiting([]);
  for (const resolve of resolved) {
    resolve(agrees ? { event: 'agree', buttonId: AGREE_BUTTON } : { event: 'disagree' });
  }
}

/**
 * Whether the driver has agreed that something about them is kept in the cloud. A WeChat that knows no agreement asks for
 * none; one that can't say counts as not agreed.
 */
export function hasAgreed(): Promise<boolean> {
  if (!hasAbility('getPrivacySetting')) return Promise.resolve(true);
  return new Promise((resolve) => {
    Taro.getPrivacySetting({
      success: ({ needAuthorization }) => resolve(!needAuthorization),
      fail: () => resolve(false),
    });
  });
}

/** Asks for the agreement, where it is not given yet; on a tap only, so that nobody is asked for nothing. */
export function askToAgree(): Promise<boolean> {
  if (!hasAbility('requirePrivacyAuthorize')) return Promise.resolve(true);
  return new Promise((resolve) => {
    Taro.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) });
  });
}

/** The preview, and a WeChat of before 2023, have no agreement to show. */
export function hasPrivacyContract(): boolean {
  return hasAbility('openPrivacyContract');
}

export function openPrivacyContract(): void {
  Taro.openPrivacyContract({});
}
