import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import type { ActionInput, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { SUBJECTS, type Subject } from '#domain/question';
import { chooseFile } from '#platform/files';
import { sayBriefly } from '#platform/toast';
import { base64OfText } from './base64.ts';
import { Choice } from './choice.tsx';
import { chosenOr } from './choosing.ts';
import { DeskButton } from './desk-button.tsx';
import { desk } from './desk-cloud.ts';
import { TextField } from './text-field.tsx';
import { useDeed } from './use-deed.ts';
import './desk.scss';

type Report = ActionOutput<DeskContract, 'importBankFile'>;
type Send = ActionInput<DeskContract, 'importBankFile'>;

const MOST_REMARKS = 200;

/** What was said of one part of a bank, and of the next one. */
function together(before: Report | undefined, { counts, remarks, remarked, questions, next }: Report): Report {
  if (before === undefined) return { counts, remarks, remarked, questions, ...(next !== undefined && { next }) };
  return {
    counts: {
      new: before.counts.new + counts.new,
      changed: before.counts.changed + counts.changed,
      unchanged: before.counts.unchanged + counts.unchanged,
      duplicate: before.counts.duplicate + counts.duplicate,
      refused: before.counts.refused + counts.refused,
    },
    remarks: [...before.remarks, ...remarks].slice(0, MOST_REMARKS),
    remarked: before.remarked + remarked,
    questions,
    ...(next !== undefined && { next }),
  };
}

const OUTCOMES = { refused: '不收', duplicate: '重复', review: '待审', warning: '注意' } as const;
const SUBJECT_CHOICES = SUBJECTS.map(({ id, name }) => ({ id: String(id) as `${Subject}`, name }));

function Outcome({ report, isRehearsal }: { report: Report; isRehearsal: boolean }) {
  const { counts, remarks, remarked } = report;
  return (
    <View>
      <View className="desk__notice">
        {`${isRehearsal ? '试导结果（题库没有变化）' : report.next === undefined ? '已导入' : `已处理 ${report.next}/${report.questions} 题`}：新 ${counts.new}，改 ${counts.changed}，相同 ${counts.unchanged}，重复 ${counts.duplicate}，不收 ${counts.refused}`}
      </View>
      {remarks.map(({ where, outcome, why }) => (
        <View key={`${where}${outcome}${why}`} className="desk-row">
          <View className="desk-row__words">
            <View className="desk-row__title">{`${OUTCOMES[outcome]} · ${where}`}</View>
            <View className="desk-row__says">{why}</View>
          </View>
        </View>
      ))}
      {remarked > remarks.length && (
        <View className="desk__note">{`还有 ${remarked - remarks.length} 条没有列出`}</View>
      )}
    </View>
  );
}

/** Takes a question bank: first a rehearsal, then, of the same document, the import. */
export function BankImport() {
  const [text, setText] = useState('');
  const [file, setFile] = useState<{ name: string; data: string }>();
  const [source, setSource] = useState('');
  const [licence, setLicence] = useState('');
  const [chapter, setChapter] = useState('');
  const [subject, setSubject] = useState<`${Subject}`>('1');
  /** What was rehearsed: only just this is imported. */
  const [rehearsed, setRehearsed] = useState<string>();
  const [outcome, setOutcome] = useState<{ report: Report; isRehearsal: boolean }>();
  const { isBusy, refused, run } = useDeed();
  const data = file?.data ?? base64OfText(text);
  const isStopped = useRef(false);
  /** An import of just this that was stopped, or broke off. */
  const begun = outcome?.isRehearsal === false && outcome.report.next !== undefined ? outcome.report : undefined;
  const said = JSON.stringify([data, source, licence, chapter, subject]);
  const rehearse = async (asked: Send) => {
    setOutcome({ report: await desk('importBankFile', asked), isRehearsal: true });
    setRehearsed(said);
  };
  /** Part by part, so that no answer is waited for in vain; from where it stopped, if it did. */
  const takeIn = async (asked: Send) => {
    isStopped.current = false;
    let report = begun;
    do {
      report = together(report, await desk('importBankFile', { ...asked, from: report?.next ?? 0 }));
      setOutcome({ report, isRehearsal: false });
    } while (report.next !== undefined && !isStopped.current);
    if (report.next === undefined) setRehearsed(undefined);
  };
  const send = (mode: 'rehearsal' | 'import') => {
    if (data === '' || source.trim() === '' || licence.trim() === '' || chapter.trim() === '') {
      sayBriefly('请选择文件或粘贴题目，并写明来源、授权和章节');
      return;
    }
    const asked: Send = {
      ...{ mode, data, source, licence },
      subject: subject === '4' ? 4 : 1,
      chapter: { name: chapter.trim() },
    };
    run(mode === 'rehearsal' ? () => rehearse(asked) : () => takeIn(asked));
  };
  const choose = () =>
    run(async () => {
      const chosen = await chosenOr('没有允许读取聊天里的文件；把题目粘贴到下面也可以导入', chooseFile());
      if (chosen !== undefined) setFile(chosen);
    });
  return (
    <View className="desk">
      <View className="desk__note">支持 GIFT、Aiken、QTI、中文模板、Excel、CSV、JSON；每次最多 500 题。</View>
      <View className="desk__buttons">
        <DeskButton label={file === undefined ? '选择文件' : `已选：${file.name}`} kind="quiet" run={choose} />
      </View>
      {file === undefined && <TextField label="或粘贴题目" maxLength={200_000} lines={6} onType={setText} />}
      <Choice label="科目" choices={SUBJECT_CHOICES} selected={subject} onSelect={setSubject} />
      <TextField label="没写章节的题归入" maxLength={60} onType={setChapter} />
      <TextField label="来源（随题目保存）" maxLength={100} onType={setSource} />
      <TextField label="授权或许可" maxLength={100} onType={setLicence} />
      {refused !== undefined && <View className="desk__notice desk__notice--bad">{refused}</View>}
      <View className="desk__buttons">
        <DeskButton label="试导，看会怎样" kind="quiet" isBusy={isBusy} run={() => send('rehearsal')} />
        {rehearsed === said && begun === undefined && (
          <DeskButton label="导入" kind="grave" isBusy={isBusy} run={() => send('import')} />
        )}
        {rehearsed === said && begun !== undefined && (
          <DeskButton label="接着导入" isBusy={isBusy} run={() => send('import')} />
        )}
        {isBusy && begun !== undefined && (
          <DeskButton
            label="先停下"
            kind="quiet"
            run={() => {
              isStopped.current = true;
            }}
          />
        )}
      </View>
      {outcome !== undefined && <Outcome {...outcome} />}
    </View>
  );
}
