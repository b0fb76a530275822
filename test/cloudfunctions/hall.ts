import type { CloudOptions } from '#cloud/cloud';
import type { ActionInput, ActionName, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { NewsContract } from '#contract/news';
import type { PostDraft } from '#domain/post';
import { startTestCloud, TEST_NOW, type TestCloud } from '../test-cloud.ts';

/** A hall of four agencies, an editor of all and an operator: where tests of publishing begin. */
export interface Hall extends TestCloud {
  desk<A extends ActionName<DeskContract>>(
    action: A,
    input: ActionInput<DeskContract, A>,
    openid?: string,
  ): Promise<ActionOutput<DeskContract, A>>;
  news<A extends ActionName<NewsContract>>(
    action: A,
    input: ActionInput<NewsContract, A>,
  ): Promise<ActionOutput<NewsContract, A>>;
  publish(...drafts: PostDraft[]): Promise<ActionOutput<DeskContract, 'importPosts'>['results']>;
  /** Puts a file into the storage as a client does. @returns its id; throws what the storage says where it refuses */
  upload(cloudPath: string, contents: Uint8Array, openid: string): Promise<string>;
  /** Documents read and returned since the last time, of all requests of the functions. */
  takeCost(): { requests: number; examined: number; returned: number };
}

const AGENCIES = [
  ['mps', '交管局', 'ministry', '100000'],
  ['he', '河北交警', 'province', '130000'],
  ['sjz', '石家庄交警', 'city', '130100'],
  ['bj', '北京交警', 'province', '110000'],
] as const;

export async function openHall(more: Partial<CloudOptions> = {}): Promise<Hall> {
  const test = await startTestCloud(TEST_NOW, more);
  await test.grant('editor-1', 'editor');
  await test.grant('operator-1', 'operator');
  const hall: Hall = {
    ...test,
    desk: (action, input, openid = 'editor-1') => test.call<DeskContract, typeof action>('desk', action, input, openid),
    news: (action, input) => test.call<NewsContract, typeof action>('news', action, input),
    async publish(...drafts) {
      return (await hall.desk('importPosts', { posts: drafts })).results;
    },
    async upload(cloudPath, contents, openid) {
      const response = await fetch(`${test.cloud.url}/upload/${cloudPath}`, {
        method: 'PUT',
        headers: { 'x-local-openid': openid },
        body: Buffer.from(contents),
      });
      if (!response.ok) throw new Error(await response.text());
      return ((await response.json()) as { fileID: string }).fileID;
    },
    takeCost() {
      const requests = test.cloud.requests.list();
      test.cloud.requests.clear();
      const sum = (field: 'examined' | 'returned') =>
        requests.reduce((total, request) => total + (request[field] ?? 0), 0);
      return { requests: requests.length, examined: sum('examined'), returned: sum('returned') };
    },
  };
  const agencies = AGENCIES.map(([id, shortName, level, adcode]) => ({
    id,
    name: `${shortName}（示例）`,
    shortName,
    level,
    adcode,
    ...(id !== 'mps' && { parentId: 'mps' }),
    about: '示例机构',
    accounts: [
      { platform: 'wechat' as const, externalId: `${id}-wx`, name: shortName, verified: true },
      { platform: 'weibo' as const, externalId: `${id}-wb`, name: shortName, verified: true },
    ],
  }));
  await hall.desk('saveAgencies', { agencies }, 'operator-1');
  return hall;
}
