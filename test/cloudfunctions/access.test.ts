import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERY_AGENCY, ROLE_IDS, type Role } from '#domain/roles';
import { WHO, type Who } from './access-table.ts';
import { ACTIONS } from './contracts.ts';
import { exampleOf } from './examples.ts';
import { OTHER_AGENCY, OWN_AGENCY, openWorld, type World } from './world.ts';

/** Of the agency that the example is about, of another one, of all. */
const SCOPES = { own: OWN_AGENCY, other: OTHER_AGENCY, all: EVERY_AGENCY } as const;
type Scope = keyof typeof SCOPES;

interface Caller {
  called: string;
  openid: string | undefined;
  staff?: { role: Role; scope: Scope };
}

const CALLERS: readonly Caller[] = [
  { called: 'nobody in particular', openid: undefined },
  { called: 'a driver', openid: 'driver' },
  ...ROLE_IDS.flatMap((role) =>
    (Object.keys(SCOPES) as Scope[]).map((scope) => ({
      called: `${role} of ${scope}`,
      openid: `${role}-of-${scope}`,
      staff: { role, scope },
    })),
  ),
];

function expected(who: Who, { openid, staff }: Caller): 'ok' | 'unauthenticated' | 'forbidden' {
  if (who === 'anybody') return 'ok';
  if (openid === undefined) return 'unauthenticated';
  if (who === 'driver') return 'ok';
  const reach = staff && who[staff.role];
  if (staff === undefined || reach === undefined) return 'forbidden';
  if (reach === 'any' || staff.scope === 'all') return 'ok';
  return reach === 'own' && staff.scope === 'own' ? 'ok' : 'forbidden';
}

/** Actions on many things refuse each for itself. */
function outcomeOf(reply: Awaited<ReturnType<World['send']>>): string {
  if (!reply.ok) return reply.error.code;
  const { results } = reply.data as { results?: { outcome?: string; reason?: string }[] };
  const mayNot = results?.some(({ outcome, reason = '权限' }) => outcome === 'rejected' && reason.includes('权限'));
  return mayNot === true ? 'forbidden' : 'ok';
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
  for (const { openid, staff } of CALLERS) {
    if (openid !== undefined && staff !== undefined) await world.grant(openid, staff.role, SCOPES[staff.scope]);
  }
}, 60_000);
afterAll(() => world.close());

it('every action has its row in the table, and no row is of an action that is no more', () => {
  const titles = ACTIONS.map(({ name, action }) => `${name}.${action}`);
  const missing = titles.filter((title) => !Object.hasOwn(WHO, title));
  expect(missing, 'say who may call them, in WHO of test/cloudfunctions/access-table.ts').toEqual([]);
  expect(
    Object.keys(WHO).filter((title) => !titles.includes(title)),
    'no such actions: take them out of WHO',
  ).toEqual([]);
});

describe('every action lets in whom it should, and changes nothing for anybody else', () => {
  const ROWS = ACTIONS.map(({ name, action }) => ({ title: `${name}.${action}`, name, action }));

  it.each(ROWS.filter(({ title }) => Object.hasOwn(WHO, title)))('$title', async ({ title, name, action }) => {
    const who = WHO[title] ?? {};
    const example = exampleOf(title);
    const outcomes: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    // Whoever is refused changes nothing, so that one input does for all of them.
    const untouched = await example(world, 'driver');
    for (const caller of typeof who === 'string' ? CALLERS.slice(0, 3) : CALLERS) {
      const want = expected(who, caller);
      const input = want === 'ok' ? await example(world, caller.openid ?? 'nobody') : untouched;
      world.cloud.requests.clear();
      const outcome = outcomeOf(await world.send(name, { action, input }, caller.openid));
      const written = world.cloud.requests.list().filter((request) => (request.written ?? 0) > 0);
      if (outcome !== 'ok') expect(written, `${caller.called} was refused, and wrote`).toEqual([]);
      wanted[caller.called] = want;
      outcomes[caller.called] = outcome;
    }
    expect(outcomes).toEqual(wanted);
  });
});
