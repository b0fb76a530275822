import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CloudOptions } from '#cloud/cloud';
import type { ActionInput, ActionName, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { MeContract } from '#contract/me';
import type { QuizContract, RunningExamView } from '#contract/quiz';
import { PNG } from '../fixtures/pictures.ts';
import { draftPost } from '../fixtures/post-drafts.ts';
import { draftQuestion, draftQuestions, LAW } from '../fixtures/question-drafts.ts';
import { ownDocument, ownEvent } from '../fixtures/road-feeds.ts';
import { type Hall, openHall } from './hall.ts';

/** Somebody who may do everything, for what a test needs to be there. */
export const CHIEF = 'chief-of-everything';

/** The agency for which a test's own officers speak, and another one. */
export const OWN_AGENCY = 'sjz';
export const OTHER_AGENCY = 'bj';

const RULES_BOOK = { law: LAW.id, article: '第一条' };
const LATER = '2026-11-23T02:00:00.000Z';

/** A cloud in which everything that an action can be about is there, or is made on demand: see `EXAMPLES`. */
export interface World extends Hall {
  /** A number that no caller before has got. */
  next(): number;
  /** An own feed of the world's, and a law, a post, a question and a guide that stand. */
  known: { feed: string; law: typeof RULES_BOOK; post: string; question: string; pack: string; guide: string };
  asDesk<A extends ActionName<DeskContract>>(
    action: A,
    input: ActionInput<DeskContract, A>,
  ): Promise<ActionOutput<DeskContract, A>>;
  asReader<A extends ActionName<QuizContract>>(
    openid: string,
    action: A,
    input: ActionInput<QuizContract, A>,
  ): Promise<ActionOutput<QuizContract, A>>;
  /** A fresh published post of the own agency. */
  newPost(): Promise<{ id: string; sourceId: string; externalId: string }>;
  /** A fresh event of the own agency. */
  newEvent(): Promise<{ id: string; revision: number }>;
  /** A fresh question of a driver, waiting. */
  newInquiry(): Promise<string>;
  /** A fresh report of a driver on a question. */
  newReport(): Promise<string>;
  /** A fresh question of the bank. */
  newQuestion(): Promise<string>;
  /** An exam of the caller's that runs, begun anew. */
  newExam(openid: string): Promise<RunningExamView>;
  /** An exam of the caller's that is over. */
  finishedExam(openid: string): Promise<string>;
  /** Somebody's challenge that is open. */
  newChallenge(): Promise<string>;
  /** A fresh draft of the own agency, and the version that it is at. */
  newDraft(): Promise<{ id: string; version: number }>;
  /** A picture that an editor's phone has just put into the storage: its file id. */
  newUpload(): Promise<string>;
  /** Somebody's request for a role of the own agency: who asks. */
  newRequest(): Promise<string>;
  /** The parts of a document that waits to be ingested by whoever handed it in; by nobody who may not. */
  newDelivery(openid: string): Promise<{ delivery: string; parts: number }>;
}

export const officerForm = (headline = '三车追尾，车道封闭') => ({
  type: 'accident' as const,
  severity: 'major' as const,
  headline,
  road: { code: 'G4', direction: 'n' as const, stake: { from: 268_000, to: 268_000 }, state: 'closed' as const },
  end: LATER,
  point: [114.5, 38] as [number, number],
});

export const draftForm = () => ({
  agencyId: OWN_AGENCY,
  channel: 'tips' as const,
  title: '雨天请开近光灯',
  digest: '',
  body: '雨天能见度下降，请减速。',
});

export const guideForm = (name = '示例假期') => ({
  name,
  from: '2026-12-31T16:00:00.000Z',
  to: '2027-01-03T16:00:00.000Z',
  intro: '示例',
  peaks: [],
  chokePoints: [],
  accidentProne: [],
  tips: [],
});

/** Builds the world. Slow (some 30 calls): one for a file. */
export async function openWorld(more: Partial<CloudOptions> = {}): Promise<World> {
  const hall = await openHall({ variables: { ALERT_TEMPLATE_ID: 'template' }, ...more });
  for (const role of ['editor', 'reviewer', 'duty', 'operator'] as const) await hall.grant(CHIEF, role);
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  const asDesk: World['asDesk'] = (action, input) => hall.desk(action, input, CHIEF);
  const asReader: World['asReader'] = (openid, action, input) => hall.call('quiz', action, input, openid);
  await asDesk('saveLaws', { laws: [LAW] });
  const questions = draftQuestions(130).map((draft, at) => ({ where: `${at}`, draft }));
  for (let at = 0; at < questions.length; at += 50) {
    await asDesk('importQuestions', { mode: 'import', questions: questions.slice(at, at + 50) });
  }
  const feed = 'world';
  await asDesk('saveRoadFeeds', { feeds: [{ id: feed, name: '示例路况', format: 'own-json' }] });
  await asDesk('saveRebuttals', { rebuttals: [rebuttalForm('r1')] });
  await asDesk('saveHolidayGuide', { id: 'guide-1', agencyId: OWN_AGENCY, guide: guideForm() });
  const { chapters } = await asReader('nobody', 'listChapters', { subject: 1 });
  const pack = chapters[0]?.packs[0]?.id ?? '';
  const held = await asReader('nobody', 'getPack', { id: pack });
  const question = held.state === 'pack' ? (held.questions[0]?.id ?? '') : '';

  const newPost: World['newPost'] = async () => {
    const externalId = `made-${next()}`;
    const title = `第${externalId}号通告：${createHash('sha256').update(externalId).digest('hex').slice(0, 24)}`;
    await asDesk('importPosts', {
      posts: [draftPost({ externalId, title, html: `<p>${title}</p>`, agencyId: OWN_AGENCY, laws: [RULES_BOOK] })],
    });
    const sourceId = draftPost().sourceId;
    return { id: idOfPost(sourceId, externalId), sourceId, externalId };
  };
  const finishedExam: World['finishedExam'] = async (openid) => {
    const exam = await asReader(openid, 'startExam', { preset: 'subject-1', ifRunning: 'submit' });
    await asReader(openid, 'submitExam', { id: exam.id });
    return exam.id;
  };
  const world: World = {
    ...hall,
    next,
    asDesk,
    asReader,
    newPost,
    finishedExam,
    known: { feed, law: RULES_BOOK, post: '', question, pack, guide: 'guide-1' },
    newEvent: () => asDesk('publishEvent', { agencyId: OWN_AGENCY, key: `made-${next()}`, event: officerForm() }),
    async newInquiry() {
      const number = next();
      const asked = await hall.call<MeContract, 'askQuestion'>(
        'me',
        'askQuestion',
        { clientId: `made-${number}`, kind: 'question', text: `第${number}个问题` },
        `asker-${number}`,
      );
      return asked.id;
    },
    async newReport() {
      const reporter = `reporter-${next()}`;
      const input = { questionId: question, kind: 'typo', text: '有错别字' } as const;
      return (await asReader(reporter, 'reportQuestion', input)).id;
    },
    async newQuestion() {
      const number = 1000 + next();
      const draft = draftQuestion(number, { chapter: { id: `made-${number}`, name: '示例' } });
      const { results } = await asDesk('importQuestions', {
        mode: 'import',
        questions: [{ where: 'made', draft }],
      });
      return results[0]?.id ?? '';
    },
    async newExam(openid) {
      const exam = await asReader(openid, 'startExam', { preset: 'subject-1' });
      if (exam.state !== 'running') throw new Error('an exam of subject 1 has ended as it began');
      return exam;
    },
    async newChallenge() {
      const owner = `challenger-${next()}`;
      return (await asReader(owner, 'createChallenge', { examId: await finishedExam(owner) })).id;
    },
    async newDraft() {
      const id = `draft-${next()}`;
      const { version } = await asDesk('saveDraft', { id, version: 0, content: draftForm() });
      return { id, version };
    },
    newUpload: () => hall.upload(`uploads/made${next()}.png`, PNG, CHIEF),
    async newRequest() {
      const openid = `newcomer-${next()}`;
      await hall.desk(
        'requestAccess',
        { role: 'duty', agencyId: OWN_AGENCY, name: '王警官', reason: '支队值班' },
        openid,
      );
      return openid;
    },
    async newDelivery(openid) {
      const number = next();
      const document = ownDocument([ownEvent({ id: `made-${number}`, headline: `示例${number}` })], {
        complete: false,
      });
      const delivery = createHash('sha256').update(document).digest('hex');
      const input = { delivery, index: 0, text: gzipSync(document).toString('base64') };
      await hall.send('desk', { action: 'handInPart', input }, openid);
      return { delivery, parts: 1 };
    },
  };
  world.known.post = (await newPost()).id;
  return world;
}

function idOfPost(sourceId: string, externalId: string): string {
  return createHash('sha256').update(`${sourceId}\n${externalId}`).digest('hex').slice(0, 16);
}

export function rebuttalForm(id: string) {
  const said = { claim: '十二月起驾照全部作废', verdict: 'false', truth: '没有这样的规定。' } as const;
  return { id, ...said, variants: [], basis: '示例', checkedOn: '2026-11-20' };
}
