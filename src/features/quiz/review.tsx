import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { TextTabs } from '#components/text-tabs';
import { WideButton } from '#components/wide-button';
import type { ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { SUBJECTS, type Subject } from '#domain/question';
import { useAnswer } from '#platform/answer';
import { useReturning } from '#platform/leaving';
import { leavePage, openPage } from '#platform/navigation';
import { syncAttempts } from './attempt-store.ts';
import { quiz } from './quiz-cloud.ts';
import './review.scss';

type Review = ActionOutput<QuizContract, 'getReview'>;

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** `周二`; a day is a day in China and needs no zone. */
const weekdayOf = (day: string) => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

/** Height of the tallest bar, in CSS pixels. */
const TALLEST = 72;

function Forecast({ forecast }: Pick<Review, 'forecast'>) {
  const most = Math.max(1, ...forecast.map(({ due }) => due));
  return (
    <View className="review__days">
      {forecast.map(({ day, due }, ahead) => (
        <View key={day} className="review__day" ariaLabel={`${ahead === 0 ? '今天' : day}，${due} 题`}>
          <View className="review__due">{due}</View>
          <View className="review__bar" style={{ height: `${Math.max(2, Math.round((due / most) * TALLEST))}px` }} />
          <View className="review__weekday">{ahead === 0 ? '今天' : weekdayOf(day)}</View>
        </View>
      ))}
    </View>
  );
}

function ReviewFigures({ subject, review: { dueToday, forecast, streak } }: { subject: Subject; review: Review }) {
  const scheduled = forecast.reduce((sum, { due }) => sum + due, 0);
  return (
    <View className="review">
      <View className="review__today">
        <View className="review__number">{dueToday}</View>
        <View className="review__words">{dueToday === 0 ? '题到期，今天不用复习' : '题今天该复习'}</View>
        {dueToday > 0 && (
          <View className="review__way">
            <WideButton onClick={() => openPage('/pages/quiz/practice', { subject, mode: 'review' })}>
              开始复习
            </WideButton>
          </View>
        )}
      </View>
      <View className="review__line">
        <View>{streak.days > 0 ? `连续练习 ${streak.days} 天` : '今天练一题，开始连续天数'}</View>
        <View className="review__quiet">{`${streak.doneToday ? '今天已练' : '今天还没练'} · 最长 ${streak.longest} 天`}</View>
      </View>
      <View className="review__heading">未来七天到期</View>
      <Forecast forecast={forecast} />
      <View className="review__note">
        {scheduled === 0
          ? '还没有排进复习的题。练习或考试里答错的题会排进来。'
          : '按现在的记录排出；这几天答对、答错都会改变它，不作估计。'}
      </View>
    </View>
  );
}

function SubjectReview({ subject }: { subject: Subject }) {
  const answer = useAnswer(`quiz-review:${subject}`, async () => {
    // What was answered on the way decides what is due.
    await syncAttempts();
    return quiz('getReview', { subject, limit: 1 });
  });
  // Whoever comes back from reviewing has fewer left.
  useReturning(answer.retry);
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(review) => <ReviewFigures subject={subject} review={review} />}
    </Answered>
  );
}

const TABS = SUBJECTS.map(({ id, name }) => ({ id: String(id) as `${Subject}`, name }));

/** Review of mistakes: what is due today, the coming week, and the streak. */
export function ReviewScreen({ initial }: { initial: Subject }) {
  const [subject, setSubject] = useState<Subject>(initial);
  return (
    <>
      <TextTabs tabs={TABS} selected={`${subject}`} onSelect={(id) => setSubject(id === '4' ? 4 : 1)} />
      <SubjectReview key={subject} subject={subject} />
    </>
  );
}
