import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readBank } from '#functions/adapters/quiz/read-bank';
import { OPTIONS, refused, said } from './bank-samples.ts';

const HEADING = '题型,题干,选项A,选项B,选项C,选项D,答案,解析';

describe('CSV', () => {
  const csv = (text: string | Uint8Array) => readBank(text, OPTIONS, 'csv');

  it('reads rows below their heading, whatever the order of columns', async () => {
    const bank = await csv(`题库导出,,,\n${HEADING}
单选题,"雾天开什么灯？,",近光灯,雾灯,远光灯,不开灯,B,"看得见,
也让人看见"
判断题,雨天要加大车距,,,,,正确,
多选,起步前看什么,后视镜,盲区,手机,,AB,`);
    expect(said(bank)).toEqual([
      '第4行 single 雾天开什么灯？, [近光灯|雾灯|远光灯|不开灯] B',
      '第5行 truefalse 雨天要加大车距 [正确|错误] A',
      '第6行 multiple 起步前看什么 [后视镜|盲区|手机] AB',
    ]);
    expect(bank.questions[0]?.draft.explanation).toBe('看得见,\n也让人看见');
  });

  it('reads what Chinese Excel saves: GB 18030, tabs, lower-case letters', async () => {
    const text = `${HEADING.replaceAll(',', '\t')}\n单选题\t雾天开什么灯？\t近光灯\t雾灯\t\t\tb\t`;
    expect(said(await csv(iconv.encode(text, 'gb18030')))).toEqual(['第2行 single 雾天开什么灯？ [近光灯|雾灯] B']);
  });

  it('names every row that has a fault, and takes no other with it', async () => {
    const bank = await csv(`${HEADING}
单选题,,甲,乙,丙,丁,A,
单选题,两个答案,甲,乙,丙,丁,AC,
单选题,没有选项,,,,,A,
判断题,说不清的答案,,,,,1,
单选题,中间空着,甲,,丙,丁,A,
单选题,选项相同,甲,甲,丙,丁,A,
问答题,谈谈看法,,,,,略,
单选题,好题,甲,乙,丙,丁,D,
单选题,断了的"引号,甲,乙,丙,丁,A,`);
    expect(said(bank)).toEqual(['第9行 single 好题 [甲|乙|丙|丁] D']);
    expect(refused(bank).sort()).toEqual(
      [
        '第2行 题干为空',
        '第3行 单选题却有 2 个答案 AC',
        '第4行 单选题没有选项',
        '第5行 判断题没有选项，答案 1 无法判断是“正确”还是“错误”',
        '第6行 选项 B 为空',
        '第7行 选项 A 与 B 相同',
        '第8行 不支持的题型：问答题',
        '第10行 这一行不是完整的 CSV：INVALID_OPENING_QUOTE',
      ].sort(),
    );
  });

  it('knows the headings of other programs', async () => {
    const kahoot =
      'Question - max 120 characters,Answer 1 - max 75 characters,Answer 2,Time limit (sec),Correct answer(s)';
    expect(said(await csv(`${kahoot}\n谁先行,直行,转弯,20,"1,2"`))).toEqual(['第2行 multiple 谁先行 [直行|转弯] AB']);
    expect(said(await csv('题目内容;答案A;答案B;正确答案\n谁先行;直行的;转弯的;A'))).toEqual([
      '第2行 single 谁先行 [直行的|转弯的] A',
    ]);
    expect(said(await csv('题目,选项,标准答案\n谁先行,"A、直行的\nB、转弯的",b'))).toEqual([
      '第3行 single 谁先行 [直行的|转弯的] B',
    ]);
  });

  it('says so where there is no heading', async () => {
    expect(refused(await csv('甲,乙\n丙,丁'))).toEqual(['表格 前 10 行里没有含“题干”和“答案”的表头']);
  });
});

describe('Excel', () => {
  async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    fill(book.addWorksheet('题库'));
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  it('reads rich text, formulas, truth values and numbers', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['试题导入模板']);
      sheet.addRow(['题型*', '题目', 'A', 'B', 'C', '正确答案', '章节']);
      sheet.addRow(['单选题', { richText: [{ text: '限速' }, { text: '多少？' }] }, 60, 80, 100, 'B', '限速']);
      sheet.addRow(['判断题', '雨天要减速', null, null, null, true, null]);
      sheet.addRow([]);
      sheet.addRow(['单选题', { formula: 'CONCAT("黄灯","？")', result: '黄灯？' }, '停', '行', '', 'A', '']);
    });
    const bank = await readBank(bytes, OPTIONS);
    expect(said(bank)).toEqual([
      '第3行 single 限速多少？ [60|80|100] B',
      '第4行 truefalse 雨天要减速 [正确|错误] A',
      '第6行 single 黄灯？ [停|行] A',
    ]);
    expect(bank.questions[0]?.draft.chapter.name).toBe('限速');
  });

  it('reads merged headings, blank rows, links, and answers in every spelling', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['科目一题库（2026年版）']);
      sheet.mergeCells('A1:G1');
      sheet.addRow(['题型', '试题内容', '选项', '', '', '', '正确答案（必填）']);
      sheet.addRow(['', '', 'A', 'B', 'C', 'D', '']);
      sheet.mergeCells('C2:F2');
      for (const column of ['A', 'B', 'G']) sheet.mergeCells(`${column}2:${column}3`);
      sheet.addRow([]);
      sheet.addRow(['单选题', '限速？', 30, 40, 50, 60, 'Ｂ']);
      sheet.addRow(['多选题', '带什么？', '甲', '乙', '丙', '丁', 'A、C']);
      sheet.addRow(['单选题', { text: '看图', hyperlink: 'https://example.test/' }, '甲', '乙', '丙', '丁', ' d ']);
      for (const answer of ['对', '√', '正确', '是', 'T', 'Y'])
        sheet.addRow(['判断题', `${answer}吗`, '', '', '', '', answer]);
      for (const answer of ['错', '×', '错误', '否', 'F', 'N'])
        sheet.addRow(['判断题', `${answer}吗`, '', '', '', '', answer]);
      sheet.addRow(['单选题', '坏的公式', '甲', '乙', '丙', '丁', { formula: 'X1', result: { error: '#REF!' } }]);
    });
    const bank = await readBank(bytes, OPTIONS);
    expect(said(bank).slice(0, 3)).toEqual([
      '第5行 single 限速？ [30|40|50|60] B',
      '第6行 multiple 带什么？ [甲|乙|丙|丁] AC',
      '第7行 single 看图 [甲|乙|丙|丁] D',
    ]);
    const truths = bank.questions.slice(3).map(({ draft }) => [draft.type, draft.correct[0]]);
    expect(truths).toEqual([...Array(6).fill(['truefalse', 0]), ...Array(6).fill(['truefalse', 1])]);
    expect(refused(bank)).toEqual(['第20行 没有答案']);
  });

  it('refuses what is no workbook', async () => {
    const read = (bytes: number[]) => readBank(new Uint8Array(bytes), OPTIONS, 'excel').then(refused);
    expect(await read([0xd0, 0xcf, 0x11, 0xe0])).toEqual(['整个文件 是旧版 .xls，请另存为 .xlsx']);
    expect(await read([1, 2, 3])).toEqual(['整个文件 不是 .xlsx 工作簿']);
    expect((await read([0x50, 0x4b, 3, 4, 0]))[0]).toContain('工作簿打不开');
  });
});
