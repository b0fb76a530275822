import Taro from '@tarojs/taro';

/** Shows pictures full screen, zoomable, starting with `current`. */
export function previewPictures(current: string, all: string[]): void {
  Taro.previewImage({ current, urls: all });
}

/**
 * Gives a text to the clipboard (an address, since a mini program may not open pages of others). Whether it was given:
 * a driver who refuses the privacy agreement keeps the clipboard closed.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text });
    return true;
  } catch {
    return false;
  }
}
