import { Image, View } from '@tarojs/components';
import { memo } from 'react';
import type { PostSummary } from '#contract/news';
import { timeAgo } from '#domain/china-time';
import { pictureAddress } from '#domain/picture-address';
import { CHANNELS } from '#domain/post';
import { openPage } from '#platform/navigation';
import './post-list.scss';

/** A day and its hour stay together. */
const NO_BREAK = '\u00a0';

const CHANNEL_NAMES = Object.fromEntries(CHANNELS.map(({ id, name }) => [id, name]));

interface CardProps {
  post: Omit<PostSummary, 'id'>;
  pictureBase: string;
  now: Date;
  /** Absent where it only shows how it will look. */
  onOpen?(): void;
}

/** A post as it stands in a feed. */
export function PostCard({ post, pictureBase, now, onOpen }: CardProps) {
  const cover = pictureAddress(post.cover, pictureBase);
  return (
    <View className="post" hoverClass={onOpen === undefined ? 'none' : 'post--pressed'} onClick={() => onOpen?.()}>
      <View className="post__title">{post.title}</View>
      <View className="post__meta">
        <View className={`post__channel on-${post.channel}`}>{CHANNEL_NAMES[post.channel]}</View>
        {`${post.agency}\u2002${timeAgo(post.publishedAt, now).replace(' ', NO_BREAK)}`}
      </View>
      {cover && <Image className="post__cover" src={cover} mode="aspectFill" lazyLoad />}
      {post.pinned && <View className="post__pin">置顶</View>}
    </View>
  );
}

/** One page of a feed. It is drawn once: the pages that come after it leave it alone. */
export const PostList = memo(function PostList(props: { posts: readonly PostSummary[]; pictureBase: string }) {
  const now = new Date();
  return (
    <View>
      {props.posts.map((post) => (
        <PostCard
          key={post.id}
          post={post}
          pictureBase={props.pictureBase}
          now={now}
          onOpen={() => openPage('/pages/news/post', { id: post.id })}
        />
      ))}
    </View>
  );
});

/** What stands in a feed's place until it comes, in the same boxes: one node each, since all of it crosses to the view. */
export function PostListSkeleton() {
  return (
    <View ariaLabel="正在加载">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <View key={row} className="post-bone" />
      ))}
    </View>
  );
}
