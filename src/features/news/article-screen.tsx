import { leavePage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { Article } from './article.tsx';
import { postCard, shareCard } from './share-card.ts';
import { useArticle } from './use-article.ts';

interface Props {
  id: string;
  /** The revision that the sender of a shared link had seen; it travels with the link. */
  seenRevision: number | undefined;
}

/** One article, ready to be read and sent on. */
export function ArticleScreen({ id, seenRevision }: Props) {
  const answer = useArticle(id);
  const post = answer.data;
  useSharing(() => {
    const imageUrl = post?.state === 'published' ? postCard(post, post.pictureBase) : shareCard('release');
    return {
      title: post?.title ?? '交通安全微发布',
      path: '/pages/news/post',
      query: `id=${encodeURIComponent(id)}&r=${post?.revision ?? 1}`,
      imageUrl,
    };
  });
  return <Article answer={answer} seenRevision={seenRevision} onLeave={leavePage} />;
}
