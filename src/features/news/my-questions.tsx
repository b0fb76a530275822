import { View } from '@tarojs/components';
import { memo } from 'react';
import { StatePanel } from '#components/state-panel';
import type { MyQuestion } from '#contract/me';
import { fullTime } from '#domain/china-time';
import { isSinglePageMode, leavePage, openPage } from '#platform/navigation';
import type { FeedSource } from './feed-source.ts';
import { KIND_NAMES, replyHeading, STATE_NAMES } from './inquiry-words.ts';
import { me } from './me-cloud.ts';
import { Timeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';
import './questions.scss';

const MINE: FeedSource<MyQuestion> = {
  key: 'my-questions',
  isAwaited: true,
  async fetchPage(cursor) {
    const { questions, nextCursor } = await me('listMyQuestions', cursor === undefined ? {} : { cursor });
    return { posts: questions, pictureBase: '', ...(nextCursor !== undefined && { nextCursor }) };
  },
};

function Question({ question }: { question: MyQuestion }) {
  const { kind, text, pictures, askedAt, state, reply, repliedAt, postId } = question;
  return (
    <View className="inquiry">
      <View className="inquiry__line">
        <View className={`inquiry__state inquiry__state--${state}`}>{STATE_NAMES[state]}</View>
        <View>{`${KIND_NAMES[kind]} · ${fullTime(askedAt)}`}</View>
      </View>
      <View className="inquiry__text">{text}</View>
      {pictures.length > 0 && <View className="inquiry__quiet">{`附图 ${pictures.length} 张`}</View>}
      {reply !== undefined && (
        <View className="inquiry__reply">
          <View className="inquiry__by">{replyHeading(question)}</View>
          <View>{reply}</View>
          {repliedAt !== undefined && <View className="inquiry__quiet">{fullTime(repliedAt)}</View>}
        </View>
      )}
      {postId !== undefined && (
        <View className="inquiry__link" ariaRole="link" onClick={() => openPage('/pages/news/post', { id: postId })}>
          已公开 · 查看和转发
        </View>
      )}
    </View>
  );
}

const QuestionPage = memo(function QuestionPage({ questions }: { questions: readonly MyQuestion[] }) {
  return (
    <View>
      {questions.map((question) => (
        <Question key={question.id} question={question} />
      ))}
    </View>
  );
});

/** What a driver has asked and suggested, and what became of it. */
export function MyQuestions() {
  if (isSinglePageMode()) {
    const hint = '请点下方“前往小程序”，登录后查看。';
    return (
      <StatePanel sign="closed" title="这里看不到" hint={hint} action={{ label: '看看最新资讯', run: leavePage }} />
    );
  }
  return <Mine />;
}

function Mine() {
  const feed = useFeed(MINE);
  useTimelineGestures(feed);
  return (
    <>
      <View className="inquiry__ways">
        <View className="inquiry__way" ariaRole="link" onClick={() => openPage('/pages/news/ask')}>
          我要提问
        </View>
        <View className="inquiry__way" ariaRole="link" onClick={() => openPage('/pages/news/answers')}>
          看大家的问答
        </View>
      </View>
      <Timeline
        feed={feed}
        empty={{ title: '还没有提问', hint: '点上面的“我要提问”，可以提问或提建议。' }}
        drawPage={(questions) => <QuestionPage key={questions[0]?.id ?? 'none'} questions={questions} />}
      />
    </>
  );
}
