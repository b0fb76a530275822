import type { World } from './world.ts';

/** Who has an exam behind them, a challenge under way and a route on the phone: every page of ours has something to show. */
export const SEASONED_DRIVER = 'seasoned-driver';

/** Who has every role at one agency, and all but duty for all of them: the pages of the desk open to them. */
export const OFFICER = 'seasoned-officer';

/** Who opens a page to see what it is for. */
export const visitorOf = (page: string) => (page.startsWith('pages/desk/') ? OFFICER : SEASONED_DRIVER);

const DRAFT = 'draft-of-the-tests';

/** A route as the phone keeps it: the whole of one road. */
const ROUTE = {
  version: 1,
  routes: [
    {
      id: 'home-work',
      name: '回家',
      legs: [{ kind: 'road', code: 'G4' }],
      regions: ['110000', '130000', '410000'],
      savedAt: '2026-11-22T00:00:00.000Z',
    },
  ],
};

/** What lies on such a driver's phone before it is opened. */
export const SEASONED_PHONE: Record<string, unknown> = { 'my-routes': ROUTE };

interface Named {
  id: string;
}

/** The first of a list, which the samples must have. */
function firstOf<T>(list: readonly T[] | undefined, what: string): T {
  const [first] = list ?? [];
  if (first === undefined) throw new Error(`the samples have no ${what}`);
  return first;
}

/** A corrected post: its page leads to a trail. */
async function correctedPost(world: World): Promise<string> {
  const { posts } = await world.ask<{ posts: Named[] }>('news', 'listPosts', { channel: 'tips' });
  const { id } = firstOf(posts, 'tips');
  const { title, revision } = await world.ask<{ title: string; revision: number }>('news', 'getPost', { id });
  if (revision === 1) {
    const correction = { id, revision, reason: '标题有误。', title: `${title}（更正）` };
    await world.ask('desk', 'correctPost', correction, 'editor-1');
  }
  return id;
}

async function finishedExam(world: World): Promise<{ exam: string; question: string; challenge: string }> {
  const asMe = <T>(action: string, input: unknown) => world.ask<T>('quiz', action, input, SEASONED_DRIVER);
  const { id } = await asMe<Named>('startExam', { preset: 'subject-1' });
  const { missed } = await asMe<{ missed: Named[] }>('submitExam', { id, answers: [] });
  const { id: challenge } = await asMe<Named>('createChallenge', { examId: id });
  return { exam: id, question: firstOf(missed, 'missed questions').id, challenge };
}

async function fillDesk(world: World, agencyId: string): Promise<void> {
  for (const role of ['editor', 'reviewer', 'duty', 'operator'] as const) {
    await world.cloud.grant({ openid: OFFICER, role, agencyId, revoke: false });
    // What is everybody's is shown to those who have a role for all.
    if (role !== 'duty') await world.cloud.grant({ openid: OFFICER, role, agencyId: '*', revoke: false });
  }
  const content = { agencyId, channel: 'tips', title: '示例 雾天行车', digest: '', body: '# 灯光\n打开雾灯。' };
  await world.ask('desk', 'saveDraft', { id: DRAFT, version: 0, content }, OFFICER);
}

/**
 * The address of every page that needs to be told what to show, in a world with samples; without its query a page of
 * ours says that there is nothing. Pages that are missing here need none.
 */
export async function addressesIn(world: World): Promise<Record<string, string>> {
  const post = await correctedPost(world);
  const { agencies } = await world.ask<{ agencies: Named[] }>('news', 'listAgencies', {});
  const { events } = await world.ask<{ events: Named[] }>('roads', 'listEvents', {});
  const { guides } = await world.ask<{ guides: Named[] }>('roads', 'listHolidayGuides', {});
  const check = { text: '听说穿拖鞋开车要扣2分罚200元' };
  const { matches } = await world.ask<{ matches: Named[] }>('news', 'checkRumour', check);
  const agency = firstOf(agencies, 'agencies').id;
  const event = firstOf(events, 'road events').id;
  await fillDesk(world, agency);
  const { exam, question, challenge } = await finishedExam(world);
  const law = 'road-traffic-safety-law';
  const queries = {
    'news/post': `id=${post}`,
    'news/poster': `id=${post}`,
    'news/revisions': `id=${post}`,
    'news/agency': `id=${agency}`,
    'news/rebuttal': `id=${firstOf(matches, 'rebuttals').id}`,
    'news/search': 'q=应急车道',
    'news/law': `id=${law}`,
    'news/law-article': `law=${law}&article=${encodeURIComponent('第九十一条')}`,
    'roads/event': `id=${event}`,
    'roads/history': `id=${event}`,
    'roads/find': 'q=G4',
    'roads/guide': `id=${firstOf(guides, 'holiday guides').id}`,
    'roads/route': 'id=home-work',
    'quiz/practice': 'subject=1&mode=chapter&chapter=alcohol',
    'quiz/exam': 'preset=subject-1',
    'quiz/question': `id=${question}`,
    'quiz/related': `laws=${law}:${encodeURIComponent('第九十一条')}`,
    'quiz/record': `id=${exam}`,
    'quiz/card': `exam=${exam}`,
    'quiz/challenge': `id=${challenge}`,
    'quiz/reports': `question=${question}`,
    'desk/draft': `id=${DRAFT}`,
    'desk/preview': `id=${DRAFT}`,
    'desk/duty-event': `agency=${agency}`,
    'desk/duty-notice': `agency=${agency}`,
  };
  return Object.fromEntries(Object.entries(queries).map(([page, query]) => [`pages/${page}`, `?${query}`]));
}
