import { View } from '@tarojs/components';
import { useState } from 'react';
import type { ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { timeAgo } from '#domain/china-time';
import { REPORT_KINDS } from '#domain/question-report';
import { sayBriefly } from '#platform/toast';
import { BankQuestion } from './bank-question.tsx';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { PageList } from './page-list.tsx';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import { useKeptForm } from './use-kept-form.ts';
import { usePages } from './use-pages.ts';
import './desk.scss';

type Report = ActionOutput<DeskContract, 'listQuestionReports'>['reports'][number];

function Answer({ report, onDone }: { report: Report; onDone(): void }) {
  const { said, opened, change, forget } = useKeptForm(`report:${report.id}`, { reply: '' });
  const { isBusy, refused, run } = useDeed();
  const close = (state: 'fixed' | 'kept') => {
    const reply = said.reply.trim();
    if (reply === '') {
      sayBriefly('请写给驾驶人的答复');
      return;
    }
    run(async () => {
      await desk('answerQuestionReport', { id: report.id, state, reply });
      forget();
      sayBriefly('已答复');
      onDone();
    });
  };
  return (
    <View>
      <BankQuestion id={report.questionId} reported={report.revision} />
      <TextField
        label="给驾驶人的答复"
        initial={opened.reply}
        maxLength={300}
        lines={2}
        onType={(text) => change({ reply: text })}
      />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__pair">
        <DeskButton label="已改正" isBusy={isBusy} run={() => close('fixed')} />
        <DeskButton label="题目无误" kind="quiet" isBusy={isBusy} run={() => close('kept')} />
      </View>
    </View>
  );
}

/**
 * What drivers say is wrong with a question, the oldest first.
 * @param onlyDoubtful the queue of those whose words WeChat's check was not sure of
 */
export function ReportList({ onlyDoubtful = false }: { onlyDoubtful?: boolean }) {
  const [open, setOpen] = useState<string>();
  const pages = usePages<Report>(`reports:${onlyDoubtful}`, async (cursor) => {
    const { reports, nextCursor } = await desk('listQuestionReports', {
      ...(onlyDoubtful && { only: 'doubtful' as const }),
      ...(cursor !== undefined && { cursor }),
    });
    return { items: reports, nextCursor };
  });
  return (
    <View className="desk">
      <PageList
        pages={pages}
        keyOf={({ id }) => id}
        empty={{ title: onlyDoubtful ? '没有存疑的纠错' : '没有待处理的纠错' }}
      >
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
                {report.doubtful && <View className="desk-row__says desk-row__says--bad">微信审核存疑</View>}
              </View>
            </View>
            {open === report.id && <Answer report={report} onDone={pages.reload} />}
          </View>
        )}
      </PageList>
    </View>
  );
}
