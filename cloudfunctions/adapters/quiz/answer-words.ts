import type { QuestionType } from '#domain/question';

const TRUE_WORDS = new Set([
  '正确',
  '正确的',
  '对',
  '对的',
  '√',
  '✓',
  '✔',
  '☑',
  '是',
  '同意',
  't',
  'true',
  'y',
  'yes',
  'right',
]);
const FALSE_WORDS = new Set([
  '错误',
  '错误的',
  '不正确',
  '不对',
  '错',
  '错的',
  '×',
  '✗',
  '✘',
  '☒',
  'x',
  '否',
  '不是',
  '不同意',
  'f',
  'false',
  'n',
  'no',
  'wrong',
]);

const fold = (word: string) =>
  word
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[。.]$/u, '');

/** Whether a word says true or false; undefined when it says neither. */
export function truthOf(word: string): boolean | undefined {
  const folded = fold(word);
  if (TRUE_WORDS.has(folded)) return true;
  return FALSE_WORDS.has(folded) ? false : undefined;
}

/** Words for true and false that stand beside each other as the two options; `X` and `Y`, say, do not. */
const PAIRS: readonly [RegExp, RegExp][] = [
  [/^正确的?$/u, /^(错误的?|不正确)$/u],
  [/^对的?$/u, /^(错的?|不对)$/u],
  [/^[√✓✔☑]$/u, /^[×✗✘☒x]$/u],
  [/^是$/u, /^(否|不是)$/u],
  [/^同意$/u, /^不同意$/u],
  [/^t$/u, /^f$/u],
  [/^true$/u, /^false$/u],
  [/^y$/u, /^n$/u],
  [/^yes$/u, /^no$/u],
  [/^right$/u, /^wrong$/u],
];

/** Truth of two options where they are the two of a true-or-false question, in either order. */
export function truthPair(first: string, second: string): [boolean, boolean] | undefined {
  const [one, other] = [fold(first), fold(second)];
  if (PAIRS.some(([right, wrong]) => right.test(one) && wrong.test(other))) return [true, false];
  return PAIRS.some(([right, wrong]) => right.test(other) && wrong.test(one)) ? [false, true] : undefined;
}

const LETTERS = /^[A-Z](?:[\s,;:、/|和及&+]*[A-Z])*[.。]?$/u;

/** `ABD`, `a;b;d`, `A、B、D` as indices, in the order given; undefined when it is no list of letters. */
export function lettersOf(word: string): number[] | undefined {
  const folded = word.normalize('NFKC').trim().toUpperCase();
  if (!LETTERS.test(folded)) return undefined;
  return [...folded.replace(/[^A-Z]/gu, '')].map((letter) => letter.charCodeAt(0) - 65);
}

const KINDS: readonly [RegExp, QuestionType][] = [
  [/单选|单项|^single|single.?choice|^radio$|^danxuan$/iu, 'single'],
  [/多选|多项|^multiple.?(choice|response|answer|select)s?$|^multiple$|^multi$|^checkbox$|^duoxuan$/iu, 'multiple'],
  [/判断|是非|对错|true.?(or.?)?false|^tf$|^judge?ment?$|^judge$|^boolean$|^panduan$/iu, 'truefalse'],
];

const OTHER_KINDS =
  /填空|简答|问答|论述|匹配|连线|排序|案例|材料|完形|操作|计算|essay|short.?answer|matching|numerical|cloze|fill/iu;

/**
 * The kind that a document's word for it means; `other` for a kind of question that we can't ask, undefined for a word that
 * says nothing (`1`, `选择题`, `不定项`): then the answer decides.
 */
export function kindOf(word: string): QuestionType | 'other' | undefined {
  const trimmed = word.normalize('NFKC').trim();
  if (OTHER_KINDS.test(trimmed)) return 'other';
  return KINDS.find(([pattern]) => pattern.test(trimmed))?.[1];
}
