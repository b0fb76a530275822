import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { QuizContract } from '#contract/quiz';
import { timeAgo } from '#domain/china-time';
import { REPORT_KINDS } from '#domain/question-report';
import { useAnswer } from '#platform/answer';
import { cloudFunction } from '#platform/cloud';
import { sayBriefly } from '#platform/toast';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { PageList } from './page-list.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { usePages } from './use-pages.ts';
import './desk.scss';

type Report = ActionOutput<DeskContract, 'listQuestionReports'>['reports'][number];

const quiz = cloudFunction<QuizContract>('quiz');

function Question({ id }: { id: string }) {
  const { data, failure } = useAnswer(`desk-question:${id}`, () => quiz('getQuestion', { id }));
  if (data === undefined)
    return <View className="desk__note">{failure === undefined ? '正在取题…' : '题目取不到'}</View>;
  const { stem, options } = data.question;
  return (
    <View className="desk__notice">
      <View>{stem}</View>
      {options.map(({ text }, at) => (
        <View key={text}>{`${'ABCDEFGH'[at] ?? ''} ${text}`}</View>
      ))}
    </View>
  );
}

function Answer({ report, onDone }: { report: Report; onDone(): void }) {
  const [reply, setReply] = useState('');
  const { isBusy, refused, run } = useDeed();
  const close = (state: 'fixed' | 'kept') => {
    if (reply.trim() === '') {
      sayBriefly('请写给驾驶人的答复');
      return;
    }
    run(async () => {
      await desk('answerQuestionReport', { id: report.id, state, reply });
      sayBriefly('已答复');
      onDone();
    });
  };
  return (
    <View>
      <Question id={report.questionId} />
      <TextField label="给驾驶人的答复" maxLength={300} lines={2} onType={setReply} />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        <DeskButton label="已改正" isBusy={isBusy} run={() => close('fixed')} />
        <DeskButton label="题目无误" kind="quiet" isBusy={isBusy} run={() => close('kept')} />
      </View>
    </View>
  );
}

/** What drivers say is wrong with a question, the oldest first. */
export function ReportList() {
  const [open, setOpen] = useState<string>();
  const pages = usePages<Report>('reports', async (cursor) => {
    const { reports, nextCursor } = await desk('listQuestionReports', cursor === undefined ? {} : { cursor });
    return { items: reports, nextCursor };
  });
  return (
    <View className="desk">
      <PageList pages={pages} keyOf={({ id }) => id} empty={{ title: '没有待处理的纠错' }}>
        {(report) => (
          <View>
            <View
              className="desk-row"
              ariaRole="button"
              onClick={() => setOpen(open === report.id ? undefined : report.id)}
            >
              <View className="desk-row__words">
                <View className="desk-row__title">
                  {REPORT_KINDS.find(({ id }) => id === report.kind)?.name ?? report.kind}
                </View>
                <View className="desk-row__says">{`${report.text || '没有写说明'} · ${timeAgo(report.at, new Date())}`}</View>
              </View>
            </View>
            {open === report.id && <Answer report={report} onDone={pages.reload} />}
          </View>
        )}
      </PageList>
    </View>
  );
}
