import { draftPost } from '../fixtures/post-drafts.ts';
import { draftQuestion } from '../fixtures/question-drafts.ts';
import { draftForm, guideForm, OWN_AGENCY, officerForm, rebuttalForm, type World } from './world.ts';

/** Makes an input that holds, about something fresh where the action changes it. @param caller who will call with it */
export type Example = (world: World, caller: string) => unknown;

const chosen = [[0], [0], [0], [0], [0]];
const LATER = '2026-11-24T00:00:00.000Z';

async function submitted(world: World, draft: { id: string; version: number }) {
  return { id: draft.id, version: (await world.asDesk('submitDraft', draft)).version };
}

/** An example of every action: tests of all actions at once begin from these. An action that is missing here fails by its name. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'news.listPosts': () => ({}),
  'news.getPost': ({ known }) => ({ id: known.post }),
  'news.getPostCode': ({ known }) => ({ id: known.post }),
  'news.lookUpPosts': ({ known }) => ({ ids: [known.post] }),
  'news.getBanner': () => ({}),
  'news.listRevisions': ({ known }) => ({ id: known.post }),
  'news.readOn': ({ known }) => ({ id: known.post }),
  'news.searchPosts': () => ({ query: '通告' }),
  'news.suggestSearches': () => ({ text: '通告' }),
  'news.checkRumour': () => ({ text: '听说十二月起驾照全部作废' }),
  'news.listAnswers': () => ({}),
  'news.getRebuttal': () => ({ id: 'r1' }),
  'news.listAgencies': () => ({}),
  'news.getAgency': () => ({ id: OWN_AGENCY }),
  'news.listLaws': () => ({}),
  'news.getLaw': ({ known }) => ({ id: known.law.law }),
  'news.listPostsOfArticle': ({ known }) => known.law,

  'roads.listEvents': () => ({}),
  'roads.listEventsInView': () => ({ bounds: [110, 30, 120, 40] }),
  'roads.listNearby': () => ({ at: [114.5, 38], metres: 20_000 }),
  'roads.listEventsForRegions': () => ({ regions: ['130000'] }),
  'roads.getEvent': async (world) => ({ id: (await world.newEvent()).id }),
  'roads.listRevisions': async (world) => ({ id: (await world.newEvent()).id }),
  'roads.listRoads': () => ({}),
  'roads.listHolidayGuides': () => ({}),
  'roads.getHolidayGuide': ({ known }) => ({ id: known.guide }),

  'alerts.subscribeAlerts': ({ next }) => ({ roads: [`G${(next() % 9) + 1}`], granted: 1, tap: `tap-${next()}` }),
  'alerts.addAlertGrants': ({ next }) => ({ granted: 1, tap: `tap-${next()}` }),
  'alerts.listAlertSubscriptions': () => ({}),
  'alerts.unsubscribeAlerts': () => ({}),

  'quiz.listChapters': () => ({ subject: 1 }),
  'quiz.getPack': ({ known }) => ({ id: known.pack }),
  'quiz.getQuestion': ({ known }) => ({ id: known.question }),
  'quiz.listRelated': ({ known }) => ({ laws: [known.law] }),
  'quiz.getDailyFive': () => ({}),
  'quiz.checkDailyFive': () => ({ day: '2026-11-23', answers: chosen }),
  'quiz.syncAttempts': ({ known, next }) => ({
    attempts: [{ id: `attempt-${next()}`, questionId: known.question, chosen: [0], at: '2026-11-23T00:10:00.000Z' }],
  }),
  'quiz.getProgress': () => ({}),
  'quiz.getReview': () => ({}),
  'quiz.saveFavourites': ({ known }) => ({
    favourites: [{ questionId: known.question, on: true, at: '2026-11-23T00:10:00.000Z' }],
  }),
  'quiz.startExam': () => ({ preset: 'subject-1', ifRunning: 'submit' }),
  'quiz.getExam': async (world, caller) => ({ id: await world.finishedExam(caller) }),
  'quiz.answerExam': async (world, caller) => ({
    id: (await world.newExam(caller)).id,
    // Left open: a choice would be right by chance, and then bring a point that moves a count at the next exam.
    answers: [{ index: 0, chosen: [], seq: world.next() }],
  }),
  'quiz.submitExam': async (world, caller) => ({ id: (await world.newExam(caller)).id }),
  'quiz.listExams': () => ({}),
  'quiz.reportQuestion': async (world) => ({ questionId: await world.newQuestion(), kind: 'typo', text: '错字' }),
  'quiz.listReports': () => ({}),
  'quiz.savePlayer': () => ({ first: '稳稳的', second: '老司机', picture: 'pictures/signs/give-way.webp' }),
  'quiz.getPlayer': () => ({}),
  'quiz.getRanking': () => ({ scope: 'country' }),
  'quiz.createChallenge': async (world, caller) => ({ examId: await world.finishedExam(caller) }),
  'quiz.getChallenge': async (world) => ({ id: await world.newChallenge() }),
  'quiz.joinChallenge': async (world) => ({ id: await world.newChallenge() }),

  'me.syncShelf': ({ known }) => ({
    marks: [{ kind: 'like', subject: `post:${known.post}`, on: true, at: '2026-11-23T00:10:00.000Z' }],
  }),
  'me.askQuestion': ({ next }) => ({ clientId: `asked-${next()}`, kind: 'question', text: '雨天要开什么灯？' }),
  'me.listMyQuestions': () => ({}),
  'me.getStanding': () => ({}),
  'me.exportMyData': () => ({}),
  'me.deleteMyData': () => ({ confirm: 'delete' }),

  'desk.importPosts': ({ next }) => ({
    posts: [draftPost({ externalId: `imported-${next()}`, agencyId: OWN_AGENCY, title: `第${next()}号通告` })],
  }),
  'desk.withdrawPosts': async (world) => {
    const { sourceId, externalId } = await world.newPost();
    return { posts: [{ sourceId, externalId }] };
  },
  'desk.correctPost': async (world) => ({
    id: (await world.newPost()).id,
    revision: 1,
    reason: '更正时间',
    digest: '已更正',
  }),
  'desk.withdrawPost': async (world) => ({ id: (await world.newPost()).id, revision: 1, reason: '内容有误' }),
  // The same post each time: no more than five may be pinned.
  'desk.pinPost': ({ known }) => ({ id: known.post, until: LATER }),
  'desk.setBanner': ({ next }) => ({
    id: `banner-${next()}`,
    text: '台风预警',
    from: '2026-11-23T00:00:00.000Z',
    to: LATER,
  }),
  'desk.clearBanner': async (world) => {
    const hours = { from: '2026-11-23T00:00:00.000Z', to: LATER };
    await world.asDesk('setBanner', { id: `cleared-${world.next()}`, text: '台风预警', ...hours });
    return {};
  },
  'desk.saveAgencies': ({ next }) => ({
    agencies: [
      { id: `a${next()}`, name: '示例', shortName: '示例', level: 'city', adcode: '130200', about: '', accounts: [] },
    ],
  }),
  'desk.changeLaw': ({ known, next }) => ({
    id: known.law.law,
    article: { article: `第${next()}条`, topic: '示例', summary: '示例' },
  }),
  'desk.saveLaws': ({ next }) => ({
    laws: [
      {
        id: `law-${next()}`,
        title: '示例规定',
        shortTitle: '示例',
        number: '1',
        issuer: '示例',
        inForceFrom: '2022-04-01',
        inForceTo: null,
        officialLink: 'https://flk.npc.gov.cn/',
        articles: [{ article: '第一条', topic: '示例', summary: '示例' }],
      },
    ],
  }),
  'desk.saveRebuttals': ({ next }) => ({ rebuttals: [rebuttalForm(`made-${next()}`)] }),
  'desk.listRebuttals': () => ({}),
  'desk.listInquiries': () => ({ state: 'waiting' }),
  'desk.answerInquiry': async (world) => ({
    id: await world.newInquiry(),
    agencyId: OWN_AGENCY,
    reply: '请开近光灯。',
    publish: { title: `雨天要开什么灯 ${world.next()}`, text: '雨天要开什么灯？', channel: 'service' },
  }),
  'desk.declineInquiry': async (world) => ({ id: await world.newInquiry(), agencyId: OWN_AGENCY, reason: '请打 122' }),
  'desk.listSources': () => ({}),
  'desk.setSnapshotShare': () => ({ percent: 10 }),
  'desk.listAudit': () => ({}),
  'desk.getMyDesk': () => ({}),
  'desk.requestAccess': () => ({ role: 'duty', agencyId: OWN_AGENCY, name: '王警官', reason: '支队值班' }),
  'desk.listAccessRequests': () => ({}),
  'desk.decideAccess': async (world) => ({
    openid: await world.newRequest(),
    role: 'duty',
    agencyId: OWN_AGENCY,
    decision: 'grant',
  }),
  'desk.listStaff': () => ({}),
  'desk.grantRole': ({ next }) => ({ openid: `given-${next()}`, role: 'editor', agencyId: OWN_AGENCY }),
  'desk.revokeRole': async (world) => {
    const grant = { openid: `taken-${world.next()}`, role: 'editor', agencyId: OWN_AGENCY } as const;
    await world.asDesk('grantRole', grant);
    return grant;
  },
  'desk.listAgencySettings': () => ({}),
  'desk.saveAgencySettings': () => ({ agencyId: OWN_AGENCY, review: 'optional' }),
  'desk.saveDraft': ({ next }) => ({ id: `saved-${next()}`, version: 0, content: draftForm() }),
  'desk.keepPicture': async (world) => ({ fileId: await world.newUpload() }),
  'desk.getDraft': async (world) => ({ id: (await world.newDraft()).id }),
  'desk.listDrafts': () => ({ shelf: 'open' }),
  'desk.previewDraft': async (world) => ({ id: (await world.newDraft()).id }),
  'desk.submitDraft': (world) => world.newDraft(),
  'desk.reopenDraft': async (world) => submitted(world, await world.newDraft()),
  'desk.reviewDraft': async (world) => ({ ...(await submitted(world, await world.newDraft())), decision: 'approve' }),
  'desk.scheduleDraft': async (world) => ({ ...(await world.newDraft()), publishAt: LATER }),
  'desk.publishDraft': (world) => world.newDraft(),
  'desk.discardDraft': (world) => world.newDraft(),
  'desk.startCorrection': async (world) => ({ postId: (await world.newPost()).id }),
  'desk.listDeskPosts': () => ({}),
  'desk.getNumbers': () => ({ agencyId: OWN_AGENCY }),
  'desk.getHealth': () => ({}),
  'desk.runFeedNow': ({ known }) => ({ kind: 'roads', id: known.feed }),
  'desk.pauseFeed': async (world) => {
    const id = `paused-${world.next()}`;
    await world.asDesk('saveRoadFeeds', { feeds: [{ id, name: '示例', format: 'own-json' }] });
    return { kind: 'roads', id, mode: 'pause' };
  },
  'desk.saveRoadFeeds': ({ next }) => ({ feeds: [{ id: `feed-${next()}`, name: '示例', format: 'own-json' }] }),
  'desk.listRoadFeeds': () => ({}),
  'desk.handInPart': ({ next }) => ({ delivery: String(next()).padStart(16, '0'), index: 0, text: '{}' }),
  'desk.ingestRoadDocument': async (world, caller) => ({
    feed: world.known.feed,
    ...(await world.newDelivery(caller)),
    receivedAt: '2026-11-23T00:29:00.000Z',
  }),
  'desk.publishEvent': ({ next }) => ({ agencyId: OWN_AGENCY, key: `published-${next()}`, event: officerForm() }),
  'desk.updateEvent': async (world) => ({ ...(await world.newEvent()), event: officerForm('四车追尾') }),
  'desk.closeEvent': (world) => world.newEvent(),
  'desk.listDutyEvents': () => ({ agencyId: OWN_AGENCY }),
  'desk.saveHolidayGuide': ({ next }) => ({ id: `guide-made-${next()}`, agencyId: OWN_AGENCY, guide: guideForm() }),
  'desk.parseNotice': () => ({ text: '京港澳高速北京方向K268处因事故封闭。' }),
  'desk.importQuestions': ({ next }) => ({
    mode: 'import',
    questions: [{ where: '1', draft: draftQuestion(5000 + next(), { chapter: { id: `c-${next()}`, name: '示例' } }) }],
  }),
  'desk.importBankFile': ({ next }) => ({
    mode: 'import',
    data: Buffer.from(`第${next()}题：雨天应当{=减速 ~加速 ~停车 ~掉头}`).toString('base64'),
    source: '示例',
    licence: '示例',
    subject: 1,
    chapter: { name: '示例' },
  }),
  'desk.listQuestionReview': () => ({}),
  'desk.listRetiredQuestions': () => ({}),
  'desk.getBankQuestion': async (world) => ({ id: await world.newQuestion() }),
  'desk.decideQuestion': async (world) => ({
    id: await world.newQuestion(),
    revision: 1,
    decision: 'publish',
    reason: '已核对',
  }),
  'desk.listQuestionReports': () => ({}),
  'desk.answerQuestionReport': async (world) => ({ id: await world.newReport(), state: 'kept', reply: '核实无误' }),
  'desk.assessQuality': () => ({ subject: 1 }),
  'desk.saveExamSettings': () => ({ preset: 'subject-1', minutes: 45 }),
};

/** @throws Error that says where the example of an action belongs */
export function exampleOf(title: string): Example {
  const example = EXAMPLES[title];
  if (example === undefined) {
    throw new Error(`${title} has no example: add one to EXAMPLES in test/cloudfunctions/examples.ts`);
  }
  return example;
}
