import Taro from '@tarojs/taro';

/** Puts a temporary file of this phone into the cloud's storage. @returns its file id */
export async function uploadFile(cloudPath: string, filePath: string): Promise<string> {
  const { fileID } = await Taro.cloud.uploadFile({ cloudPath, filePath });
  return fileID;
}
