import { Text, View } from '@tarojs/components';
import { memo } from 'react';
import type { SearchHit } from '#contract/news';
import { timeAgo } from '#domain/china-time';
import { openPage } from '#platform/navigation';
import './hit-list.scss';

function Marked({ parts }: { parts: SearchHit['title'] }) {
  return parts.map(({ text, hit }, at) => {
    // Parts stand in the order of the text: a place is their only name.
    const key = `${at}-${hit}`;
    return (
      <Text key={key} className={hit ? 'hit__mark' : ''}>
        {text}
      </Text>
    );
  });
}

/** One page of search results, what was asked for marked. */
export const HitList = memo(function HitList(props: { hits: readonly SearchHit[] }) {
  const now = new Date();
  return (
    <View>
      {props.hits.map(({ id, title, passage, agency, publishedAt }) => (
        <View
          key={id}
          className="hit"
          ariaRole="link"
          hoverClass="post--pressed"
          onClick={() => openPage('/pages/news/post', { id })}
        >
          <View className="hit__title">
            <Marked parts={title} />
          </View>
          <View className="hit__passage">
            <Marked parts={passage} />
          </View>
          <View className="post__meta">{`${agency} · ${timeAgo(publishedAt, now)}`}</View>
        </View>
      ))}
    </View>
  );
});
