import { findLost } from '../boundary.ts';
import { record } from '../record.ts';
import { asynchronousAll, type WxApi, WxFailure } from './call.ts';

/** WeChat keeps 10 MB in all and 1 MB under one key. */
const LIMIT_KB = 10_240;
const ITEM_LIMIT = 1_048_576;

/** Lays into the mini program's storage what it shall find there; what it has stored itself stays. */
export function layInStorage(kept: Record<string, unknown>): void {
  for (const [key, data] of Object.entries(kept)) {
    if (localStorage.getItem(`app:${key}`) === null) localStorage.setItem(`app:${key}`, JSON.stringify({ data }));
  }
}

/** The phone's storage: that of the mini program, or the other one that Moments' single-page mode has. */
export function storageApis(single: boolean): WxApi {
  const prefix = single ? 'single:' : 'app:';
  const keys = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const sizeKb = () =>
    Math.ceil(keys().reduce((sum, key) => sum + (localStorage.getItem(prefix + key)?.length ?? 0), 0) / 1024);

  const read = (key: string): unknown => {
    const kept = localStorage.getItem(prefix + key);
    return kept === null ? undefined : (JSON.parse(kept) as { data?: unknown }).data;
  };
  const write = (key: string, data: unknown): void => {
    record.setData.lost.push(...findLost(data).map((loss) => ({ page: `storage "${key}"`, ...loss })));
    const json = JSON.stringify({ data });
    if (json.length > ITEM_LIMIT) throw new WxFailure('entry size limit reached');
    if (sizeKb() + json.length / 1024 > LIMIT_KB) throw new WxFailure('exceed storage max size 10Mb');
    localStorage.setItem(prefix + key, json);
  };
  const remove = (key: string) => localStorage.removeItem(prefix + key);
  const clear = () => keys().forEach(remove);
  const info = () => ({ keys: keys(), currentSize: sizeKb(), limitSize: LIMIT_KB });

  return {
    getStorageSync: (key: string) => read(key) ?? '',
    setStorageSync: write,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    batchGetStorageSync: (wanted: string[]) => wanted.map((key) => read(key) ?? ''),
    batchSetStorageSync: (pairs: { key: string; value: unknown }[]) => {
      for (const { key, value } of pairs) write(key, value);
    },
    ...asynchronousAll({
      getStorage: ({ key }) => {
        const data = read(String(key));
        if (data === undefined) throw new WxFailure('data not found');
        return { data };
      },
      setStorage: ({ key, data }) => write(String(key), data),
      removeStorage: ({ key }) => remove(String(key)),
      clearStorage: clear,
      getStorageInfo: info,
    }),
  };
}
