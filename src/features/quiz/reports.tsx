import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { Chips } from '#components/chips';
import { StatePanel } from '#components/state-panel';
import { TextBox } from '#components/text-box';
import { WideButton } from '#components/wide-button';
import type { ReportView } from '#contract/quiz';
import { clockTime } from '#domain/china-time';
import { failureWords } from '#domain/failure-words';
import { REPORT_KINDS, REPORT_STATES, type ReportKind } from '#domain/question-report';
import { failureCode, useAnswer } from '#platform/answer';
import { useKeptValue } from '#platform/kept-value';
import { leavePage, openPage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { quiz } from './quiz-cloud.ts';
import './reports.scss';

const LONGEST = 500;

/** What a driver has begun to report of a question; it outlives the page and a tunnel. */
interface ReportDraft {
  kind?: ReportKind;
  text: string;
}

const NO_DRAFT: ReportDraft = { text: '' };

function ReportForm({ questionId, onSent }: { questionId: string; onSent(): void }) {
  const [draft, keep] = useKeptValue<ReportDraft>(`report-draft:${questionId}`, NO_DRAFT);
  const { kind, text } = draft;
  const [opened] = useState(text);
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open');
  if (state === 'sent') return <View className="reports__thanks">✓ 已收到，编辑核实后会在下面回复您。</View>;
  const send = async () => {
    if (kind === undefined) return;
    setState('sending');
    try {
      await quiz('reportQuestion', { questionId, kind, text: text.trim() });
      keep(NO_DRAFT);
      setState('sent');
      onSent();
    } catch (error) {
      const failure = failureCode(error);
      sayBriefly(failure === 'invalid_input' ? '文字没有通过安全检查，请修改' : failureWords(failure).title);
      setState('open');
    }
  };
  return (
    <View className="reports__form">
      <View className="reports__heading">这道题哪里有误？</View>
      <Chips choices={REPORT_KINDS} selected={kind} onSelect={(next) => keep({ ...draft, kind: next })} />
      <View className="reports__text">
        <TextBox
          label="补充说明"
          placeholder="补充说明，可以不填"
          initial={opened}
          lines={3}
          maxLength={LONGEST}
          onType={(next) => keep({ ...draft, text: next })}
        />
      </View>
      <View className="reports__send">
        <WideButton isOff={kind === undefined || state === 'sending'} onClick={() => void send()}>
          {state === 'sending' ? '正在提交…' : kind === undefined ? '先选一项' : '提交'}
        </WideButton>
      </View>
    </View>
  );
}

const nameOf = (list: readonly { id: string; name: string }[], id: string) =>
  list.find((one) => one.id === id)?.name ?? id;

function ReportRow({ report: { questionId, kind, text, at, state, reply, repliedAt } }: { report: ReportView }) {
  const now = new Date();
  return (
    <View className="reports__report">
      <View className="reports__line">
        <View className="reports__kind">{nameOf(REPORT_KINDS, kind)}</View>
        <View className={`reports__state reports__state--${state}`}>{nameOf(REPORT_STATES, state)}</View>
      </View>
      {text !== '' && <View>{text}</View>}
      <View className="reports__when">{clockTime(at, now)}</View>
      {reply !== undefined && (
        <View className="reports__reply">
          {`编辑回复：${reply}`}
          {repliedAt !== undefined && <View className="reports__when">{clockTime(repliedAt, now)}</View>}
        </View>
      )}
      <View
        className="reports__question"
        ariaRole="link"
        onClick={() => openPage('/pages/quiz/question', { id: questionId })}
      >
        查看这道题
      </View>
    </View>
  );
}

/** Reports a question, where one is named, and shows what became of own reports. */
export function ReportsScreen({ questionId }: { questionId: string | undefined }) {
  const answer = useAnswer('quiz-reports', () => quiz('listReports', {}));
  return (
    <View className="reports">
      {questionId !== undefined && <ReportForm questionId={questionId} onSent={answer.retry} />}
      <View className="reports__heading">我报告过的题</View>
      <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
        {({ reports }) =>
          reports.length === 0 ? (
            <StatePanel sign="empty" title="还没有报告" hint="答题时点“题目有误”，编辑的处理结果会显示在这里。" />
          ) : (
            reports.map((report) => <ReportRow key={report.id} report={report} />)
          )
        }
      </Answered>
    </View>
  );
}
