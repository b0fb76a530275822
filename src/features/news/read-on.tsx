import { View } from '@tarojs/components';
import type { PostSummary } from '#contract/news';
import { useAnswer } from '#platform/answer';
import { openPage } from '#platform/navigation';
import { news } from './news-cloud.ts';
import { PostList } from './post-list.tsx';
import './read-on.scss';

function Neighbour({ label, post }: { label: string; post: PostSummary | undefined }) {
  if (post === undefined) return null;
  return (
    <View className="read-on__neighbour" ariaRole="link" onClick={() => openPage('/pages/news/post', { id: post.id })}>
      <View className="read-on__label">{label}</View>
      <View className="read-on__title">{post.title}</View>
    </View>
  );
}

/** Where to go on from an article: its neighbours in the channel, and what is on the same matter. A courtesy: without an answer there is nothing. */
export function ReadOn({ id }: { id: string }) {
  const { data } = useAnswer(`read-on:${id}`, () => news('readOn', { id }));
  if (data === undefined) return null;
  const { newer, older, related, pictureBase } = data;
  return (
    <View className="read-on">
      <Neighbour label="上一篇" post={newer} />
      <Neighbour label="下一篇" post={older} />
      {related.length > 0 && (
        <>
          <View className="read-on__heading">相关内容</View>
          <PostList posts={related} pictureBase={pictureBase} />
        </>
      )}
    </View>
  );
}
