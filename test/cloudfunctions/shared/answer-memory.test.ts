import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/app-error';
import { createAnswerMemory, MOST_STALE_SECONDS } from '#functions/shared/answer-memory';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000);

/** A database that counts who asks it, and fails on demand. */
function database() {
  const state = { reads: 0, trouble: undefined as Error | undefined };
  const read = async () => {
    state.reads += 1;
    if (state.trouble) throw state.trouble;
    return { said: state.reads };
  };
  return Object.assign(state, { read });
}

describe('an answer in memory', () => {
  it('is given again while it is fresh, and read anew when it is not', async () => {
    const memory = createAnswerMemory();
    const source = database();
    expect(await memory.answer('q', 5, at(0), source.read)).toMatchObject({ data: { said: 1 }, from: 'read' });
    expect(await memory.answer('q', 5, at(4.9), source.read)).toEqual({
      data: { said: 1 },
      from: 'fresh',
      readAt: at(0),
    });
    expect(await memory.answer('q', 5, at(5), source.read)).toMatchObject({ data: { said: 2 }, from: 'read' });
  });

  it('is of its own question', async () => {
    const memory = createAnswerMemory();
    const source = database();
    await memory.answer('one', 5, at(0), source.read);
    expect((await memory.answer('other', 5, at(0), source.read)).data).toEqual({ said: 2 });
  });

  it('is read by one for all who ask at once', async () => {
    const memory = createAnswerMemory();
    const source = database();
    await Promise.all(Array.from({ length: 50 }, () => memory.answer('q', 5, at(0), source.read)));
    expect(source.reads).toBe(1);
  });

  it('stands while the database is in trouble, with its own time, and the database is left alone between tries', async () => {
    const memory = createAnswerMemory();
    const source = database();
    await memory.answer('q', 5, at(0), source.read);
    source.trouble = new Error('connection reset');
    expect(await memory.answer('q', 5, at(6), source.read)).toEqual({
      data: { said: 1 },
      from: 'stale',
      readAt: at(0),
    });
    for (const seconds of [7, 8, 10])
      expect((await memory.answer('q', 5, at(seconds), source.read)).from).toBe('stale');
    expect(source.reads).toBe(2);
    source.trouble = undefined;
    expect(await memory.answer('q', 5, at(11), source.read)).toMatchObject({ data: { said: 3 }, from: 'read' });
  });

  it('is never older than the bound, whatever fails', async () => {
    const memory = createAnswerMemory();
    const source = database();
    await memory.answer('q', 5, at(0), source.read);
    source.trouble = new Error('connection reset');
    for (let seconds = 5; seconds <= 300; seconds += 1) {
      const answer = await memory.answer('q', 5, at(seconds), source.read).catch((error: unknown) => error);
      if (seconds <= MOST_STALE_SECONDS) expect(answer, `after ${seconds} s`).toMatchObject({ from: 'stale' });
      else expect(answer, `after ${seconds} s`).toBe(source.trouble);
    }
  });

  it('goes when the database says that the thing is no more', async () => {
    const memory = createAnswerMemory();
    const source = database();
    await memory.answer('q', 5, at(0), source.read);
    source.trouble = new AppError('not_found', 'no such post');
    await expect(memory.answer('q', 5, at(6), source.read)).rejects.toThrow('no such post');
    source.trouble = new Error('connection reset');
    await expect(memory.answer('q', 5, at(7), source.read)).rejects.toThrow('connection reset');
  });

  it('a failed read is kept for nobody', async () => {
    const memory = createAnswerMemory();
    const source = database();
    source.trouble = new Error('connection reset');
    await expect(memory.answer('q', 5, at(0), source.read)).rejects.toThrow();
    source.trouble = undefined;
    expect((await memory.answer('q', 5, at(0), source.read)).from).toBe('read');
  });

  it('grows old too when the clock is set back', async () => {
    const memory = createAnswerMemory();
    const source = database();
    await memory.answer('q', 5, at(1000), source.read);
    expect((await memory.answer('q', 5, at(0), source.read)).from).toBe('read');
  });

  it('takes no more memory than it may: what was not asked for the longest goes first', async () => {
    const memory = createAnswerMemory(20_000);
    const big = async () => 'x'.repeat(4000);
    for (const question of ['a', 'b']) await memory.answer(question, 60, at(0), big);
    expect((await memory.answer('a', 60, at(1), big)).from).toBe('fresh');
    await memory.answer('c', 60, at(2), big);
    expect((await memory.answer('a', 60, at(3), big)).from).toBe('fresh');
    expect((await memory.answer('b', 60, at(3), big)).from).toBe('read');
  });

  it('one that is larger than the whole memory is given and not kept', async () => {
    const memory = createAnswerMemory(1000);
    const huge = async () => 'x'.repeat(4000);
    await memory.answer('q', 60, at(0), huge);
    expect((await memory.answer('q', 60, at(0), huge)).from).toBe('read');
  });
});
