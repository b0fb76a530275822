import { View } from '@tarojs/components';
import { StatePanel } from '#components/state-panel';
import type { PostView, PublishedPost } from '#contract/news';
import { clockTime, fullTime } from '#domain/china-time';
import { failureWords, mayRetry } from '#domain/failure-words';
import { CHANNELS, type Platform } from '#domain/post';
import { ArticleBody } from './article-body.tsx';
import type { ArticleState } from './use-article.ts';
import './article.scss';

const PLATFORM_NAMES: Record<Platform, string> = { wechat: '微信公众号', weibo: '微博', rss: '网站', desk: '本平台' };

function Byline({ post }: { post: PostView }) {
  const channel = CHANNELS.find(({ id }) => id === post.channel);
  return (
    <View className="article__byline">
      <View className="article__agency">{post.agency}</View>
      <View>{`${fullTime(post.publishedAt)} · ${channel?.name ?? ''}`}</View>
      <View>{`来源：${PLATFORM_NAMES[post.platform]}“${post.sourceName}”`}</View>
    </View>
  );
}

function Published({ post, seenRevision }: { post: PublishedPost; seenRevision: number | undefined }) {
  return (
    <>
      <View className="article__title">{post.title}</View>
      <Byline post={post} />
      {post.updatedAt && (
        <View className="article__update">
          {`${fullTime(post.updatedAt)} 更新${post.updateNote ? `：${post.updateNote}` : ''}`}
          {seenRevision !== undefined && seenRevision < post.revision && (
            <View>分享给您的是较早的版本，这里是最新内容。</View>
          )}
        </View>
      )}
      <ArticleBody blocks={post.blocks} pictureBase={post.pictureBase} />
    </>
  );
}

interface Props {
  state: ArticleState & { retry(): void };
  /** The revision that the sender of a shared link had seen. */
  seenRevision?: number | undefined;
  onLeave(): void;
}

/** An article in any state that a reader can meet it in. */
export function Article({ state, seenRevision, onLeave }: Props) {
  const { post, failure, asOf, retry } = state;
  if (post === undefined && failure !== undefined) {
    const action = mayRetry(failure) ? { label: '重试', run: retry } : { label: '看看最新资讯', run: onLeave };
    const sign = failure === 'offline' ? 'offline' : mayRetry(failure) ? 'failed' : 'empty';
    return <StatePanel sign={sign} {...failureWords(failure)} action={action} />;
  }
  if (post === undefined) return <ArticleSkeleton />;
  if (post.state === 'withdrawn') {
    return (
      <StatePanel
        sign="closed"
        title="这篇内容已撤回"
        hint={`《${post.title}》由${post.agency}于 ${fullTime(post.withdrawnAt)} 撤回。${post.reason}`}
        action={{ label: '看看最新资讯', run: onLeave }}
      />
    );
  }
  return (
    <View className="article">
      {failure !== undefined && asOf !== undefined && (
        <View className="article__notice" onClick={retry}>
          {`${failureWords(failure).title}，显示 ${clockTime(asOf, new Date())} 的内容 · 点此重试`}
        </View>
      )}
      <Published post={post} seenRevision={seenRevision} />
    </View>
  );
}

function ArticleSkeleton() {
  return (
    <View className="article" ariaLabel="正在加载">
      <View className="bone bone--headline" />
      <View className="bone bone--half" />
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <View key={line} className="bone bone--line" />
      ))}
    </View>
  );
}
