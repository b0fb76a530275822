import { View } from '@tarojs/components';
import { memo } from 'react';
import type { AnswerView } from '#contract/news';
import { fullTime } from '#domain/china-time';
import { isSinglePageMode, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import type { FeedSource } from './feed-source.ts';
import { news } from './news-cloud.ts';
import { shareCard } from './share-card.ts';
import { Timeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';
import './questions.scss';

const ANSWERS: FeedSource<AnswerView> = {
  key: 'answers',
  async fetchPage(cursor) {
    const { answers, nextCursor } = await news('listAnswers', cursor === undefined ? {} : { cursor });
    return { posts: answers, pictureBase: '', ...(nextCursor !== undefined && { nextCursor }) };
  },
};

const AnswerPage = memo(function AnswerPage({ answers }: { answers: readonly AnswerView[] }) {
  return (
    <View>
      {answers.map(({ id, text, reply, repliedAt, repliedBy, postId }) => (
        <View
          key={id}
          className="inquiry"
          ariaRole="link"
          hoverClass="post--pressed"
          onClick={() => openPage('/pages/news/post', { id: postId })}
        >
          <View className="inquiry__text">{`问：${text}`}</View>
          <View className="inquiry__reply">
            <View>{`答：${reply}`}</View>
            <View className="inquiry__quiet">{`${repliedBy} · ${fullTime(repliedAt)}`}</View>
          </View>
        </View>
      ))}
    </View>
  );
});

const WAYS = [
  { path: 'ask', name: '我要提问' },
  { path: 'my-questions', name: '我的提问' },
  { path: 'search', name: '搜索' },
] as const;

/** Published answers of 你问我答; each is a post of the hall, so it is found by the search and can be sent on. */
export function Answers() {
  useSharing(() => ({
    title: '你问我答：交警答驾驶人问',
    path: '/pages/news/answers',
    query: '',
    imageUrl: shareCard('answers'),
  }));
  const feed = useFeed(ANSWERS);
  useTimelineGestures(feed);
  return (
    <>
      {!isSinglePageMode() && (
        <View className="inquiry__ways">
          {WAYS.map(({ path, name }) => (
            <View key={path} className="inquiry__way" ariaRole="link" onClick={() => openPage(`/pages/news/${path}`)}>
              {name}
            </View>
          ))}
        </View>
      )}
      <Timeline
        feed={feed}
        empty={{ title: '还没有公开的问答', hint: '有代表性的提问，答复后会公开在这里。' }}
        drawPage={(answers) => <AnswerPage key={answers[0]?.id ?? 'none'} answers={answers} />}
      />
    </>
  );
}
