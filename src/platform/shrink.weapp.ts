import Taro from '@tarojs/taro';

/** A copy of a picture, at most `width` pixels wide and less dear in bytes; what the phone fails to shrink is thrown. */
export async function shrinkFile(address: string, width: number): Promise<string> {
  const picture = await Taro.getImageInfo({ src: address });
  const narrower = picture.width > width ? { compressedWidth: width } : {};
  const { tempFilePath } = await Taro.compressImage({ src: address, quality: 80, ...narrower });
  return tempFilePath;
}
