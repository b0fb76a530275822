import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeDocument } from '#functions/adapters/news/decode';

const TEXT = '受大雾影响，S20 双向管制';

describe('decodeDocument', () => {
  it.each([
    ['utf8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['utf16 little-endian', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(TEXT, 'utf16-le')])],
    ['utf16 big-endian', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(TEXT, 'utf16-be')])],
    ['utf8 without a word', Buffer.from(TEXT)],
    ['gb18030 without a word', iconv.encode(TEXT, 'gb18030')],
  ])('reads %s', (_name, bytes) => {
    expect(decodeDocument(bytes)).toBe(TEXT);
  });

  it('follows the XML declaration, the meta element and the HTTP charset', () => {
    const xml = `<?xml version="1.0" encoding="GB2312"?><t>${TEXT}镕</t>`;
    expect(decodeDocument(iconv.encode(xml, 'gbk'))).toBe(xml);
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"></head>受大霧影響`;
    expect(decodeDocument(iconv.encode(html, 'big5'))).toBe(html);
    expect(decodeDocument(iconv.encode('Notícias', 'latin1'), 'ISO-8859-1')).toBe('Notícias');
  });

  it('believes the bytes of a page that was transcoded without its label', () => {
    const html = `<meta charset="gb2312"><p>${TEXT}</p>`;
    expect(decodeDocument(Buffer.from(html))).toBe(html);
  });

  const NOTICE = '受大霧影響，國道一號南下路段能見度不足，請駕駛人開啟霧燈、保持車距，並依現場員警指揮行駛。';

  it('reads Big5 that nothing declares, and still GB18030', () => {
    expect(decodeDocument(iconv.encode(`<p>${NOTICE}</p>`, 'big5'))).toBe(`<p>${NOTICE}</p>`);
    const mainland = '<p>受大雾影响，请驾驶人开启雾灯、保持车距，并听从现场民警的指挥。</p>';
    expect(decodeDocument(iconv.encode(mainland, 'gbk'))).toBe(mainland);
  });

  it('reads UTF-8 that a broken byte or two have got into', () => {
    const text =
      '<p>受大雾影响，S20 双向管制，请听从现场民警的指挥。请减速慢行，保持车距，开启雾灯，不要在应急车道停车。</p>';
    const bytes = Buffer.from(text.repeat(4));
    bytes[40] = 0xff;
    const read = decodeDocument(bytes);
    expect(read).toContain('请听从现场民警的指挥');
    expect(read.match(/\ufffd/g)?.length).toBeLessThanOrEqual(4);
  });

  it('does not believe the label that a server gives everything', () => {
    const text = '受大雾影响，请驾驶人开启雾灯、保持车距，并听从现场民警的指挥。';
    expect(decodeDocument(iconv.encode(text, 'gbk'), 'ISO-8859-1')).toBe(text);
    expect(decodeDocument(Buffer.from(text), 'ISO-8859-1')).toBe(text);
  });

  it('reads a document that ends within a character', () => {
    expect(decodeDocument(Buffer.from(TEXT).subarray(0, -1))).toBe(TEXT.slice(0, -1));
  });

  it.each([
    ['a ZIP', Buffer.from('PK\u0003\u0004zip'), '这是ZIP 或 Office 文件，不是文本'],
    ['a PDF', Buffer.from('%PDF-1.7'), '这是PDF 文件，不是文本'],
    ['null bytes', Buffer.from('abc\0def'), '文件含有空字节'],
    ['an unknown label', Buffer.from([0x3c, 0x3f, 0xff]), '不认识的编码 klingon'],
    ['33 MB', Buffer.alloc(33_000_000, 0x20), '文件有 33.0 MB，超过 32 MB'],
  ])('refuses %s', (name, bytes, why) => {
    expect(() => decodeDocument(bytes, name === 'an unknown label' ? 'klingon' : undefined)).toThrow(why);
  });

  it('refuses bytes that are text in no encoding it knows', () => {
    expect(() => decodeDocument(Buffer.from([0x80, 0xff, 0x81, 0xff, 0xfe, 0xff]))).toThrow('请注明编码');
  });
});
