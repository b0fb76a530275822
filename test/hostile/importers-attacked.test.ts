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
import { type BankFormat, readBank } from '#functions/adapters/quiz/read-bank';
import { parse, FORMATS as ROAD_FORMATS } from '../cloudfunctions/adapters/roads/feed-fixtures.ts';
import { ATTACKS } from './markup-attacks.ts';
import { expectSafe } from './safe-markup.ts';

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const BANK = {
  ...{ source: '示例', licence: 'MIT', subject: 1 as const, vehicleClasses: ['C1'] },
  chapter: { id: 'signs', name: '标志' },
};

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

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

/** The attack in whatever a person wrote, and in every address; a format's own terms stay, or nothing would be read at all. */
function poisonFeed(document: string, attack: string): string {
  const isWords = (text: string) => /[\u4e00-\u9fff].{5}|[a-z]{3}.* .*[a-z]{3}/i.test(text);
  if (/^\s*</.test(document)) {
    return document.replace(/>([^<>]+)</g, (whole, text: string) =>
      isWords(text) ? `>${text}${escapeXml(attack)}<` : whole,
    );
  }
  if (/^\s*[{[]/.test(document)) {
    return JSON.stringify(JSON.parse(document), (_, value: unknown) => {
      if (typeof value !== 'string') return value;
      if (/^https?:/.test(value)) return `javascript:alert(1)//${attack}`;
      return isWords(value) ? `${value}${attack}` : value;
    });
  }
  return document.replaceAll('养护, 占道', `养护, 占道${attack.replaceAll('"', '""')}`);
}

/** Banks whose every text carries the attack, each written as its format wants such text. */
const BANK_DOCUMENTS: Record<Exclude<BankFormat, 'excel' | 'json'>, (attack: string, picture: string) => string> = {
  gift: (attack) => {
    const text = attack.replace(/[~=#{}:\\]/g, '\\$&').replaceAll('\n', ' ');
    return `怎样做？${text}{\n=让行${text}#${text}\n~停车\n}\n`;
  },
  aiken: (attack) => `怎样做？${oneLine(attack)}\nA. 让行${oneLine(attack)}\nB. 停车\nANSWER: A\n`,
  qti: (attack, picture) => {
    const text = escapeXml(attack.replaceAll('\u0000', ''));
    return `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="q"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody><p>${text}<img src="${picture}" alt="${text}"/></p><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>怎样做？</prompt><simpleChoice identifier="a">让行${text}</simpleChoice><simpleChoice identifier="b">停车</simpleChoice></choiceInteraction></itemBody></assessmentItem>`;
  },
  'chinese-text': (attack) =>
    `1. 怎样做？${oneLine(attack)}\nA. 让行${oneLine(attack)}\nB. 停车\n答案：A\n解析：${oneLine(attack)}\n`,
  csv: (attack, picture) =>
    `题干,选项A,选项B,答案,图片\n${[`怎样做？${attack}`, `让行${attack}`, '停车', 'A', picture].map(cell).join(',')}\n`,
};

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
  if (typeof value === 'string') return /url|href|link|picture$|src|cover|poster/i.test(field) ? [value] : [];
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

  it.each(Object.entries(BANK_DOCUMENTS))('a bank as %s', async (format, write) => {
    let questions = 0;
    for (const attack of ATTACKS) {
      for (const picture of ['javascript:alert(1)', 'give-way.webp']) {
        const bank = await readBank(write(attack, picture), BANK, format as BankFormat);
        const drafts = bank.questions.map(({ draft }) => draft).filter((draft) => v.is(questionDraft, draft));
        expect(bank.questions.length + bank.rejected.length, 'read, or refused with a reason').toBeGreaterThan(0);
        questions += drafts.length;
        for (const address of addressesIn(drafts)) expect(address).toMatch(/^https?:\/\/|^[\w\u4e00-\u9fff./-]+$/);
      }
    }
    expect(questions).toBeGreaterThan(ATTACKS.length / 2);
  });

  it.each(ROAD_FORMATS)('a road feed as $format', ({ format, document, item }) => {
    const good = document([item(1), item(2)]);
    let taken = 0;
    for (const attack of SALVOES) {
      const poisoned = poisonFeed(good, attack);
      expect(poisoned).not.toBe(good);
      const { events, rejected } = parse(format, poisoned);
      // What can't be read any more is said to be so: nothing is lost in silence.
      expect(events.length + rejected.length).toBeGreaterThan(0);
      taken += events.length;
      for (const address of addressesIn(events)) expect(address).toMatch(/^https?:\/\//);
    }
    expect(taken).toBeGreaterThan(0);
  });
});
