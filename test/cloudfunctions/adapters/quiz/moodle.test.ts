import { describe, expect, it } from 'vitest';
import { readBank } from '#functions/adapters/quiz/read-bank';
import { OPTIONS, refused, said } from './bank-samples.ts';

const gift = (text: string) => readBank(text, OPTIONS, 'gift');
const aiken = (text: string) => readBank(text, OPTIONS, 'aiken');

describe('GIFT', () => {
  it('reads choices, with feedback as the reason, comments aside and the category as the chapter', async () => {
    const bank = await gift(`// 我们的题
$CATEGORY: 科目一/灯光使用

::夜间会车::夜间会车应当用什么灯？{
  =近光灯#远光灯使对方看不清路。
  ~远光灯#不对。
  ~雾灯
}
`);
    expect(said(bank)).toEqual(['第4行 single 夜间会车应当用什么灯？ [近光灯|远光灯|雾灯] A']);
    expect(bank.questions[0]?.draft).toMatchObject({
      explanation: '远光灯使对方看不清路。',
      chapter: { name: '灯光使用' },
      source: '测试题库',
    });
  });

  it('reads true and false, several right choices by their shares, and a gap within the sentence', async () => {
    const bank = await gift(`雨天要加大车距。{TRUE#路面湿滑。}

路口{=减速~加速~急停}慢行。

起步前要查看什么？{~%50%后视镜 ~%50%盲区 ~%-100%手机}`);
    expect(said(bank)).toEqual([
      '第1行 truefalse 雨天要加大车距。 [正确|错误] A',
      '第3行 single 路口＿＿慢行。 [减速|加速|急停] A',
      '第5行 multiple 起步前要查看什么？ [后视镜|盲区|手机] AB',
    ]);
    expect(bank.questions[2]?.draft.scoring).toBe('proportional');
  });

  it('keeps escaped control characters as text', async () => {
    const bank = await gift('车速 v\\=72 千米/时等于{~10 米/秒 =20 米/秒 ~\\{72\\} 米/秒}');
    expect(said(bank)).toEqual(['第1行 single 车速 v=72 千米/时等于 [10 米/秒|20 米/秒|{72} 米/秒] B']);
  });

  it('reads feedback of true and false, general feedback, identities in comments, weights of all kinds, any line ends', async () => {
    const text = `// 复习 [id:13] [tag:灯光]
::题名::夜间会车用近光灯。{T##对，远光灯晃眼。####见实施条例}

看什么？{
  ~%33.33333%后视镜
  ~%33.33333%盲区
  ~%33.33333%仪表
  ~%-100%手机
}

[html]<p>黄灯 &amp; 红灯</p>{=停#对 ~%0%行####总评}`;
    for (const ends of ['\n', '\r\n', '\r']) {
      const bank = await gift(text.replaceAll('\n', ends));
      expect(refused(bank)).toEqual([]);
      expect(said(bank)).toEqual([
        '第2行 truefalse 夜间会车用近光灯。 [正确|错误] A',
        '第4行 multiple 看什么？ [后视镜|盲区|仪表|手机] ABC',
        '第11行 single 黄灯 & 红灯 [停|行] A',
      ]);
      expect(bank.questions.map(({ draft }) => [draft.externalId, draft.explanation])).toEqual([
        ['13', '对，远光灯晃眼。\n见实施条例'],
        [undefined, ''],
        [undefined, '对\n总评'],
      ]);
    }
  });

  it('takes two options for true and false only where they are such a pair', async () => {
    const bank = await gift('坐标轴？{=X ~Y}\n\n雨天慢行。{=√ ~X}\n\n可以吗？{=不是 ~是}');
    expect(said(bank)).toEqual([
      '第1行 single 坐标轴？ [X|Y] A',
      '第3行 truefalse 雨天慢行。 [正确|错误] A',
      '第5行 truefalse 可以吗？ [正确|错误] B',
    ]);
  });

  it('names every record that it can not ask, and why', async () => {
    const bank = await gift(`只有文字。

限速多少？{#60:5}

交警的全称是？{=交通警察 =交通民警}

配对。{=红灯->停 =绿灯->行}

谈谈安全驾驶。{}

都对吗？{=对的=也对 ~不对}

一半。{~%30%甲 ~%30%乙 ~丙}

没有闭合。{=甲 ~乙

部分。{=甲 ~%50%乙 ~丙}`);
    expect(said(bank)).toEqual([]);
    expect(refused(bank)).toEqual([
      '第1行 只有文字，没有花括号里的答案',
      '第3行 数值题不支持',
      '第5行 简答题不支持：答案里只有“=”，没有“~”',
      '第7行 匹配题不支持',
      '第9行 问答题不支持',
      '第11行 有 2 个“=”答案，单选题只能有一个',
      '第13行 正确选项的分值合计 60%，应为 100%',
      '第15行 花括号没有闭合',
      '第17行 单选题的选项“乙”有部分分值，不支持',
    ]);
  });
});

describe('Aiken', () => {
  it('reads questions, and makes true-or-false ones of 正确 and 错误', async () => {
    const bank = await aiken(
      '黄灯亮起，应当怎样做？\nA. 停车\nB) 加速\nANSWER: A\n\n饮酒可以开车。\nA) 对\nB) 错\nANSWER: B',
    );
    expect(said(bank)).toEqual([
      '第1行 single 黄灯亮起，应当怎样做？ [停车|加速] A',
      '第6行 truefalse 饮酒可以开车。 [正确|错误] B',
    ]);
  });

  it('reads small letters, full width, spaces before the colon, blank lines between options, reasons, any line ends', async () => {
    const text = `小写字母
a) 甲
b) 乙
answer: b

空格
  A) 甲
  B) 乙
  ANSWER : A

全角
Ａ．甲
Ｂ、乙
ANSWER：Ｂ
解析：因为乙

空行

A) 甲

B) 乙

ANSWER: A`;
    for (const ends of ['\n', '\r\n', '\r']) {
      const bank = await readBank(text.replaceAll('\n', ends), OPTIONS);
      expect(refused(bank)).toEqual([]);
      expect(said(bank)).toEqual([
        '第1行 single 小写字母 [甲|乙] B',
        '第6行 single 空格 [甲|乙] A',
        '第11行 single 全角 [甲|乙] B',
        '第17行 single 空行 [甲|乙] A',
      ]);
      expect(bank.questions[2]?.draft.explanation).toBe('因为乙');
    }
  });

  it('lets a broken question take no other with it', async () => {
    const bank = await aiken(`题库标题

没有答案
A) 甲
B) 乙

A) 没有题干
B) 乙
ANSWER: A

ANSWER: A

好题
A) 甲
B) 乙
ANSWER: B

答案不在选项里
A) 甲
B) 乙
ANSWER: D

字母跳了
A) 甲
C) 乙
ANSWER: A

选项断成两行
A) 甲的前半
和后半
B) 乙
ANSWER: A

只有题干`);
    expect(said(bank)).toEqual(['第13行 single 好题 [甲|乙] B']);
    expect(refused(bank)).toEqual([
      '第1行 题干之后没有选项',
      '第3行 没有 ANSWER 行',
      '第7行 选项之前没有题干',
      '第11行 ANSWER 行之前没有题目',
      '第18行 答案 D 不在 2 个选项之内',
      '第23行 选项 C 的字母不按顺序',
      '第28行 没有 ANSWER 行',
      '第30行 选项 B 的字母不按顺序',
      '第34行 题干之后没有选项',
    ]);
  });
});
