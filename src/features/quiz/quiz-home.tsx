import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { Chips } from '#components/chips';
import { StatePanel } from '#components/state-panel';
import { TextTabs } from '#components/text-tabs';
import type { ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { inChina } from '#domain/china-time';
import { SUBJECTS, type Subject } from '#domain/question';
import { useAnswer } from '#platform/answer';
import { useKeptValue } from '#platform/kept-value';
import { useDidShow } from '#platform/lifecycle';
import { leavePage, openPage } from '#platform/navigation';
import { catalogueKey } from './catalogue-key.ts';
import { countDue, tallyChapters } from './chapter-tally.ts';
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

const entriesOf = (subject: Subject, due: number): Entry[] => [
  { name: '模拟考试', says: '按真实考试组卷、计时', path: 'exam', query: { preset: `subject-${subject}` } },
  { name: '每日五题', says: '每天五题，人人相同', path: 'exam', query: { preset: 'daily-five' } },
  {
    name: '今日复习',
    says: due === 0 ? '错题按遗忘规律回来' : `${due} 题今天到期`,
    path: 'review',
    query: { subject },
  },
  { name: '错题本', says: '错过的题，练到会', path: 'practice', query: { subject, mode: 'mistakes' } },
];

/** Ways that need no sign of their own; `id` is the page and what it is asked. */
const LINKS = [
  { id: 'practice?mode=in-order', name: '顺序练习' },
  { id: 'practice?mode=random', name: '随机练习' },
  { id: 'practice?mode=most-missed', name: '易错题' },
  { id: 'practice?mode=favourites', name: '收藏' },
  { id: 'exam?preset=points-reduction', name: '学法减分' },
  { id: 'records', name: '考试记录' },
  { id: 'ranking', name: '排行榜' },
  { id: 'reports', name: '报错进展' },
] as const;

function Entries({ subject }: { subject: Subject }) {
  const count = () => countDue(subject, inChina(new Date()).format('YYYY-MM-DD'));
  const [due, setDue] = useState(count);
  // Whoever comes back from review has fewer left.
  useDidShow(() => setDue(count()));
  return (
    <>
      <View className="quiz-entries">
        {entriesOf(subject, due).map(({ name, says, path, query }) => (
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
      <Chips
        choices={LINKS}
        onSelect={(id) => {
          const [page = '', query] = id.split('?');
          openPage(`/pages/quiz/${page}${query === undefined ? '' : `?${query}&subject=${subject}`}`);
        }}
      />
    </>
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
