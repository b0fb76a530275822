import { EDITOR, samplePost, type World } from './world.ts';

const OPERATOR = 'operator-1';

const agency = (id: string, name: string, level: string, adcode: string, parentId?: string) => ({
  id,
  name: `${name}（示例）`,
  shortName: `${name}·示例`,
  level,
  adcode,
  about: '示例机构。',
  accounts: [{ platform: 'wechat', externalId: `sample-${id}`, name: `${name}（示例）`, verified: true }],
  ...(parentId !== undefined && { parentId }),
});

/** An invented law, as the desk takes it. */
export const LAW = {
  id: 'sample-law',
  title: '示例交通规定',
  shortTitle: '示例规定',
  number: '示例令第1号',
  issuer: '示例机关',
  inForceFrom: '2020-01-01',
  inForceTo: null,
  officialLink: 'https://example.test/law',
  articles: [
    { article: '第八条', topic: '靠右', summary: '靠右行驶。' },
    { article: '第九十一条', topic: '酒驾', summary: '饮酒不得驾驶。' },
  ],
};

const REBUTTAL = {
  id: 'slippers',
  claim: '穿拖鞋开车一律扣分',
  variants: ['穿拖鞋开车扣2分罚200元'],
  verdict: 'misleading',
  truth: '记分办法没有按鞋子记分的条目。',
  basis: '示例办法第七条',
  checkedOn: '2026-11-20',
};

/** A hall of four agencies with a law, a rebuttal, and a post of each of three agencies, newest first: 浙江, 广东, 杭州. */
export async function prepareHall(world: World): Promise<void> {
  await world.cloud.grant({ openid: OPERATOR, role: 'operator', agencyId: '*', revoke: false });
  const agencies = [
    agency('mps', '示例部局', 'ministry', '100000'),
    agency('zj', '浙示交警', 'province', '330000', 'mps'),
    agency('gd', '广示交警', 'province', '440000', 'mps'),
    agency('hz', '杭示交警', 'city', '330100', 'zj'),
  ];
  await world.ask('desk', 'saveAgencies', { agencies }, OPERATOR);
  await world.ask('desk', 'saveLaws', { laws: [LAW] }, EDITOR);
  await world.ask('desk', 'saveRebuttals', { rebuttals: [REBUTTAL] }, EDITOR);
  await world.publish(
    samplePost(1, { title: '示例 浙示大桥结冰封闭', agencyId: 'zj', laws: [{ law: LAW.id, article: '第九十一条' }] }),
    samplePost(2, { title: '示例 广示隧道检修', agencyId: 'gd' }),
    samplePost(3, { title: '示例 杭示路口改道', agencyId: 'hz' }),
  );
}
