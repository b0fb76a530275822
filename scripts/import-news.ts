import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import cliProgress from 'cli-progress';
import * as v from 'valibot';
import type { Reply } from '#contract/action';
import { type ImportResult, postDraft } from '#contract/desk';
import type { PostDraft, Rejection } from '#domain/post';
import { readFreepublish } from '#functions/adapters/news/freepublish';
import type { NewsDocument, NewsOptions, Withdrawal } from '#functions/adapters/news/news-document';
import { readRss } from '#functions/adapters/news/rss';
import { readWechatHtml } from '#functions/adapters/news/wechat-html';
import { readWeibo } from '#functions/adapters/news/weibo';
import type { CloudSession } from './cloud-session.ts';

const PARSERS = {
  'wechat-html': readWechatHtml,
  rss: readRss,
  weibo: readWeibo,
  freepublish: readFreepublish,
} satisfies Record<string, (document: Uint8Array, options: NewsOptions) => NewsDocument>;

export type NewsFormat = keyof typeof PARSERS;

export const NEWS_FORMATS = Object.keys(PARSERS) as NewsFormat[];

/** Posts of one call; the bodies of twenty articles stay below what a call may carry. */
const BATCH_POSTS = 20;
const BATCH_BYTES = 900_000;
/** What `desk.withdrawPosts` takes at once. */
const BATCH_WITHDRAWALS = 50;

export interface NewsImport {
  format: NewsFormat;
  files: readonly string[];
  /** Who imports. */
  openid: string;
  agencyId?: string | undefined;
  sourceId?: string | undefined;
  sourceName?: string | undefined;
}

export interface NewsImportReport {
  counts: Record<ImportResult['outcome'] | 'withdrawn', number>;
  /** Every record that did not land, with its file, its place there, and the reason. */
  rejected: Rejection[];
  /** What was assumed about posts that landed. */
  remarks: Rejection[];
}

interface ReadRecord {
  where: string;
  draft: PostDraft;
}

interface ReadFiles {
  records: ReadRecord[];
  /** What the documents say was taken back. */
  withdrawn: Withdrawal[];
}

/** Reads the files; a record that the contract would refuse is refused here, so that it harms no other. */
function readFiles(wanted: NewsImport, report: NewsImportReport): ReadFiles {
  const records: ReadRecord[] = [];
  const withdrawn: Withdrawal[] = [];
  for (const file of wanted.files) {
    const name = path.basename(file);
    let document: Uint8Array;
    let written: string;
    try {
      document = readFileSync(file);
      written = statSync(file).mtime.toISOString();
    } catch (error) {
      report.rejected.push({ where: name, why: `文件无法读取：${(error as Error).message}` });
      continue;
    }
    const parsed = PARSERS[wanted.format](document, {
      fallbackPublishedAt: written,
      ...(wanted.agencyId !== undefined && { agencyId: wanted.agencyId }),
      ...(wanted.sourceId !== undefined && { sourceId: wanted.sourceId }),
      ...(wanted.sourceName !== undefined && { sourceName: wanted.sourceName }),
    });
    const inFile = ({ where, why }: Rejection): Rejection => ({ where: `${name} ${where}`, why });
    report.rejected.push(...parsed.rejected.map(inFile));
    report.remarks.push(...parsed.remarks.map(inFile));
    withdrawn.push(...parsed.withdrawn);
    for (const draft of parsed.posts) {
      const where = `${name} ${draft.externalId}`;
      const valid = v.safeParse(postDraft, draft);
      if (valid.success) records.push({ where, draft });
      else {
        const [issue] = valid.issues;
        report.rejected.push({ where, why: `${v.getDotPath(issue) ?? '记录'}: ${issue.message}` });
      }
    }
  }
  return { records, withdrawn };
}

/** Batches within what one call may carry. */
function* batches(records: ReadRecord[]): Generator<ReadRecord[]> {
  let batch: ReadRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record.draft));
    if (batch.length > 0 && (batch.length === BATCH_POSTS || bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function sendBatch(session: CloudSession, openid: string, batch: ReadRecord[]): Promise<ImportResult[]> {
  const event = { action: 'importPosts', input: { posts: batch.map(({ draft }) => draft) } };
  const reply = (await session.call('desk', event, openid)) as Reply<{ results: ImportResult[] }>;
  if (!reply.ok) throw new Error(`desk.importPosts: ${reply.error.code}: ${reply.error.message}`);
  return reply.data.results;
}

/** Takes back what the source has deleted; how many posts that were. What was never here, or is gone already, counts for nothing. */
async function sendWithdrawals(session: CloudSession, openid: string, withdrawn: Withdrawal[]): Promise<number> {
  let done = 0;
  for (let at = 0; at < withdrawn.length; at += BATCH_WITHDRAWALS) {
    const event = { action: 'withdrawPosts', input: { posts: withdrawn.slice(at, at + BATCH_WITHDRAWALS) } };
    const reply = (await session.call('desk', event, openid)) as Reply<{ results: { outcome: string }[] }>;
    if (!reply.ok) throw new Error(`desk.withdrawPosts: ${reply.error.code}: ${reply.error.message}`);
    done += reply.data.results.filter(({ outcome }) => outcome === 'withdrawn').length;
  }
  return done;
}

/**
 * Loads documents through the desk, so that they pass the same rules as everything else.
 * @throws where the desk itself can't be reached or refuses the caller
 */
export async function importNews(
  session: CloudSession,
  wanted: NewsImport,
  progress: (done: number, total: number) => void = () => {},
): Promise<NewsImportReport> {
  const report: NewsImportReport = {
    counts: { created: 0, updated: 0, unchanged: 0, rejected: 0, withdrawn: 0 },
    rejected: [],
    remarks: [],
  };
  const { records, withdrawn } = readFiles(wanted, report);
  let done = 0;
  progress(done, records.length);
  for (const batch of batches(records)) {
    const results = await sendBatch(session, wanted.openid, batch);
    results.forEach(({ outcome, reason }, at) => {
      if (outcome === 'rejected') report.rejected.push({ where: batch[at]?.where ?? '', why: reason ?? '' });
      else report.counts[outcome] += 1;
    });
    done += batch.length;
    progress(done, records.length);
  }
  report.counts.withdrawn = await sendWithdrawals(session, wanted.openid, withdrawn);
  report.counts.rejected = report.rejected.length;
  return report;
}

/** The import as a person sees it: a bar, then what landed and what did not. */
export async function runNewsImport(session: CloudSession, wanted: NewsImport): Promise<NewsImportReport> {
  const bar = new cliProgress.SingleBar({ format: '导入 {bar} {value}/{total}', hideCursor: true });
  bar.start(1, 0);
  const report = await importNews(session, wanted, (done, total) => {
    bar.setTotal(total);
    bar.update(done);
  });
  bar.stop();
  const { created, updated, unchanged, rejected, withdrawn } = report.counts;
  console.log(`新增 ${created}，更新 ${updated}，未变 ${unchanged}，拒绝 ${rejected}，撤回 ${withdrawn}`);
  for (const { where, why } of report.remarks) console.log(`  注意 ${where}：${why}`);
  for (const { where, why } of report.rejected) console.log(`  拒绝 ${where}：${why}`);
  return report;
}
