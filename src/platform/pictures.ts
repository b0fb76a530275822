import Taro from '@tarojs/taro';
import { AppError } from '#domain/app-error';
import { unlessCancelled } from './chosen.ts';
import { codeOfFailure } from './cloud.ts';
import { shrinkFile } from './shrink';
import { uploadFile } from './upload';

/** A picture that the driver has chosen; its address holds until the mini program is closed. */
export interface ChosenPicture {
  address: string;
  /** Bytes. */
  size: number;
}

/**
 * Pictures from the album or the camera, compressed, `most` of them; none where the driver thinks better of it.
 * @throws AppError as `unlessCancelled`
 */
export async function choosePictures(most: number): Promise<ChosenPicture[]> {
  const chosen = await unlessCancelled(
    Taro.chooseMedia({ count: most, mediaType: ['image'], sizeType: ['compressed'] }),
  );
  return (chosen?.tempFiles ?? []).map(({ tempFilePath, size }) => ({ address: tempFilePath, size }));
}

/** Up to here a picture is left as it is, in bytes. */
const SMALL = 300 * 1024;
/** Pixels: as wide as a phone's screen shows at most. */
const WIDTH = 1080;

/**
 * A chosen picture as readers are to load it: a large one as a smaller copy, in which nothing is left of where and when it
 * was taken. One that the phone can't shrink stays as it is.
 */
export async function shrinkPicture({ address, size }: ChosenPicture): Promise<{ address: string }> {
  if (size <= SMALL) return { address };
  try {
    return { address: await shrinkFile(address, WIDTH) };
  } catch {
    return { address };
  }
}

/** The folders of the storage that a client may write to; see `storage-rules.json`. */
type UploadFolder = 'inquiries' | 'uploads';

/**
 * Puts a chosen picture into the cloud's storage, under a name that nobody guesses.
 * @returns its file id
 * @throws AppError `offline`, `timeout` or `unavailable`
 */
export async function uploadPicture(
  folder: UploadFolder,
  { address }: Pick<ChosenPicture, 'address'>,
): Promise<string> {
  const random = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10)).join('');
  const extension = /\.(png|webp)$/i.exec(address)?.[1]?.toLowerCase() ?? 'jpg';
  try {
    return await uploadFile(`${folder}/${random}.${extension}`, address);
  } catch (failure) {
    const { errMsg, message } = failure as { errMsg?: string; message?: string };
    const said = errMsg ?? message ?? String(failure);
    throw new AppError(codeOfFailure(said), said);
  }
}
