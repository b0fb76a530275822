import Taro from '@tarojs/taro';
import type { GrantOutcome } from './message-grant.ts';

/** Code of requestSubscribeMessage for its main switch in WeChat's settings. */
const MAIN_SWITCH_OFF = 20004;

/** Whether this platform has messages at all. */
export function hasMessages(): boolean {
  return true;
}

function outcomeOf(answer: unknown): GrantOutcome {
  // With sound, or pushed: those are accepted too.
  if (typeof answer === 'string' && answer.startsWith('accept')) return 'accepted';
  if (answer === 'reject') return 'rejected';
  // `filter`: the template's title is that of another one.
  return answer === 'ban' || answer === 'filter' ? 'banned' : 'failed';
}

/** Asks the driver to allow one message; in the tap itself only, since WeChat refuses it anywhere else. Never throws. */
export async function askForMessage(templateId: string): Promise<GrantOutcome> {
  try {
    // The typings ask for Alipay's `entityIds` too.
    const wanted = { tmplIds: [templateId] } as Taro.requestSubscribeMessage.Option;
    const answer: Record<string, unknown> = { ...(await Taro.requestSubscribeMessage(wanted)) };
    return outcomeOf(answer[templateId]);
  } catch (failure) {
    return (failure as { errCode?: number }).errCode === MAIN_SWITCH_OFF ? 'switched-off' : 'failed';
  }
}

/** WeChat's settings of this mini program, on a tap only. */
export function openMessageSetting(): void {
  Taro.openSetting().catch(() => undefined);
}
