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

  it('lets a broken question take no other with it', async () => {
    const bank = await aiken(`没有答案
A) 甲
B) 乙

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

只有题干`);
    expect(said(bank)).toEqual(['第7行 single 好题 [甲|乙] B']);
    expect(refused(bank)).toEqual([
      '第1行 没有 ANSWER 行',
      '第5行 ANSWER 行之前没有题目',
      '第12行 答案 D 不在 2 个选项之内',
      '第17行 选项 C 的字母不按顺序',
      '第22行 题干之后没有选项',
    ]);
  });
});
