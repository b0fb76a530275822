import Taro from '@tarojs/taro';

/** WeChat says so where the driver turned back from the list of friends. */
const TURNED_BACK = /cancel/i;

/**
 * Makes a file of a text and lets the driver send it: to oneself (文件传输助手) or a friend. Whether it could be made
 * and sent; a driver who turns back has decided, too.
 */
export async function saveTextFile(name: string, text: string): Promise<boolean> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`;
  try {
    Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8');
    await new Promise((success, fail) => Taro.shareFileMessage({ filePath, fileName: name, success, fail }));
    return true;
  } catch (failure) {
    return TURNED_BACK.test((failure as { errMsg?: string }).errMsg ?? '');
  }
}
