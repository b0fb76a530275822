import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { TextTabs } from '#components/text-tabs';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { countText } from '#domain/waiting-count';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { BankQuestion } from './bank-question.tsx';
import { desk } from './desk-cloud.ts';
import { PageList } from './page-list.tsx';
import { usePages } from './use-pages.ts';
import './desk.scss';

type Item = ActionOutput<DeskContract, 'listQuestionReview'>['questions'][number];

const TABS = [
  { id: 'review', name: '待审' },
  { id: 'retired', name: '已停用' },
  { id: '1', name: '科一质量' },
  { id: '4', name: '科四质量' },
] as const;

/** What a row says, and, tapped, the whole question. */
function Row({ id, stem, says, onDecided }: { id: string; stem: string; says: string; onDecided?(): void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <View>
      <View className="desk-row" ariaRole="button" onClick={() => setOpen(!isOpen)}>
        <View className="desk-row__words">
          <View className="desk-row__title">{stem}</View>
          <View className="desk-row__says">{says}</View>
        </View>
      </View>
      {isOpen && <BankQuestion id={id} {...(onDecided !== undefined && { onDecided })} />}
    </View>
  );
}

function Waiting() {
  const answer = useAnswer('desk-question-review', () => desk('listQuestionReview', { limit: 50 }));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ questions, waiting, lapsed }) => {
        if (questions.length === 0) return <StatePanel sign="empty" title="没有待审的题目" />;
        return (
          <View>
            <View className="desk__note">{`待审 ${countText(waiting)} 题，法条变化而停用 ${lapsed} 题`}</View>
            {questions.map(({ id, stem, chapter, reason }) => (
              <Row key={id} id={id} stem={stem} says={`${chapter} · ${reason}`} onDecided={answer.retry} />
            ))}
          </View>
        );
      }}
    </Answered>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function Quality({ subject }: { subject: 1 | 4 }) {
  const answer = useAnswer(`desk-quality:${subject}`, () => desk('assessQuality', { subject }));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ exams, questions }) => {
        if (questions.length === 0) {
          return <StatePanel sign="empty" title="还没有足够的考试" hint="有人考过以后，这里按区分度列出题目。" />;
        }
        return (
          <View>
            <View className="desk__note">{`据最近 ${exams} 场考试；区分度低的题，会与不会的人答得一样，先看它们`}</View>
            {questions.map(({ id, stem, asked, missRate, discrimination }) => (
              <Row
                key={id}
                id={id}
                stem={stem}
                says={`${asked} 人答 · 错 ${percent(missRate)} · 区分度 ${discrimination === undefined ? '样本不足' : discrimination.toFixed(2)}`}
              />
            ))}
          </View>
        );
      }}
    </Answered>
  );
}

function Retired() {
  const pages = usePages<Item>('retired-questions', async (cursor) => {
    const { questions, nextCursor } = await desk('listRetiredQuestions', cursor === undefined ? {} : { cursor });
    return { items: questions, nextCursor };
  });
  return (
    <PageList pages={pages} keyOf={({ id }) => id} empty={{ title: '没有停用的题目' }}>
      {({ id, stem, chapter, reason }) => (
        <Row id={id} stem={stem} says={`${chapter} · ${reason}`} onDecided={pages.reload} />
      )}
    </PageList>
  );
}

const BODIES = {
  review: <Waiting />,
  retired: <Retired />,
  '1': <Quality key="1" subject={1} />,
  '4': <Quality key="4" subject={4} />,
} as const;

/** Questions that wait for an editor, those that were stopped, and how the others do. */
export function QuestionReview() {
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('review');
  return (
    <View className="desk">
      <TextTabs tabs={TABS} selected={tab} onSelect={setTab} />
      {BODIES[tab]}
    </View>
  );
}
