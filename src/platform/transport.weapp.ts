import Taro from '@tarojs/taro';
import type { ActionEvent } from '#contract/action';

export function startTransport(): void {
  // The environment is the one that WeChat binds to the mini program; visitors are not traced by name.
  Taro.cloud.init({ traceUser: false });
}

/** Calls a cloud function; the platform itself vouches for who calls. */
export async function invoke(name: string, event: ActionEvent): Promise<unknown> {
  const answer = await Taro.cloud.callFunction({ name, data: event });
  return answer.result;
}
