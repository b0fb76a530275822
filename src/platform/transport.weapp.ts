import Taro from '@tarojs/taro';
import type { ActionEvent } from '#contract/action';

/** Id of the cloud environment that the build is for. */
declare const CLOUD_ENV: string;

export function startTransport(): void {
  // A mini program has more than one environment, and WeChat wants to know which. Visitors are not traced by name.
  Taro.cloud.init({ env: CLOUD_ENV, traceUser: false });
}

/** Calls a cloud function; the platform itself vouches for who calls. */
export async function invoke(name: string, event: ActionEvent): Promise<unknown> {
  const answer = await Taro.cloud.callFunction({ name, data: event });
  return answer.result;
}
