import { noteEffect } from '../record.ts';
import { asynchronous, asynchronousAll, type WxApi, WxFailure } from './call.ts';

/** Where a mini program may write; everything else of the phone is closed to it. */
const USER_DATA = /^wxfile:\/\/usr\/./;

/** The mini program's own files, for as long as the phone is on. */
export function fileApis(): WxApi {
  const files = new Map<string, string>();
  const read = (filePath: unknown): string => {
    const found = files.get(String(filePath));
    if (found === undefined) throw new WxFailure(`no such file or directory ${String(filePath)}`);
    return found;
  };
  const manager = {
    writeFileSync(filePath: string, data: string) {
      if (!USER_DATA.test(filePath)) throw new WxFailure(`permission denied, open ${filePath}`);
      files.set(filePath, data);
    },
    readFileSync: read,
    readFile: asynchronous('readFile', ({ filePath, encoding }) => {
      const [, base64] = /^data:[^;]+;base64,(.*)$/s.exec(String(filePath)) ?? [];
      if (base64 === undefined) throw new WxFailure(`no such file or directory ${String(filePath)}`);
      if (encoding !== 'base64') throw new WxFailure('this phone reads temporary files as base64 only');
      return { data: base64 };
    }),
    unlinkSync: (filePath: string) => files.delete(filePath),
  };
  return {
    getFileSystemManager: () => manager,
    ...asynchronousAll({
      shareFileMessage: ({ filePath, fileName }) =>
        noteEffect('shareFileMessage', { fileName, contents: read(filePath) }),
    }),
  };
}
