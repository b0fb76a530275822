import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cloud } from '#cloud/cloud';
import type { Reply } from '#contract/action';
import type { ErrorCode } from '#domain/app-error';
import { ROLE_IDS } from '#domain/roles';
import { withinBudget } from '../budgets.ts';
import { ACTIONS } from '../cloudfunctions/contracts.ts';
import { exampleOf } from '../cloudfunctions/examples.ts';
import { openWorld, type World } from '../cloudfunctions/world.ts';
import { differences, meaningOf, restoreSnapshot, type Snapshot, takeSnapshot, withoutFields } from './snapshot.ts';

/**
 * What a caller hears who asks again because the first answer was lost: the same, or the refusal that tells that it was done.
 * Null for what only reads. An action that is missing here fails by its name.
 */
const AGAIN: Readonly<Record<string, 'same' | ErrorCode | null>> = {
  'news.listPosts': null,
  'news.getPost': null,
  'news.lookUpPosts': null,
  'news.getBanner': null,
  'news.listRevisions': null,
  'news.readOn': null,
  'news.searchPosts': null,
  'news.suggestSearches': null,
  'news.checkRumour': null,
  'news.listAnswers': null,
  'news.getRebuttal': null,
  'news.listAgencies': null,
  'news.getAgency': null,
  'news.listLaws': null,
  'news.getLaw': null,
  'news.listPostsOfArticle': null,
  'roads.listEvents': null,
  'roads.listEventsInView': null,
  'roads.listNearby': null,
  'roads.listEventsForRegions': null,
  'roads.getEvent': null,
  'roads.listRevisions': null,
  'roads.listRoads': null,
  'roads.listHolidayGuides': null,
  'roads.getHolidayGuide': null,
  'alerts.listAlertSubscriptions': null,
  'quiz.listChapters': null,
  'quiz.getPack': null,
  'quiz.getQuestion': null,
  'quiz.listRelated': null,
  'quiz.getDailyFive': null,
  'quiz.checkDailyFive': null,
  'quiz.getProgress': null,
  'quiz.getReview': null,
  'quiz.listExams': null,
  'quiz.listReports': null,
  'quiz.getRanking': null,
  'quiz.getChallenge': null,
  // Reading an exam is what ends it when its time is over; here it has ended.
  'quiz.getExam': null,
  'me.listMyQuestions': null,
  'me.exportMyData': null,
  'me.getStanding': null,
  'desk.listInquiries': null,
  'desk.listSources': null,
  'desk.listAudit': null,
  'desk.listRoadFeeds': null,
  'desk.listDutyEvents': null,
  'desk.parseNotice': null,
  'desk.listQuestionReview': null,
  'desk.listRetiredQuestions': null,
  'desk.getBankQuestion': null,
  'desk.listQuestionReports': null,
  'news.getPostCode': null,
  'quiz.getPlayer': null,
  'desk.getMyDesk': null,
  'desk.listAccessRequests': null,
  'desk.listStaff': null,
  'desk.listAgencySettings': null,
  'desk.getDraft': null,
  'desk.listDrafts': null,
  'desk.previewDraft': null,
  'desk.listDeskPosts': null,
  'desk.listRebuttals': null,
  'desk.getNumbers': null,
  'desk.getHealth': null,

  'alerts.subscribeAlerts': 'same',
  'alerts.addAlertGrants': 'same',
  'alerts.unsubscribeAlerts': 'same',
  'quiz.syncAttempts': 'same',
  'quiz.saveFavourites': 'same',
  'quiz.startExam': 'same',
  'quiz.answerExam': 'same',
  'quiz.submitExam': 'same',
  'quiz.reportQuestion': 'same',
  'quiz.savePlayer': 'same',
  'quiz.createChallenge': 'same',
  'quiz.joinChallenge': 'same',
  'me.syncShelf': 'same',
  'me.askQuestion': 'same',
  'me.deleteMyData': 'same',
  'desk.importPosts': 'same',
  'desk.withdrawPosts': 'same',
  'desk.correctPost': 'conflict',
  'desk.withdrawPost': 'conflict',
  'desk.pinPost': 'same',
  'desk.setBanner': 'same',
  'desk.clearBanner': 'same',
  'desk.saveAgencies': 'same',
  'desk.saveLaws': 'same',
  'desk.changeLaw': 'same',
  'desk.saveRebuttals': 'same',
  'desk.answerInquiry': 'same',
  'desk.declineInquiry': 'conflict',
  'desk.saveRoadFeeds': 'same',
  'desk.handInPart': 'same',
  // Its parts are cleared away when it is done.
  'desk.ingestRoadDocument': 'not_found',
  'desk.publishEvent': 'same',
  'desk.updateEvent': 'conflict',
  'desk.closeEvent': 'conflict',
  'desk.saveHolidayGuide': 'same',
  'desk.importQuestions': 'same',
  'desk.decideQuestion': 'same',
  'desk.answerQuestionReport': 'same',
  'desk.assessQuality': 'same',
  'desk.saveExamSettings': 'same',
  'desk.setSnapshotShare': 'same',
  'desk.requestAccess': 'same',
  'desk.decideAccess': 'conflict',
  'desk.grantRole': 'same',
  'desk.revokeRole': 'not_found',
  'desk.saveAgencySettings': 'same',
  'desk.saveDraft': 'same',
  'desk.keepPicture': 'same',
  'desk.submitDraft': 'conflict',
  'desk.reopenDraft': 'conflict',
  'desk.reviewDraft': 'conflict',
  'desk.scheduleDraft': 'conflict',
  'desk.publishDraft': 'same',
  'desk.discardDraft': 'conflict',
  'desk.startCorrection': 'same',
  'desk.runFeedNow': 'same',
  'desk.pauseFeed': 'same',
  'desk.importBankFile': 'same',
};

/** These count how often somebody tried, which a retry is. */
const TRIES = new Set(['quotas']);
/** What in documents follows from the moment or from chance, by collection: it says nothing of what was done. */
const OF_THE_MOMENT: Readonly<Record<string, readonly string[]>> = {
  // Which questions are drawn is chance, and how long it took is when it was handed in.
  exams: ['questions', 'result', 'seconds'],
  'road-events': ['derived', 'fingerprint'],
  'road-feeds': ['lastAttempt'],
  // That there is a trace, of what, by whom; the fields that an instant has changed are not what matters.
  audit: ['before', 'after'],
};

/** Writes of the desk that leave no trace here, and why. */
const UNTRACED: Readonly<Record<string, string>> = {
  'desk.handInPart': 'changes nothing by itself: what it brings is traced when it is used',
  'desk.runFeedNow': "the example's feed is due already, and nothing is ordered twice",
  'desk.assessQuality': 'figures that follow from exams; whoever stops a question for them is traced',
};
/** Of an action that does another's deed. */
const TRACED_AS: Readonly<Record<string, string>> = { importBankFile: 'importQuestions' };

/** Entries of the audit log about an action. */
function countTraces(cloud: Cloud, action: string): number {
  const entries = [...(takeSnapshot(cloud).get('audit')?.values() ?? [])];
  return entries.filter((entry) => (JSON.parse(entry) as { action: string }).action === action).length;
}

/** Longer than a lease and a forgotten transaction live, shorter than anything a driver does. */
const PATIENCE = 120_000;

const ROWS = ACTIONS.map(({ name, action }) => ({ title: `${name}.${action}`, name, action }));
const WRITES = ROWS.filter(({ title }) => AGAIN[title] !== null && Object.hasOwn(AGAIN, title));

/** Not who wrote what the examples are about: nobody reviews a draft of their own. */
const SECOND_CHIEF = 'second-chief';

let world: World;
beforeAll(async () => {
  world = await openWorld({ instancesPerFunction: 1 });
  for (const role of ROLE_IDS) await world.grant(SECOND_CHIEF, role);
}, 60_000);
afterAll(() => world.close());

it('every action says whether it writes, and what asking again is answered', () => {
  const missing = ROWS.map(({ title }) => title).filter((title) => !Object.hasOwn(AGAIN, title));
  expect(missing, 'add them to AGAIN in test/faults/retried-writes.test.ts').toEqual([]);
  expect(
    Object.keys(AGAIN).filter((title) => !ROWS.some((row) => row.title === title)),
    'no such actions',
  ).toEqual([]);
});

describe('a write whose answer was lost, or whose function was killed on its way, applies once', () => {
  it.each(WRITES)(
    '$title',
    async ({ title, name, action }) => {
      const { cloud } = world;
      const caller = name === 'desk' ? SECOND_CHIEF : `caller-of-${action}`;
      if (name === 'quiz' && action !== 'savePlayer') {
        // Who has a nickname is in the ranking: there is more to be done half.
        const player = { first: '稳稳的', second: '老司机', picture: 'pictures/signs/give-way.webp' } as const;
        await world.asReader(caller, 'savePlayer', { ...player, region: '130000' });
      }
      const input = await exampleOf(title)(world, caller);
      const before = takeSnapshot(cloud);
      const began = cloud.clock.now();
      const since = new Date(began - 1000).toISOString();
      const send = async () =>
        (await cloud.call(name, { action, input }, caller).catch((error: Error) => error)) as Reply<unknown> | Error;
      const restore = async (snapshot: Snapshot) => {
        await restoreSnapshot(cloud, snapshot);
        cloud.clock.set(began);
      };
      const meaning = () => meaningOf(withoutFields(takeSnapshot(cloud), OF_THE_MOMENT), since, TRIES);

      const deed = TRACED_AS[action] ?? action;
      const tracesBefore = countTraces(cloud, deed);
      // At the time at which a retry will be, so that only what a first try has left behind can differ.
      cloud.clock.advance(PATIENCE);
      cloud.requests.clear();
      const first = await send();
      expect(first, 'undisturbed').toMatchObject({ ok: true });
      const asked = cloud.requests.list();
      const requests = asked.length;
      // Of an editor's there are few a day; a driver's come by the million.
      if (name !== 'desk') {
        const written = asked.reduce((sum, request) => sum + (request.written ?? 0), 0);
        withinBudget('database requests of a write', title, requests);
        withinBudget('documents written by a write', title, written);
      }
      const wanted = meaning();
      if (name === 'desk' && !Object.hasOwn(UNTRACED, title)) {
        expect(countTraces(cloud, deed), 'traces in the audit log').toBeGreaterThan(tracesBefore);
      }

      // The answer alone was lost.
      cloud.clock.advance(PATIENCE);
      const again = await send();
      expect(differences(wanted, meaning()), 'asked again').toEqual({});
      expect(outcomeOf(again), 'what asking again was answered').toEqual(AGAIN[title]);

      for (let spare = 0; spare < requests; spare += 1) {
        await restore(before);
        cloud.faults.add({ action: '*', spare, times: 1, kills: true });
        await send();
        cloud.faults.clear();
        cloud.clock.advance(PATIENCE);
        await send();
        const where = `killed at request ${spare + 1} of ${requests}, then asked again`;
        expect(differences(wanted, meaning()), where).toEqual({});
      }
      await restore(before);
      // What a failure writes down of itself names nobody.
      const logged = JSON.stringify(cloud.logs.list({ functionName: name }).map(({ lines }) => lines));
      expect(logged).not.toContain(caller);
    },
    120_000,
  );
});

function outcomeOf(reply: Reply<unknown> | Error): string {
  if (reply instanceof Error) return reply.message;
  return reply.ok ? 'same' : reply.error.code;
}
