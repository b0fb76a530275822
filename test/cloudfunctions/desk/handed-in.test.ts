import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callInParts } from '#domain/event-parts';
import { type Hall, openHall } from '../hall.ts';

const KEY = 'a-key-by-chance-1';
const content = (body: string) => ({ agencyId: 'bj', channel: 'tips', title: '长文', digest: '', body });

let hall: Hall;

beforeEach(async () => {
  hall = await openHall({ timers: 'by hand' });
});
afterEach(() => hall.close());

/** As a phone does it: by the gateway, which refuses what WeChat refuses. */
async function ask(action: string, input: unknown, openid: string): Promise<unknown> {
  const response = await fetch(`${hall.cloud.url}/call/desk`, {
    method: 'POST',
    headers: { 'x-local-openid': openid },
    body: JSON.stringify({ action, input }),
  });
  const answer = (await response.json()) as { ok?: boolean; data?: unknown; error?: { code: string }; errMsg?: string };
  if (answer.ok !== true) throw new Error(answer.error?.code ?? answer.errMsg);
  return answer.data;
}

const askInParts = (action: string, input: unknown, openid = 'editor-1') =>
  callInParts(
    (name, given) => ask(name, given, openid),
    action,
    input,
    () => KEY,
  );
const kept = () => hall.cloud.database.browse('handed-in', { limit: 500, offset: 0 }).documents;

describe('an input that no call carries', () => {
  it('is refused whole, and taken in parts, of which nothing is left', async () => {
    const body = '路'.repeat(50_000);
    const input = { id: 'long', version: 0, content: content(body) };
    await expect(ask('saveDraft', input, 'editor-1')).rejects.toThrow('data exceed max size');
    expect(await askInParts('saveDraft', input)).toMatchObject({ version: 1 });
    expect(await hall.desk('getDraft', { id: 'long' })).toMatchObject({ body });
    expect(kept()).toEqual([]);
  });

  it('is the same when all of it comes again', async () => {
    const input = { id: 'long', version: 0, content: content('路'.repeat(40_000)) };
    expect(await askInParts('saveDraft', input)).toEqual(await askInParts('saveDraft', input));
  });

  it('is held to the action’s own rules, and cleared away where it breaks them', async () => {
    const input = { id: 'long', version: 0, content: content('路'.repeat(60_000)) };
    await expect(askInParts('saveDraft', input)).rejects.toThrow('invalid_input');
    expect(kept()).toEqual([]);
    await hall.grant('duty-1', 'duty');
    await expect(askInParts('saveLaws', { laws: [{ id: 'x'.repeat(110_000) }] }, 'duty-1')).rejects.toThrow(
      'forbidden',
    );
  });

  it('is nobody else’s to take, whatever key they name', async () => {
    await hall.grant('editor-2', 'editor');
    await ask('handInPart', { delivery: KEY, index: 0, text: '{"shelf":"open"}' }, 'editor-1');
    const handedIn = { handedIn: KEY, parts: 1 };
    await expect(ask('listDrafts', handedIn, 'editor-2')).rejects.toThrow('not_found');
    expect(await ask('listDrafts', handedIn, 'editor-1')).toEqual({ drafts: [] });
  });

  it('that is not whole, or no JSON, is refused', async () => {
    await ask('handInPart', { delivery: KEY, index: 0, text: '{"shelf":' }, 'editor-1');
    await expect(ask('listDrafts', { handedIn: KEY, parts: 2 }, 'editor-1')).rejects.toThrow('not_found');
    await expect(ask('listDrafts', { handedIn: KEY, parts: 1 }, 'editor-1')).rejects.toThrow('invalid_input');
    await expect(ask('listDrafts', { handedIn: KEY, parts: 201 }, 'editor-1')).rejects.toThrow('invalid_input');
  });

  it('that nobody finished is swept away after a day', async () => {
    await ask('handInPart', { delivery: KEY, index: 0, text: '{' }, 'editor-1');
    await hall.cloud.timers.runNow('jobs', 'sweepRoads');
    expect(kept()).toHaveLength(1);
    hall.cloud.clock.advance(25 * 3_600_000);
    await hall.cloud.timers.runNow('jobs', 'sweepRoads');
    expect(kept()).toEqual([]);
  });

  it('is taken from staff only', async () => {
    await expect(ask('handInPart', { delivery: KEY, index: 0, text: '{}' }, 'driver')).rejects.toThrow('forbidden');
  });
});
