import { View } from '@tarojs/components';
import type { PublishedPost } from '#contract/news';
import { fullTime } from '#domain/china-time';
import { CHANNELS } from '#domain/post';
import { openPage } from '#platform/navigation';
import { sourceInWords } from './platform-names.ts';

function Agency({ agency, agencyId }: Pick<PublishedPost, 'agency' | 'agencyId'>) {
  if (agencyId === undefined) return <View className="article__agency">{agency}</View>;
  return (
    <View
      className="article__agency article__agency--link"
      ariaRole="link"
      onClick={() => openPage('/pages/news/agency', { id: agencyId })}
    >
      {agency}
    </View>
  );
}

/** The state of a revised article, and the way to what was changed. */
function Update({ post, seenRevision }: { post: PublishedPost; seenRevision: number | undefined }) {
  if (post.revision === 1) return null;
  const { id, revision, updatedAt, updateNote } = post;
  return (
    <View className="article__update">
      {updatedAt && <View>{`${fullTime(updatedAt)} 更新${updateNote ? `：${updateNote}` : ''}`}</View>}
      {seenRevision !== undefined && seenRevision < revision && <View>分享给您的是较早的版本，这里是最新内容。</View>}
      <View className="article__trail" ariaRole="link" onClick={() => openPage('/pages/news/revisions', { id })}>
        {`第 ${revision} 版 · 查看修订记录`}
      </View>
    </View>
  );
}

interface Props {
  post: PublishedPost;
  /** The revision that the sender of a shared link had seen. */
  seenRevision: number | undefined;
}

/** What stands above an article's text: title, who says it, when and where, and whether it was revised. */
export function ArticleHead({ post, seenRevision }: Props) {
  const channel = CHANNELS.find(({ id }) => id === post.channel);
  return (
    <>
      <View className="article__title">{post.title}</View>
      <View className="article__byline">
        <Agency agency={post.agency} agencyId={post.agencyId} />
        <View>{`${fullTime(post.publishedAt)} · ${channel?.name ?? ''}`}</View>
        <View>{sourceInWords(post)}</View>
      </View>
      <Update post={post} seenRevision={seenRevision} />
    </>
  );
}
