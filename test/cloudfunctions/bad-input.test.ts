import { readdirSync } from 'node:fs';
import type { GenericSchema } from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_IDS } from '#domain/roles';
import { draftPost } from '../fixtures/post-drafts.ts';
import { startTestCloud, type TestCloud } from '../test-cloud.ts';
import { ACTIONS, CONTRACTS } from './contracts.ts';

let test: TestCloud;

beforeAll(async () => {
  test = await startTestCloud();
  for (const role of ROLE_IDS) await test.grant('everybody-at-once', role);
});
afterAll(() => test.close());

/** What no field of any action takes, whatever its type. */
const HOSTILE: [string, unknown][] = [
  ['a string of a megabyte', 'x'.repeat(1024 * 1024)],
  ['half a character', '\ud800'],
  ['an operator of the database', { $where: 'sleep(1000)' }],
  ['an operator within a list', [{ $ne: null }]],
  ['a number beyond all numbers', 1e308],
  ['true', true],
];

function fieldsOf(schema: GenericSchema): string[] {
  return 'entries' in schema ? Object.keys(schema.entries as object) : [];
}

const send = (name: string, event: unknown) => test.send(name, event, 'everybody-at-once');

it('every function that callers reach is in the list of contracts', () => {
  const folders = readdirSync('cloudfunctions', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['shared', 'adapters', 'jobs', 'alert-sender'].includes(entry.name))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(CONTRACTS.map(({ name }) => name).sort());
});

describe.each(ACTIONS)('$name $action', ({ name, action, definition }) => {
  it.each([
    ['null', null],
    ['a number', 7],
    ['a text', 'text'],
    ['a list', [1]],
  ])('refuses %s as its input', async (_, input) => {
    expect(await send(name, { action, input })).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it('names the field that it refuses, whatever is wrong with it', async () => {
    for (const field of fieldsOf(definition.input)) {
      for (const [what, value] of HOSTILE) {
        const reply = await send(name, { action, input: { [field]: value } });
        expect(reply, `${field} as ${what}`).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
        const paths = reply.ok ? [] : (reply.error.details?.issues ?? []).map(({ path }) => path.split('.')[0]);
        expect(paths, `${field} as ${what}`).toContain(field);
      }
    }
  });
});

describe.each(CONTRACTS)('$name', ({ name }) => {
  it.each([
    ['no action', {}],
    ['an unknown action', { action: 'dropDatabase', input: {} }],
    ['an action of every object', { action: 'constructor', input: {} }],
    ['an action that is no text', { action: { $ne: '' } }],
    ['nothing', null],
    ['a list', []],
  ])('refuses %s', async (_, event) => {
    const reply = await send(name, event);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input', requestId: expect.any(String) } });
  });
});

it('a field deep within a list is named by its whole path', async () => {
  const posts = [draftPost(), { ...draftPost(), title: '\udc00' }];
  const reply = await send('desk', { action: 'importPosts', input: { posts } });
  expect(reply).toMatchObject({ ok: false, error: { details: { issues: [{ path: 'posts.1.title' }] } } });
});

it('a field that the contract does not know is dropped, not kept', async () => {
  const posts = [{ ...draftPost(), status: 'withdrawn', $set: { role: 'operator' } }];
  expect(await send('desk', { action: 'importPosts', input: { posts } })).toMatchObject({ ok: true });
  const stored = JSON.stringify(test.cloud.database.browse('posts', { limit: 10, offset: 0 }).documents);
  expect(stored).toContain('"status":"published"');
  expect(stored).not.toMatch(/\$set|operator/);
});
