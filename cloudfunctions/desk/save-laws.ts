import type { DeskContract } from '#contract/desk';
import type { LawDocument } from '#domain/law';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

export const saveLaws: Handlers<DeskContract>['saveLaws'] = async ({ laws }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'saveLaws', at: now };
  for (const { id, ...law } of laws) {
    const after = { _id: id, ...law } as LawDocument;
    await traced(deed, async (scope) => {
      await scope.write('laws', await scope.read<LawDocument>('laws', id), after);
    });
  }
  return { saved: laws.length };
};
