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
