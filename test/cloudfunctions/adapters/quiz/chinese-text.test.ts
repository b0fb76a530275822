import { describe, expect, it } from 'vitest';
import { readBank } from '#functions/adapters/quiz/read-bank';
import { OPTIONS, refused, said } from './bank-samples.ts';

const read = (text: string) =>
  readBank(text, { ...OPTIONS, lawIds: new Map([['道路交通安全法', 'rtsl']]) }, 'chinese-text');

describe('the Chinese text template', () => {
  it('reads single, multiple and true-or-false questions with their fields', async () => {
    const bank = await read(`1. [单选题] 绿灯亮起，路口还有行人，应当怎样做？
A. 等行人通过
B、鸣喇叭
C．加速抢行
D) 从身后绕过
答案：A
解析：放行的车辆不得妨碍行人。
1. 先看左边
2. 再看右边
难度：易
依据：《道路交通安全法》第四十七条

2、【多选题】上车后先做什么？
A. 系安全带 B. 调后视镜 C. 打电话
答案：A;B

3. 酒后可以挪车。（错误）
`);
    expect(said(bank)).toEqual([
      '第1行 single 绿灯亮起，路口还有行人，应当怎样做？ [等行人通过|鸣喇叭|加速抢行|从身后绕过] A',
      '第13行 multiple 上车后先做什么？ [系安全带|调后视镜|打电话] AB',
      '第17行 truefalse 酒后可以挪车。 [正确|错误] B',
    ]);
    expect(bank.questions[0]?.draft).toMatchObject({
      explanation: '放行的车辆不得妨碍行人。\n1. 先看左边\n2. 再看右边',
      difficulty: 1,
      law: [{ law: 'rtsl', article: '第四十七条' }],
    });
  });

  it('reads the answer in the stem, questions without numbers, and sections that name their kind', async () => {
    const bank = await read(`一、单选题
遇到校车停车上下学生，后方车辆应当（ A ）。
A、停车等待
B、绕行通过

雾天行车应当开什么灯？
A、雾灯和危险报警闪光灯
B、远光灯
答案：A

二、判断题
高速公路上可以倒车（×）
雪天要缓踩制动（√）`);
    expect(said(bank)).toEqual([
      '第2行 single 遇到校车停车上下学生，后方车辆应当（ ）。 [停车等待|绕行通过] A',
      '第6行 single 雾天行车应当开什么灯？ [雾灯和危险报警闪光灯|远光灯] A',
      '第12行 truefalse 高速公路上可以倒车 [正确|错误] B',
      '第13行 truefalse 雪天要缓踩制动 [正确|错误] A',
    ]);
  });

  it('names every question that has a fault', async () => {
    const bank = await read(`1. [填空题](系统评分) 限速 __ 千米。
答案：60

2. [单选题] 两个答案
A. 甲
B. 乙
答案：AB

3. [多选题] 一个答案
A. 甲
B. 乙
答案：A

4. 没有答案
A. 甲
B. 乙

5. 如图所示，应当怎样做？
A. 停车
B. 加速
答案：A

6. 答案越界
A. 甲
B. 乙
答案：E`);
    expect(said(bank)).toEqual([]);
    expect(refused(bank)).toEqual([
      '第1行 不支持的题型：填空题',
      '第4行 单选题却有 2 个答案 AB',
      '第9行 多选题却只有一个答案 A',
      '第14行 没有答案',
      '第18行 题干要看图，却没有图片',
      '第23行 答案 E 不在 2 个选项之内',
    ]);
  });
});

describe('the Chinese template as people type it', () => {
  const read = (text: string) => readBank(text, OPTIONS, 'chinese-text');

  it('with full-width letters, options without a mark, the kind before the number', async () => {
    const bank = await read(`1．会车用什么灯？
Ａ．近光灯　Ｂ．远光灯
答案：Ａ
2. 雨天应当（ABD）
A 减速
B 开灯
C 急刹
D 加大车距
正确答案：ABD
【判断】3. 饮酒后可以开车。
答案：错误`);
    expect(refused(bank)).toEqual([]);
    expect(said(bank)).toEqual([
      '第1行 single 会车用什么灯？ [近光灯|远光灯] A',
      '第4行 multiple 雨天应当（ ） [减速|开灯|急刹|加大车距] ABD',
      '第10行 truefalse 饮酒后可以开车。 [正确|错误] B',
    ]);
  });

  it('never guesses: two answers that differ, options under 判断题, a choice without options', async () => {
    const bank = await read(`1. 雨天应当（AB）
A. 减速
B. 开灯
C. 急刹
答案：AC
三、判断题
2. 会车用什么灯？
Ａ．近光灯
Ｂ．远光灯
答案：Ｂ
一、单选题
3. 红灯亮时可以通行。（×）`);
    expect(said(bank)).toEqual([]);
    expect(refused(bank)).toEqual([
      '第1行 题干里的答案“AB”与答案栏的“AC”不同',
      '第7行 判断题的选项应为“正确”“错误”',
      '第12行 单选题没有选项',
    ]);
  });
});
