import cloud from 'wx-server-sdk';

/** Writes a file of the cloud storage, whole, over what was there. @returns its id, which ends in `path` */
export async function writeFile(path: string, content: string): Promise<string> {
  const { fileID } = await cloud.uploadFile({ cloudPath: path, fileContent: Buffer.from(content) });
  return fileID;
}

/** Removes files; one that is not there is removed already. @param fileIds at most 50 */
export async function removeFiles(fileIds: string[]): Promise<void> {
  if (fileIds.length > 0) await cloud.deleteFile({ fileList: fileIds });
}
