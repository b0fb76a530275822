import Taro from '@tarojs/taro';
import type { SaveOutcome } from './album-outcome.ts';
import type { CanvasNode } from './canvas.ts';

const ALBUM_SCOPE = 'scope.writePhotosAlbum';

/** What WeChat says when the album stays closed; its words differ between systems. */
function outcomeOf({ errMsg = '' }: { errMsg?: string }): SaveOutcome {
  if (/cancel/i.test(errMsg)) return 'cancelled';
  if (/privacy/i.test(errMsg)) return 'not-agreed';
  return /auth|permission/i.test(errMsg) ? 'refused' : 'failed';
}

/** What is drawn, as a file for a share card; undefined where the phone can't make one. */
export async function exportPicture(canvas: CanvasNode): Promise<string | undefined> {
  try {
    return await drawnFile(canvas);
  } catch {
    return undefined;
  }
}

async function drawnFile(canvas: CanvasNode): Promise<string> {
  // The typings know Taro's own canvas; this is the one that the page gave.
  const options = { canvas, fileType: 'png' } as unknown as Taro.canvasToTempFilePath.Option;
  return (await Taro.canvasToTempFilePath(options)).tempFilePath;
}

/** Saves what is drawn into the phone's album. WeChat asks the driver the first time. */
export async function saveToAlbum(canvas: CanvasNode, _name: string): Promise<SaveOutcome> {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath: await drawnFile(canvas) });
    return 'saved';
  } catch (failure) {
    return outcomeOf(failure as { errMsg?: string });
  }
}

/** Opens WeChat's settings of this mini program, on a tap only; whether the album is open to us afterwards. */
export async function openAlbumSetting(): Promise<boolean> {
  try {
    const { authSetting } = await Taro.openSetting();
    return authSetting[ALBUM_SCOPE] === true;
  } catch {
    return false;
  }
}
