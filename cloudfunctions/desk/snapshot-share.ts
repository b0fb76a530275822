import type { DeskContract } from '#contract/desk';
import { SNAPSHOT_SETTINGS, type SnapshotSettings } from '#domain/snapshot-document';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

export const setSnapshotShare: Handlers<DeskContract>['setSnapshotShare'] = async ({ percent }, { caller, now }) =>
  traced({ by: caller.openid, action: 'setSnapshotShare', at: now }, async (scope) => {
    const before = await scope.read<SnapshotSettings>('settings', SNAPSHOT_SETTINGS);
    await scope.write<SnapshotSettings>('settings', before, { _id: SNAPSHOT_SETTINGS, percent });
    return { percent };
  });
