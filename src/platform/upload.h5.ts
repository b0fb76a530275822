import { localOpenid } from './transport.h5.ts';

/** Puts a file that this browser has chosen into the local cloud's storage. @returns its file id */
export async function uploadFile(cloudPath: string, filePath: string): Promise<string> {
  const chosen = await (await fetch(filePath)).blob();
  const path = cloudPath.split('/').map(encodeURIComponent).join('/');
  const headers = { 'x-local-openid': localOpenid() };
  const response = await fetch(`/upload/${path}`, { method: 'PUT', headers, body: chosen });
  if (!response.ok) throw new Error(`request:fail the upload was answered with ${response.status}`);
  return ((await response.json()) as { fileID: string }).fileID;
}
