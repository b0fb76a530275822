import Taro from '@tarojs/taro';
import { unlessCancelled } from './chosen.ts';
import type { ChosenFile } from './files.ts';

function readBase64(filePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => resolve(String(data)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

/** A file out of a chat, the only files that WeChat hands to a mini program; undefined where none was chosen. */
export async function chooseFile(): Promise<ChosenFile | undefined> {
  const chosen = await unlessCancelled(Taro.chooseMessageFile({ count: 1, type: 'file' }));
  const file = chosen?.tempFiles[0];
  return file === undefined ? undefined : { name: file.name, data: await readBase64(file.path) };
}
