import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { TextTabs } from '#components/text-tabs';
import type { ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { SUBJECTS, type Subject } from '#domain/question';
import { useAnswer } from '#platform/answer';
import { useKeptValue } from '#platform/kept-value';
import { useDidShow } from '#platform/lifecycle';
import { leavePage, openPage } from '#platform/navigation';
import { catalogueKey } from './catalogue-key.ts';
import { tallyChapters } from './chapter-tally.ts';
import { quiz } from './quiz-cloud.ts';
import './quiz-home.scss';

type Chapters = ActionOutput<QuizContract, 'listChapters'>['chapters'];

const TABS = SUBJECTS.map(({ id, name }) => ({ id: String(id) as `${Subject}`, name }));

interface Entry {
  name: string;
  says: string;
  path: string;
  query: Record<string, string | number>;
}

const entriesOf = (subject: Subject): Entry[] => [
  { name: '模拟考试', says: '按真实考试组卷、计时', path: 'exam', query: { preset: `subject-${subject}` } },
  { name: '每日五题', says: '每天五题，人人相同', path: 'exam', query: { preset: 'daily-five' } },
  { name: '随机练习', says: '全部章节打乱来练', path: 'practice', query: { subject, mode: 'random' } },
  { name: '错题本', says: '错过的题，练到会', path: 'practice', query: { subject, mode: 'mistakes' } },
];

function Entries({ subject }: { subject: Subject }) {
  return (
    <View className="quiz-entries">
      {entriesOf(subject).map(({ name, says, path, query }) => (
        <View
          key={name}
          className={path === 'exam' ? 'quiz-entry quiz-entry--exam' : 'quiz-entry'}
          ariaRole="link"
          onClick={() => openPage(`/pages/quiz/${path}`, query)}
        >
          <View className="quiz-entry__name">{name}</View>
          <View className="quiz-entry__says">{says}</View>
        </View>
      ))}
    </View>
  );
}

function ChapterList({ subject, chapters }: { subject: Subject; chapters: Chapters }) {
  const [tally, setTally] = useState(() => ({ subject, done: tallyChapters(subject) }));
  // Whoever comes back from practice has answered more.
  useDidShow(() => setTally({ subject, done: tallyChapters(subject) }));
  const done = tally.subject === subject ? tally.done : tallyChapters(subject);
  return (
    <View>
      {chapters.map(({ id, name, questions }) => {
        const answered = Math.min(done[id] ?? 0, questions);
        return (
          <View
            key={id}
            className="chapter"
            hoverClass="chapter--pressed"
            ariaRole="link"
            ariaLabel={`${name}，${questions} 题，已练 ${answered} 题`}
            onClick={() => openPage('/pages/quiz/practice', { subject, mode: 'chapter', chapter: id, title: name })}
          >
            <View className="chapter__line">
              <View className="chapter__name">{name}</View>
              <View className="chapter__count">{answered === 0 ? `${questions} 题` : `${answered}/${questions}`}</View>
            </View>
            <View className="chapter__track">
              <View className="chapter__done" style={{ width: `${(answered / questions) * 100}%` }} />
            </View>
          </View>
        );
      })}
    </View>
  );
}

function SubjectHome({ subject }: { subject: Subject }) {
  const answer = useAnswer(catalogueKey(subject), () => quiz('listChapters', { subject }));
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {({ chapters }) => {
        const standing = chapters.filter(({ questions }) => questions > 0);
        if (standing.length === 0) {
          return <StatePanel sign="empty" title="题库还没有题目" hint="编辑部放入题目后，这里就能练习。" />;
        }
        return (
          <>
            <Entries subject={subject} />
            <View className="quiz-heading">章节练习</View>
            <ChapterList subject={subject} chapters={standing} />
          </>
        );
      }}
    </Answered>
  );
}

/** Where learning begins: the subject, an exam or practice, and how far each chapter is. */
export function QuizHome() {
  const [chosen, choose] = useKeptValue<`${Subject}`>('quiz-subject', '1');
  const subject: Subject = chosen === '4' ? 4 : 1;
  return (
    <>
      <TextTabs tabs={TABS} selected={`${subject}`} onSelect={choose} />
      <SubjectHome key={subject} subject={subject} />
    </>
  );
}
