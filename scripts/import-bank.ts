/**
 * `npm run import:bank -- FILE... --source NAME --licence NAME --openid ID [--import]`: takes question banks through the desk. Without
 * `--import` it is a rehearsal: what would be new, changed, a copy or refused, and why, line by line.
 *
 * Files may be GIFT, Aiken, QTI, the Chinese text template, Excel, CSV, JSON or a JavaScript array. `--own` takes our own bank.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import * as v from 'valibot';
import type { Reply } from '#contract/action';
import { type ImportOutcome, questionDraft } from '#contract/desk-questions';
import type { Rejection } from '#domain/post';
import { SUBJECT_IDS, type Subject } from '#domain/question';
import { canonicalAnswer, canonicalContent } from '#domain/question-content';
import type { BankOptions, BankQuestion } from '#functions/adapters/quiz/bank-document';
import { BANK_FORMATS, type BankFormat, readBank } from '#functions/adapters/quiz/read-bank';
import { readContent } from './check-content/read.ts';
import { type CloudSession, openCloudSession } from './cloud-session.ts';
import { readOwnBank, toDraft } from './own-bank.ts';

/** The desk takes so many in one call. */
const BATCH = 50;

export interface BankImportReport {
  counts: Record<ImportOutcome['outcome'], number>;
  /** Every record that is not in the bank now, or waits there, with its file, its place and the reason. */
  remarks: (Rejection & { outcome: 'refused' | 'duplicate' | 'review' | 'warning' })[];
}

export type Progress = (done: number, total: number) => void;

const emptyReport = (): BankImportReport => ({
  counts: { new: 0, changed: 0, unchanged: 0, duplicate: 0, refused: 0 },
  remarks: [],
});

function note(report: BankImportReport, outcome: 'refused' | 'duplicate', where: string, why: string): void {
  report.counts[outcome] += 1;
  report.remarks.push({ where, why, outcome });
}

/** Reads files; what the contract would refuse is refused here, by name, so that it harms no other. */
async function readFiles(
  files: readonly string[],
  options: BankOptions,
  format: BankFormat | undefined,
  report: BankImportReport,
) {
  const questions: BankQuestion[] = [];
  for (const file of files) {
    const name = path.basename(file);
    const bank = await readBank(readFileSync(file), options, format);
    for (const { where, why } of bank.rejected) note(report, 'refused', `${name} ${where}`, why);
    for (const { where, of } of bank.duplicates) note(report, 'duplicate', `${name} ${where}`, `与${of}是同一题`);
    for (const { where, why } of bank.warnings)
      report.remarks.push({ where: `${name} ${where}`, why, outcome: 'warning' });
    for (const { where, draft } of bank.questions) {
      const valid = v.safeParse(questionDraft, draft);
      if (valid.success) questions.push({ where: `${name} ${where}`, draft });
      else {
        const [issue] = valid.issues;
        note(report, 'refused', `${name} ${where}`, `${v.getDotPath(issue) ?? '记录'}: ${issue.message}`);
      }
    }
  }
  return questions;
}

/** Copies between files; within one its reader has found them, and in the bank the desk will. */
function dropCopies(questions: readonly BankQuestion[], report: BankImportReport): BankQuestion[] {
  const first = new Map<string, BankQuestion>();
  for (const question of questions) {
    const content = canonicalContent(question.draft);
    const known = first.get(content);
    if (known === undefined) first.set(content, question);
    else {
      const agree = canonicalAnswer(known.draft) === canonicalAnswer(question.draft);
      if (agree) note(report, 'duplicate', question.where, `与${known.where}是同一题`);
      else note(report, 'refused', question.where, `与${known.where}题目相同而答案不同`);
    }
  }
  return [...first.values()];
}

/**
 * Hands questions to the desk.
 * @throws where the desk can't be reached or refuses the caller
 */
export async function sendQuestions(
  session: CloudSession,
  questions: readonly BankQuestion[],
  how: { mode: 'rehearsal' | 'import'; openid: string },
  report: BankImportReport = emptyReport(),
  progress: Progress = () => {},
): Promise<BankImportReport> {
  for (let at = 0; at < questions.length; at += BATCH) {
    progress(at, questions.length);
    const input = { mode: how.mode, questions: questions.slice(at, at + BATCH) };
    const reply = (await session.call('desk', { action: 'importQuestions', input }, how.openid)) as Reply<{
      results: ImportOutcome[];
    }>;
    if (!reply.ok) throw new Error(`desk.importQuestions: ${reply.error.code}: ${reply.error.message}`);
    for (const { where, outcome, reason } of reply.data.results) {
      report.counts[outcome] += 1;
      if (reason === undefined) continue;
      const kind = outcome === 'refused' || outcome === 'duplicate' ? outcome : 'review';
      report.remarks.push({ where, why: reason, outcome: kind });
    }
  }
  progress(questions.length, questions.length);
  return report;
}

/** Our own bank, ready for the desk. The laws that it cites must be in the library before. */
export async function readOwnQuestions(): Promise<BankQuestion[]> {
  const { files, problems } = await readOwnBank();
  if (problems.length > 0) throw new Error(`the bank doesn't hold:\n${problems.join('\n')}`);
  return files.flatMap(({ file, bank }) =>
    bank.questions.map((question) => ({ where: `${file} ${question.id}`, draft: toDraft(bank, question) })),
  );
}

async function lawIds(): Promise<Map<string, string>> {
  const { content } = await readContent();
  return new Map(
    content.laws.flatMap(
      ({ id, title, shortTitle }) =>
        [
          [title, id],
          [shortTitle, id],
        ] as [string, string][],
    ),
  );
}

const OUTCOME_NAMES = { refused: '拒绝', duplicate: '重复', review: '待审', warning: '注意' };

const USAGE = `usage: npm run import:bank -- FILE... --source NAME --licence NAME --openid ID [--import]
  [--subject ${SUBJECT_IDS.join('|')}] [--chapter ID:NAME] [--format ${BANK_FORMATS.map(({ id }) => id).join('|')}]
  [--options N] [--count-from 0|1] [--pictures FOLDER/] [--data DIR], or --own --openid ID [--import]`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      licence: { type: 'string' },
      openid: { type: 'string' },
      subject: { type: 'string', default: '1' },
      chapter: { type: 'string', default: 'imported:导入题目' },
      format: { type: 'string' },
      options: { type: 'string' },
      'count-from': { type: 'string' },
      pictures: { type: 'string' },
      data: { type: 'string', default: '.local-cloud' },
      own: { type: 'boolean', default: false },
      import: { type: 'boolean', default: false },
    },
  });
  const { openid, source, licence } = values;
  const format = BANK_FORMATS.find(({ id }) => id === values.format)?.id;
  const subject = SUBJECT_IDS.find((id) => String(id) === values.subject) as Subject | undefined;
  const [, chapterId, chapterName] = /^([a-z0-9-]+):(.+)$/u.exec(values.chapter) ?? [];
  if (openid === undefined || subject === undefined || chapterId === undefined || chapterName === undefined)
    throw new Error(USAGE);
  if (values.format !== undefined && format === undefined) throw new Error(USAGE);
  if (!values.own && (positionals.length === 0 || source === undefined || licence === undefined))
    throw new Error(USAGE);
  const report = emptyReport();
  const bankOptions: BankOptions = {
    source: source ?? '',
    licence: licence ?? '',
    subject,
    chapter: { id: chapterId, name: chapterName },
    vehicleClasses: [],
    lawIds: await lawIds(),
    ...(values.options !== undefined && { optionCount: Number(values.options) }),
    ...(values['count-from'] !== undefined && { answersCountFrom: values['count-from'] === '0' ? 0 : 1 }),
    ...(values.pictures !== undefined && { pictureFolder: values.pictures }),
  };
  const read = values.own ? await readOwnQuestions() : await readFiles(positionals, bankOptions, format, report);
  const questions = dropCopies(read, report);
  const session = await openCloudSession(values.data);
  try {
    const bar = new cliProgress.SingleBar({ format: '{bar} {value}/{total}', hideCursor: true });
    bar.start(questions.length, 0);
    const mode = values.import ? 'import' : 'rehearsal';
    await sendQuestions(session, questions, { mode, openid }, report, (done) => bar.update(done));
    bar.stop();
  } finally {
    await session.close();
  }
  for (const { where, why, outcome } of report.remarks) console.log(`${OUTCOME_NAMES[outcome]} ${where}：${why}`);
  const { counts } = report;
  console.log(
    `${values.import ? '导入' : '预演（未写入）'}：新增 ${counts.new}，更新 ${counts.changed}，未变 ${counts.unchanged}，` +
      `重复 ${counts.duplicate}，拒绝 ${counts.refused}`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  run().catch((error: unknown) => {
    console.error(`import-bank: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  });
}
