import { ensureTaroBuild } from '../../scripts/taro-build.ts';

export const WEAPP = 'dist/weapp';

/** The mini program as it would be uploaded now. */
export async function ensureWeappBuild(): Promise<void> {
  await ensureTaroBuild('weapp');
}
