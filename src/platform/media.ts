import Taro from '@tarojs/taro';

/** Shows pictures full screen, zoomable, starting with `current`. */
export function previewPictures(current: string, all: string[]): void {
  Taro.previewImage({ current, urls: all });
}

/** Gives an address to the clipboard: a mini program may not open pages of others. */
export async function copyText(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text });
}
