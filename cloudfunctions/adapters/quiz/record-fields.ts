import type { LegalBasis, Subject } from '#domain/question';

/** 科目 as documents word it. */
export function subjectOf(word: string | number | undefined): Subject | undefined {
  const text = String(word ?? '')
    .normalize('NFKC')
    .trim();
  if (/^(1|一|科目一|科一|subject.?1)$/iu.test(text)) return 1;
  if (/^(4|四|科目四|科四|subject.?4)$/iu.test(text)) return 4;
  return undefined;
}

const DIFFICULTY_WORDS: Record<string, number> = {
  易: 1,
  容易: 1,
  简单: 1,
  较易: 2,
  中: 3,
  中等: 3,
  一般: 3,
  适中: 3,
  较难: 4,
  难: 5,
  困难: 5,
};

/** 1 to 5; 3 where nothing usable is said. */
export function difficultyOf(word: string | number | undefined): number {
  const text = String(word ?? '')
    .normalize('NFKC')
    .trim();
  const figure = Number(text);
  if (text !== '' && Number.isInteger(figure) && figure >= 1 && figure <= 5) return figure;
  return DIFFICULTY_WORDS[text] ?? 3;
}

/** A list in one cell: `安全带、儿童座椅`. */
export function listOf(text: string): string[] {
  return text
    .split(/[,，;；、|\n]/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

const ARTICLE = /《([^》]+)》\s*(第[一二三四五六七八九十百零\d]+条(?:之[一二三四五六七八九十])?|GB(?:\/T)? [\d.]+)/gu;

/** References in prose to laws that are known by title; what names another law is left out. */
export function lawOf(text: string, lawIds: ReadonlyMap<string, string>): LegalBasis[] {
  return [...text.matchAll(ARTICLE)].flatMap(([, title = '', article = '']) => {
    const law = lawIds.get(title) ?? lawIds.get(title.replace(/^中华人民共和国/u, ''));
    return law === undefined ? [] : [{ law, article }];
  });
}

const PICTURE = /^[\w\u4e00-\u9fff./-]+\.(svg|webp|png|jpe?g|gif)$/iu;

/**
 * Path or address of a picture. @returns undefined for an empty cell, and words for what can't be shown
 */
export function pictureOf(value: string | undefined, folder: string): { path: string } | { why: string } | undefined {
  const name = value?.trim() ?? '';
  if (name === '' || /^(null|none|无|-)$/iu.test(name)) return undefined;
  if (/^https?:\/\/[^\s"'<>]+$/iu.test(name)) return { path: name };
  if (/\.(mp4|swf|avi|mov|webm|flv)$/iu.test(name)) return { why: `题目要看动画 ${name}，暂不支持` };
  if (!PICTURE.test(name) || name.split('/').includes('..')) return { why: `图片名 ${name.slice(0, 60)} 无法识别` };
  return { path: folder + name.replace(/^\/+/u, '') };
}

const TAGS = /<\/?(p|br|b|i|u|em|strong|span|div|font|sub|sup|small|h[1-6]|ul|ol|li)\b[^<>]*>/giu;
const BLOCK_ENDS = /<br\s*\/?>|<\/(p|div|li|h[1-6])>/giu;
const IMAGE = /<img\b[^<>]*?\bsrc\s*=\s*["']?([^"'\s>]+)["']?[^<>]*>/iu;
const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  ldquo: '“',
  rdquo: '”',
};

/**
 * Text of a field that may hold a little HTML: known tags go, `a < b` stays. The first picture within is handed out, since many
 * banks keep it there.
 */
export function plainText(field: string): { text: string; picture?: string } {
  const picture = IMAGE.exec(field)?.[1];
  const text = field
    .replace(new RegExp(IMAGE, 'giu'), '')
    .replace(BLOCK_ENDS, '\n')
    .replace(TAGS, '')
    .replace(
      /&(nbsp|amp|lt|gt|quot|#39|ldquo|rdquo);/giu,
      (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole,
    )
    .replace(/[\u200b\ufeff]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ *\n\s*/gu, '\n')
    .trim();
  return picture === undefined ? { text } : { text, picture };
}

/**
 * A chapter's id from its name: a readable one, or one made of its characters where some would be lost. The same name is the
 * same chapter, whichever document it stands in.
 */
export function chapterIdOf(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/gu, '-').replace(/^-+|-+$/gu, '');
  // Of 2024 校车 and 2024 渣土车 the readable part is one.
  const isWhole = !/[^a-z0-9]/u.test(plain.replace(/[^\p{L}\p{N}]+/gu, ''));
  if (slug.length >= 3 && isWhole) return slug.slice(0, 60);
  // FNV-1a: short, and the same for the same name everywhere.
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return `chapter-${(hash >>> 0).toString(36)}`;
}
