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
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import './desk.scss';

type Item = ActionOutput<DeskContract, 'listQuestionReview'>['questions'][number];

const TABS = [
  { id: 'review', name: '待审题目' },
  { id: '1', name: '科目一质量' },
  { id: '4', name: '科目四质量' },
] as const;

function Decide({ item, onDone }: { item: Item; onDone(): void }) {
  const [reason, setReason] = useState('');
  const { isBusy, refused, run } = useDeed();
  const decide = (decision: 'publish' | 'retire') => {
    if (reason.trim() === '') {
      sayBriefly('请写明依据或原因');
      return;
    }
    run(async () => {
      await desk('decideQuestion', { id: item.id, revision: item.revision, decision, reason });
      sayBriefly(decision === 'publish' ? '已发布' : '已停用');
      onDone();
    });
  };
  return (
    <View>
      <TextField label="依据或原因" maxLength={300} lines={2} onType={setReason} />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        <DeskButton label="核对无误，发布" isBusy={isBusy} run={() => decide('publish')} />
        <DeskButton label="停用" kind="grave" isBusy={isBusy} run={() => decide('retire')} />
      </View>
    </View>
  );
}

function Waiting() {
  const [open, setOpen] = useState<string>();
  const answer = useAnswer('desk-question-review', () => desk('listQuestionReview', { limit: 50 }));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {({ questions, waiting, lapsed }) => {
        if (questions.length === 0) return <StatePanel sign="empty" title="没有待审的题目" />;
        return (
          <View>
            <View className="desk__note">{`待审 ${countText(waiting)} 题，法条变化而停用 ${lapsed} 题`}</View>
            {questions.map((item) => (
              <View key={item.id}>
                <View
                  className="desk-row"
                  ariaRole="button"
                  onClick={() => setOpen(open === item.id ? undefined : item.id)}
                >
                  <View className="desk-row__words">
                    <View className="desk-row__title">{item.stem}</View>
                    <View className="desk-row__says">{`${item.chapter} · ${item.reason}`}</View>
                  </View>
                </View>
                {open === item.id && <Decide item={item} onDone={answer.retry} />}
              </View>
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
              <View key={id} className="desk-row">
                <View className="desk-row__words">
                  <View className="desk-row__title">{stem}</View>
                  <View className="desk-row__says">
                    {`${asked} 人答 · 错 ${percent(missRate)} · 区分度 ${discrimination === undefined ? '样本不足' : discrimination.toFixed(2)}`}
                  </View>
                </View>
              </View>
            ))}
          </View>
        );
      }}
    </Answered>
  );
}

/** Questions that wait for an editor, and how the others do. */
export function QuestionReview() {
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('review');
  return (
    <View className="desk">
      <TextTabs tabs={TABS} selected={tab} onSelect={setTab} />
      {tab === 'review' ? <Waiting /> : <Quality key={tab} subject={tab === '1' ? 1 : 4} />}
    </View>
  );
}
