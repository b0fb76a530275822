import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { inChina } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { usePullDownRefresh } from '#platform/lifecycle';
import { endPullDownRefresh, leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { validityInWords } from './day-words.ts';
import { articleFeed } from './feed-source.ts';
import { fetchLaw, lawKeyOnPhone } from './law.tsx';
import { openRelatedQuestions } from './quiz-link.ts';
import { shareCard } from './share-card.ts';
import { PostTimeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';
import './law.scss';

function CitingPosts({ law, article }: { law: string; article: string }) {
  const feed = useFeed(articleFeed(law, article));
  useTimelineGestures(feed);
  return (
    <>
      <View className="law-page__heading">引用这一条的内容</View>
      <PostTimeline feed={feed} empty={{ title: '还没有引用它的内容', hint: '有新的解读时会出现在这里。' }} />
    </>
  );
}

/** One article of a law, and what was published about it. */
export function LawArticleScreen({ law: id, article: number }: { law: string; article: string }) {
  const answer = useAnswer(lawKeyOnPhone(id), () => fetchLaw(id));
  usePullDownRefresh(() => {
    answer.retry();
    endPullDownRefresh();
  });
  useSharing(() => ({
    title: `${answer.data?.shortTitle ?? '交通法规库'}${number}`,
    path: '/pages/news/law-article',
    query: `law=${encodeURIComponent(id)}&article=${encodeURIComponent(number)}`,
    imageUrl: shareCard('law'),
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {(law) => {
        const found = law.articles.find(({ article }) => article === number);
        if (found === undefined) {
          const wayOn = { label: '看全部条文', run: () => openPage('/pages/news/law', { id }) };
          return (
            <StatePanel sign="empty" title="没有这一条" hint={`${law.title}里没有${number}的说明。`} action={wayOn} />
          );
        }
        return (
          <>
            <View className="law">
              <View className="law__title">{`${found.article}　${found.topic}`}</View>
              <View className="law-page__summary">{found.summary}</View>
              <View className="law__line">
                {validityInWords(
                  { ...law, inForceFrom: found.inForceFrom ?? law.inForceFrom },
                  inChina(new Date()).format('YYYY-MM-DD'),
                )}
              </View>
              <View className="law__official" ariaRole="link" onClick={() => openPage('/pages/news/law', { id })}>
                {`${law.title} · 看全部条文`}
              </View>
              <View
                className="law__official"
                ariaRole="link"
                onClick={() => openRelatedQuestions([{ law: id, article: number }])}
              >
                做这一条的题
              </View>
            </View>
            <CitingPosts law={id} article={number} />
          </>
        );
      }}
    </Answered>
  );
}
