// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { postDraft } from '#contract/desk';
import { questionDraft } from '#contract/desk-questions';
import { readFreepublish } from '#functions/adapters/news/freepublish';
import type { NewsDocument } from '#functions/adapters/news/news-document';
import { readRss } from '#functions/adapters/news/rss';
import { readWechatHtml } from '#functions/adapters/news/wechat-html';
import { readWeibo } from '#functions/adapters/news/weibo';
import { readBank } from '#functions/adapters/quiz/read-bank';
import { ATTACKS } from './markup-attacks.ts';
import { expectSafe } from './safe-markup.ts';

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const BANK = {
  ...{ source: '示例', licence: 'MIT', subject: 1 as const, vehicleClasses: ['C1'] },
  chapter: { id: 'signs', name: '标志' },
};

/** Several attacks in one text; each by itself goes through the sanitizer in its own test. */
const SALVOES = Array.from({ length: Math.ceil(ATTACKS.length / 6) }, (_, at) =>
  ATTACKS.slice(at * 6, at * 6 + 6).join(' '),
);

/** The same document with the attack in every text of it; texts that are addresses become an address that attacks. */
function poisonJson(document: string, attack: string): string {
  const isAddress = (text: string) => /^https?:\/\//.test(text);
  const isFigure = (text: string) => /^[\d\s.,:+TZ-]*$|^\w{3} \w{3} \d/.test(text);
  return JSON.stringify(JSON.parse(document), (_, value: unknown) => {
    if (typeof value !== 'string' || isFigure(value)) return value;
    return isAddress(value) ? `javascript:alert(1)//${attack}` : `${value}${attack}`;
  });
}

/** The same in the texts between the tags, but for figures and times, escaped as a source would. */
function poisonXml(document: string, attack: string): string {
  return document.replace(/>([^<>]*[\u4e00-\u9fffA-Za-z]{4}[^<>]*)</g, (_, text: string) =>
    /^https?:/.test(text) ? `>javascript:alert(1)<` : `>${text}${escapeXml(attack)}<`,
  );
}

const fixture = (name: string) => readFileSync(`test/fixtures/${name}`, 'utf8');

/** What of a read document reaches the desk, and no more: its contract refuses the rest. */
function expectHarmless({ posts }: NewsDocument): number {
  const taken = posts.filter((post) => v.is(postDraft, post));
  for (const { html, url, cover } of taken) {
    expectSafe(html);
    for (const address of [url, cover]) if (address !== undefined) expect(address).toMatch(/^(https?:\/\/|pictures\/)/);
  }
  return taken.length;
}

/** Fields that a page opens or draws. */
function addressesIn(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return /url|href|link|picture|src|cover|poster/i.test(field) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => addressesIn(inside, Array.isArray(value) ? field : name));
}

describe('every importer takes every attack for what it is: text', () => {
  it('news', () => {
    let taken = 0;
    for (const attack of SALVOES) {
      taken += expectHarmless(readWeibo(poisonJson(fixture('news/weibo.json'), attack)));
      taken += expectHarmless(readRss(poisonXml(fixture('news/feed.rss'), attack)));
      const page = fixture('news/wechat-page.htm');
      taken += expectHarmless(readWechatHtml(page.replaceAll('</p>', `${attack}</p>`)));
      const item = { title: `示例${attack}`, digest: attack, content: `<p>示例</p>${attack}`, url: attack };
      const batch = { item: [{ article_id: 'a', update_time: 1, content: { create_time: 1, news_item: [item] } }] };
      taken += expectHarmless(readFreepublish(JSON.stringify(batch)));
    }
    expect(taken).toBeGreaterThan(SALVOES.length * 2);
  });

  it('quizzes', async () => {
    let questions = 0;
    for (const attack of ATTACKS) {
      const options = [`让行${attack}`, '停车'];
      const picture = `javascript:alert(1)//${attack}`;
      const record = { type: 'single', stem: `怎样做？${attack}`, options, correct: [0], explanation: attack };
      const drawn = { ...record, stem: '这是什么？', picture };
      const bank = await readBank(JSON.stringify({ questions: [record, drawn] }), BANK);
      const drafts = bank.questions.map(({ draft }) => draft).filter((draft) => v.is(questionDraft, draft));
      questions += bank.questions.length;
      for (const address of addressesIn(drafts)) expect(address).toMatch(/^https?:\/\/|^[\w\u4e00-\u9fff./-]+$/);
    }
    expect(questions).toBeGreaterThan(ATTACKS.length / 2);
  });
});
