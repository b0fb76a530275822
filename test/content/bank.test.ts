import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBank } from '../../scripts/check-bank.ts';
import { BANK, type OwnBankFile } from '../../scripts/own-bank.ts';

it('our bank holds', async () => {
  expect((await checkBank()).problems).toEqual([]);
});

describe('the check of the bank', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'bank-'));
    cpSync(BANK, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function damage(change: (bank: OwnBankFile) => void): Promise<string[]> {
    const file = path.join(folder, 'subject1/signs-1.json');
    const bank = JSON.parse(readFileSync(file, 'utf8')) as OwnBankFile;
    change(bank);
    writeFileSync(file, JSON.stringify(bank));
    return checkBank(folder).then(({ problems }) => problems);
  }

  const first = ({ questions }: OwnBankFile) => {
    const [question] = questions;
    if (question === undefined) throw new Error('no question');
    return question;
  };

  it.each([
    ['a missing law', (bank: OwnBankFile) => void Object.assign(first(bank), { law: [] }), 'cites no law'],
    [
      'an unknown article',
      (bank: OwnBankFile) => void Object.assign(first(bank), { law: [{ law: 'criminal-law', article: '第一条' }] }),
      'criminal-law 第一条',
    ],
    [
      'an unknown law',
      (bank: OwnBankFile) => void Object.assign(first(bank), { law: [{ law: 'nowhere', article: '第一条' }] }),
      'nowhere',
    ],
    ['a lost option', (bank: OwnBankFile) => void first(bank).options.pop(), 'has 3 options, not 4'],
    [
      'a key beyond the options',
      (bank: OwnBankFile) => void Object.assign(first(bank), { correct: [4] }),
      '答案 E 不在 4 个选项之内',
    ],
    [
      'a missing picture',
      (bank: OwnBankFile) => void Object.assign(first(bank), { picture: 'signs/none.svg', pictureAlt: '无' }),
      'signs/none.webp does not exist',
    ],
    ['a copy', (bank: OwnBankFile) => void bank.questions.push({ ...first(bank), id: 's1-signs-999' }), 'is a copy of'],
    [
      'an id twice',
      (bank: OwnBankFile) => void bank.questions.push({ ...first(bank), stem: '另一题？' }),
      'has the id of',
    ],
    ['a field that nobody knows', (bank: OwnBankFile) => void Object.assign(first(bank), { hint: 'A' }), 'questions.0'],
  ])('finds %s', async (_, change, words) => {
    const problems = await damage(change);
    expect(problems.join('\n')).toContain(words);
  });

  it('finds a key that gives itself away', async () => {
    const { questions } = await checkBank(folder);
    expect(questions).toBeGreaterThan(650);
    const problems = await damage((bank) => {
      const copies = Array.from({ length: 200 }, (_, at) => ({
        ...first(bank),
        id: `s1-signs-${String(at + 500)}`,
        stem: `第${at}个路口怎样走？`,
        correct: [2],
      }));
      bank.questions.push(...copies);
    });
    expect(problems.join('\n')).toMatch(/subject 1 single: C is right \d+ times/);
  });
});
