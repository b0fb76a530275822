import { describe, expect, it } from 'vitest';
import { readBank } from '#functions/adapters/quiz/read-bank';
import { OPTIONS, refused, said } from './bank-samples.ts';

const read = (text: string) => readBank(text, OPTIONS, 'qti');

const item2 = (changes: { declaration?: string; body?: string } = {}) => `<assessmentItem
  xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="lights-1" title="灯光">
  ${
    changes.declaration ??
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>low</value></correctResponse></responseDeclaration>'
  }
  <itemBody>${
    changes.body ??
    `<p>夜间 <b>会车</b>&lt;150 米。</p><p><img src="lights.png" alt="两车相会"/></p>
    <choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>用什么灯？</prompt>
      <simpleChoice identifier="high">远光灯</simpleChoice>
      <simpleChoice identifier="low">近光灯<feedbackInline outcomeIdentifier="F" identifier="low">对</feedbackInline></simpleChoice>
    </choiceInteraction>`
  }</itemBody>
  <modalFeedback outcomeIdentifier="F" identifier="x">远光灯使对方看不清路。</modalFeedback>
</assessmentItem>`;

describe('QTI', () => {
  it('reads a 2.x item: its text in order, its picture, its reason', async () => {
    const bank = await read(item2());
    expect(said(bank)).toEqual(['第1题（lights-1） single 夜间 会车<150 米。\n用什么灯？ [远光灯|近光灯] B']);
    expect(bank.questions[0]?.draft).toMatchObject({
      picture: 'lights.png',
      pictureAlt: '两车相会',
      explanation: '远光灯使对方看不清路。',
      externalId: 'lights-1',
    });
  });

  it('reads 3.0 items, several in one document', async () => {
    const item = (id: string, right: string[]) => `<qti-assessment-item identifier="${id}">
      <qti-response-declaration identifier="R" cardinality="multiple" base-type="identifier"><qti-correct-response>
      ${right.map((value) => `<qti-value>${value}</qti-value>`).join('')}</qti-correct-response></qti-response-declaration>
      <qti-item-body><qti-choice-interaction response-identifier="R" max-choices="0"><qti-prompt>${id} 起步前看什么？</qti-prompt>
      <qti-simple-choice identifier="m">后视镜</qti-simple-choice><qti-simple-choice identifier="b">盲区</qti-simple-choice>
      <qti-simple-choice identifier="p">手机</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>`;
    const bank = await read(`<items>${item('one', ['m', 'b'])}${item('two', ['b', 'x'])}</items>`);
    expect(said(bank)).toEqual(['第1题（one） multiple one 起步前看什么？ [后视镜|盲区|手机] AB']);
    expect(refused(bank)).toEqual(['第2题（two） 正确答案 x 不在选项之中']);
  });

  it.each([
    [
      'another interaction',
      { body: '<textEntryInteraction responseIdentifier="RESPONSE"/>' },
      '不支持的题型 textentryinteraction',
    ],
    [
      'no key',
      { declaration: '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"/>' },
      '没有 correctResponse',
    ],
    [
      'an ordering',
      { declaration: '<responseDeclaration identifier="RESPONSE" cardinality="ordered" baseType="identifier"/>' },
      'cardinality 是 ordered，应为 single 或 multiple',
    ],
    ['no declaration', { declaration: '' }, '没有 RESPONSE 的 responseDeclaration'],
  ])('names an item with %s', async (_, changes, why) => {
    expect(refused(await read(item2(changes)))).toEqual([`第1题（lights-1） ${why}`]);
  });

  it('refuses a document that declares entities, and one that is cut short', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>';
    expect(refused(await read(bomb))).toEqual(['整个文件 带有 DOCTYPE 声明，出于安全不读']);
    expect(refused(await read(item2().slice(0, 300)))).toHaveLength(1);
  });

  const single = '<simpleChoice identifier="a">甲</simpleChoice><simpleChoice identifier="b">乙</simpleChoice>';
  const asked = (choices: string, max = 1) =>
    `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="${max}"><prompt>问</prompt>${choices}</choiceInteraction>`;
  const mapping = (cardinality: string, entries: Record<string, number>) => `<responseDeclaration
    identifier="RESPONSE" cardinality="${cardinality}" baseType="identifier"><mapping defaultValue="0">${Object.entries(
      entries,
    )
      .map(([key, value]) => `<mapEntry mapKey="${key}" mappedValue="${value}"/>`)
      .join('')}</mapping></responseDeclaration>`;

  it('takes what a mapping gives points for where no correct response is named, and refuses unequal points', async () => {
    const three = `${single}<simpleChoice identifier="c">丙</simpleChoice>`;
    const map = (cardinality: string, entries: Record<string, number>) =>
      read(item2({ declaration: mapping(cardinality, entries), body: asked(three, 0) }));
    const bank = await map('multiple', { a: 1, b: 1, c: -1 });
    expect(said(bank)).toEqual(['第1题（lights-1） multiple 问 [甲|乙|丙] AB']);
    expect(bank.questions[0]?.draft.scoring).toBe('proportional');
    expect(refused(await map('multiple', { a: 1, b: 2 }))).toEqual([
      '第1题（lights-1） mapping 里各选项的分值不等，不支持',
    ]);
    expect(refused(await map('single', { a: 1, b: 1 }))).toEqual(['第1题（lights-1） 单选题有几个选项都得分，不支持']);
    expect(refused(await map('multiple', { c: -1 }))).toEqual([
      '第1题（lights-1） 没有 correctResponse，mapping 里也没有得分的选项',
    ]);
  });

  it('reads an object as a picture and the text within as its words, prefixes, CDATA and pictures as options', async () => {
    const body = `<p><![CDATA[若 a < b & c]]></p><object data="sign.svg" type="image/svg+xml">让行标志</object>${asked(
      '<simpleChoice identifier="high"><img src="a.png" alt="x"/></simpleChoice><simpleChoice identifier="low">乙</simpleChoice>',
    )}`;
    const prefixed = item2({ body })
      .replace(/<(\/?)([a-zA-Z]+)/g, '<$1q:$2')
      .replace('xmlns=', 'xmlns:q=');
    for (const text of [item2({ body }), prefixed]) {
      const bank = await read(text);
      expect(refused(bank)).toEqual([]);
      expect(bank.questions[0]?.draft).toMatchObject({
        stem: '若 a < b & c\n问',
        picture: 'sign.svg',
        pictureAlt: '让行标志',
        options: [{ text: '', picture: 'a.png' }, { text: '乙' }],
        correct: [1],
      });
    }
  });

  it('refuses options of one name, other kinds, other orders and older versions by name', async () => {
    const twice = single.replace('"b"', '"a"');
    const ordered =
      '<responseDeclaration identifier="RESPONSE" cardinality="ordered" baseType="identifier"><correctResponse><value>a</value></correctResponse></responseDeclaration>';
    const why = async (text: string) => refused(await read(text));
    expect(await why(item2({ body: asked(twice) }))).toEqual(['第1题（lights-1） 两个选项的标识都是 a']);
    expect(await why(item2({ declaration: ordered, body: asked(single) }))).toEqual([
      '第1题（lights-1） cardinality 是 ordered，应为 single 或 multiple',
    ]);
    expect(await why(item2({ body: '<textEntryInteraction responseIdentifier="RESPONSE"/>' }))).toEqual([
      '第1题（lights-1） 不支持的题型 textentryinteraction',
    ]);
    expect(await why('<questestinterop><item ident="x"/></questestinterop>')).toEqual([
      '整个文件 是 QTI 1.x，请先转成 2.x 或 3.0',
    ]);
    expect(await why('<manifest/>')).toEqual(['整个文件 没有 assessmentItem']);
  });
});
