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
    expect(refused(await read(bomb))).toEqual(['整个文件 declares a document type: refused']);
    expect(refused(await read(item2().slice(0, 300)))).toHaveLength(1);
  });
});
