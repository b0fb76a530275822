import { useCallback, useEffect, useState } from 'react';
import type { PostView } from '#contract/news';
import { AppError, type ClientErrorCode } from '#domain/app-error';
import { keepLastGood, type LastGood, recallLastGood } from '#platform/last-good';
import { news } from './news-cloud.ts';

export interface ArticleState {
  post?: PostView | undefined;
  asOf?: string | undefined;
  failure?: ClientErrorCode | undefined;
}

/** One article: what the phone kept at once, then the state of now. A post that is gone is gone here too. */
export function useArticle(id: string): ArticleState & { retry(): void } {
  const [state, setState] = useState<ArticleState>(() => {
    const kept: LastGood<PostView> | undefined = recallLastGood(`post:${id}`);
    return kept === undefined ? {} : { post: kept.answer, asOf: kept.asOf };
  });
  const fetchNow = useCallback(async () => {
    try {
      const post = await news('getPost', { id });
      const asOf = new Date().toISOString();
      keepLastGood(`post:${id}`, post, asOf);
      // The same revision again is not drawn again.
      setState((known) =>
        known.post?.revision === post.revision && known.post.state === post.state && known.failure === undefined
          ? known
          : { post, asOf },
      );
    } catch (error) {
      const failure = error instanceof AppError ? error.code : 'unavailable';
      setState((known) => (failure === 'not_found' ? { failure } : { ...known, failure }));
    }
  }, [id]);
  useEffect(() => void fetchNow(), [fetchNow]);
  const retry = useCallback(() => {
    setState(({ failure, ...known }) => known);
    void fetchNow();
  }, [fetchNow]);
  return { ...state, retry };
}
