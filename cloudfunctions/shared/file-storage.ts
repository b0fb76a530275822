import cloud from 'wx-server-sdk';
// The SDK is set up there.
import './database.ts';

/** Keeps a file in the cloud's storage; one that stood at the path is replaced. @returns its file id */
export async function keepFile(cloudPath: string, contents: Buffer): Promise<string> {
  // The SDK's typings ask for a stream; it takes a buffer, as its documentation says.
  const { fileID } = await cloud.uploadFile({ cloudPath, fileContent: contents as never });
  return fileID;
}

/** What a file holds; undefined where it can't be had, for it may have been deleted from the storage by hand. */
export async function readFile(fileId: string): Promise<Buffer | undefined> {
  try {
    const { fileContent } = await cloud.downloadFile({ fileID: fileId });
    return Buffer.from(fileContent);
  } catch {
    return undefined;
  }
}

/** What the service deletes at once. */
const DELETED_AT_ONCE = 50;

/** Deletes files for good; one that is not there any more is no failure. */
export async function deleteFiles(fileIds: readonly string[]): Promise<void> {
  for (let at = 0; at < fileIds.length; at += DELETED_AT_ONCE) {
    await cloud.deleteFile({ fileList: fileIds.slice(at, at + DELETED_AT_ONCE) });
  }
}
