import type { DeskContract } from '#contract/desk';
import { AppError } from '#domain/app-error';
import { byteLength } from '#domain/byte-length';
import { type LawArticle, type LawDocument, MOST_LAW_BYTES, withArticle } from '#domain/law';
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

const MOST_ARTICLES = 500;

export const changeLaw: Handlers<DeskContract>['changeLaw'] = async ({ id, head, article }, { caller, now }) => {
  const deed = { by: caller.openid, action: 'changeLaw', at: now };
  const law = await traced(deed, async (scope) => {
    const before = await scope.read<LawDocument>('laws', id);
    if (before === null) throw new AppError('not_found', `no law ${id}`);
    const { _id, articles, ...kept } = before;
    const after = {
      _id,
      ...(head ?? kept),
      articles: article === undefined ? articles : withArticle(articles, article as LawArticle),
    } as LawDocument;
    if (after.articles.length > MOST_ARTICLES) {
      const reason = `一部法规最多 ${MOST_ARTICLES} 条。`;
      throw new AppError('conflict', `law ${id} has ${MOST_ARTICLES} articles`, { reason });
    }
    if (byteLength(JSON.stringify(after.articles)) > MOST_LAW_BYTES) {
      const reason = '这部法规的内容合计太长，读者打不开，请精简。';
      throw new AppError('conflict', `law ${id} is too long in all`, { reason });
    }
    await scope.write('laws', before, after);
    return after;
  });
  const { _id, ...rest } = law;
  return { id: _id, ...rest };
};
