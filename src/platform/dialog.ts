import Taro from '@tarojs/taro';

/**
 * Asks before something that can't be undone.
 * @param confirm the word on the button that does it, at most four characters
 */
export async function askWhether(title: string, content: string, confirm: string): Promise<boolean> {
  const answer = await Taro.showModal({ title, content, confirmText: confirm });
  return answer.confirm;
}
