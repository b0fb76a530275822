import type { GrantOutcome } from './message-grant.ts';

/** Messages are WeChat's; a browser has none. */
export function hasMessages(): boolean {
  return false;
}

export async function askForMessage(_templateId: string): Promise<GrantOutcome> {
  return 'failed';
}

export function openMessageSetting(): void {}
