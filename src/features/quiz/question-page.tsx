import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { WideButton } from '#components/wide-button';
import type { ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { timeAgo } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { buzz } from '#platform/haptics';
import { leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { AnswerReason, useLawNames } from './answer-reason.tsx';
import { recordAttempt, sendAttempts } from './attempt-store.ts';
import { QuestionSheet } from './question-sheet.tsx';
import { QuestionTools, useReadingSize } from './question-tools.tsx';
import { postsOfArticle, quiz } from './quiz-cloud.ts';
import { withOption } from './use-practice.ts';
import './question-page.scss';

type Known = ActionOutput<QuizContract, 'getQuestion'>;
type Article = Known['articles'][number];

function Cases({ law, article }: Pick<Article, 'law' | 'article'>) {
  const { data } = useAnswer(`quiz-cases:${law}:${article}`, () => postsOfArticle(law, article));
  if (data === undefined || data.posts.length === 0) return <View />;
  const now = new Date();
  return (
    <View>
      <View className="basis__label">最近发布的相关内容</View>
      {data.posts.map(({ id, title, agency, publishedAt }) => (
        <View
          key={id}
          className="basis__case"
          hoverClass="basis__case--pressed"
          ariaRole="link"
          onClick={() => openPage('/pages/news/post', { id })}
        >
          {title}
          <View className="basis__when">{`${agency} · ${timeAgo(publishedAt, now)}`}</View>
        </View>
      ))}
    </View>
  );
}

/** The article that makes the answer right, in short, and what was lately published about it. */
function Basis({ law, article, title, topic, summary, inForceFrom }: Article) {
  return (
    <View className="basis">
      <View className="basis__title">{`《${title}》${article}`}</View>
      <View className="basis__topic">{topic}</View>
      <View className="basis__summary">{summary}</View>
      <View className="basis__since">{`${inForceFrom} 起施行`}</View>
      <View
        className="basis__more"
        ariaRole="link"
        onClick={() => openPage('/pages/news/law-article', { law, article })}
      >
        查看条文与全部解读
      </View>
      <Cases law={law} article={article} />
    </View>
  );
}

function QuestionDetail({ known: { question, retired, articles, pictureBase } }: { known: Known }) {
  const [chosen, setChosen] = useState<number[]>([]);
  const [isAnswered, setIsAnswered] = useState(false);
  const lawNames = useLawNames();
  const size = useReadingSize();
  const asked = { ...question, chapter: question.chapter.id };
  const answer = (given: number[]) => {
    setChosen(given);
    setIsAnswered(true);
    buzz(recordAttempt(asked, given, new Date()) ? 'light' : 'heavy');
    void sendAttempts();
  };
  const isSeveral = question.type === 'multiple';
  const isOpen = !isAnswered && retired === undefined;
  return (
    <View className="question-page">
      <View className="question-page__chapter">{question.chapter.name}</View>
      {retired !== undefined && (
        <View className="question-page__retired" ariaRole="status">{`⚠ 这道题不再使用：${retired}`}</View>
      )}
      <QuestionSheet
        question={question}
        pictureBase={pictureBase}
        chosen={chosen}
        correct={isAnswered ? question.correct : undefined}
        size={size.factor}
        {...(isOpen && {
          onChoose: (option: number) => (isSeveral ? setChosen(withOption(chosen, option)) : answer([option])),
        })}
      />
      {isSeveral && isOpen && (
        <View className="question-page__way">
          <WideButton isOff={chosen.length === 0} onClick={() => answer(chosen)}>
            {chosen.length === 0 ? '选出所有正确的答案' : '选好了'}
          </WideButton>
        </View>
      )}
      {isAnswered && <AnswerReason question={question} chosen={chosen} lawNames={lawNames} size={size.factor} />}
      {(isAnswered || retired !== undefined) &&
        articles.map((article) => <Basis key={`${article.law} ${article.article}`} {...article} />)}
      <QuestionTools
        question={question}
        reason={isAnswered ? question.explanation : undefined}
        size={size}
        hasDetail={false}
      />
    </View>
  );
}

/** One question by its address: answered here, then its law and what happened lately under it. */
export function QuestionPage({ id }: { id: string }) {
  const answer = useAnswer(`quiz-question:${id}`, () => quiz('getQuestion', { id }));
  useSharing(() => ({
    title: answer.data === undefined ? '一道交通安全题' : `这道题您会吗？${answer.data.question.stem}`,
    path: '/pages/quiz/question',
    query: `id=${encodeURIComponent(id)}`,
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(known) => <QuestionDetail key={known.question.id} known={known} />}
    </Answered>
  );
}
