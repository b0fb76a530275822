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

/** What the service deletes, or gives addresses of, at once. */
const AT_ONCE = 50;

interface FileAddresses {
  /** Without an address where the file is not there. */
  fileList: readonly { fileID: string; tempFileURL?: string }[];
}

/**
 * Addresses at which files can be seen that nobody may read by the storage's rules; each holds for so long.
 * @returns by file id; a file that is not there any more is missing
 */
export async function addressesOf(fileIds: readonly string[], seconds: number): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let at = 0; at < fileIds.length; at += AT_ONCE) {
    // The SDK's typings know of ids only; it takes how long each address is to hold, as its documentation says.
    const fileList = fileIds.slice(at, at + AT_ONCE).map((fileID) => ({ fileID, maxAge: seconds }));
    const answer = (await cloud.getTempFileURL({ fileList: fileList as never })) as FileAddresses;
    for (const { fileID, tempFileURL } of answer.fileList) if (tempFileURL) found.set(fileID, tempFileURL);
  }
  return found;
}

/** Deletes files for good; one that is not there any more is no failure. */
export async function deleteFiles(fileIds: readonly string[]): Promise<void> {
  for (let at = 0; at < fileIds.length; at += AT_ONCE) {
    await cloud.deleteFile({ fileList: fileIds.slice(at, at + AT_ONCE) });
  }
}
