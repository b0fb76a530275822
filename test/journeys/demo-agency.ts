import type { World } from './world.ts';

/** An operator of every agency. */
export const OPERATOR = 'operator-1';

/** An invented agency, as the first that a police force sets up, and who sets it up. */
export async function setUpDemoAgency({ cloud, ask }: World): Promise<void> {
  await cloud.grant({ openid: OPERATOR, role: 'operator', agencyId: '*', revoke: false });
  const agency = {
    id: 'demo',
    name: '示例市交警支队',
    shortName: '示例交警',
    level: 'city',
    adcode: '130100',
    about: '',
    accounts: [],
  };
  await ask('desk', 'saveAgencies', { agencies: [agency] }, OPERATOR);
}
