import type { FinishedExamView } from '#contract/quiz';
import { inChina } from '#domain/china-time';
import { durationWords } from './quiz-words.ts';

/** WeChat cuts a share card to 5:4. Pixels of the drawing. */
export const CARD_WIDTH = 1000;
export const CARD_HEIGHT = 800;

export interface CardText {
  text: string;
  x: number;
  y: number;
  /** Pixels. */
  size: number;
  weight: 400 | 700;
  color: string;
  align: 'left' | 'center';
}

const GREEN = '#00693e';
const RED = '#c8102e';
const INK = '#151a18';
const QUIET = '#56605b';
const MIDDLE = CARD_WIDTH / 2;

/** At most so many chapters fit below the facts. */
const CHAPTERS = 2;

type Result = Pick<
  FinishedExamView,
  'name' | 'score' | 'passed' | 'passScore' | 'right' | 'total' | 'seconds' | 'byChapter' | 'finishedAt'
>;

/** What a result's card says: no name and no picture of anybody. */
export function planCard(result: Result): CardText[] {
  const { name, score, passed, passScore, right, total, seconds, byChapter, finishedAt } = result;
  const line = (text: string, y: number, size: number, style: Partial<CardText> = {}): CardText => ({
    ...{ text, x: MIDDLE, y, size, weight: 400, color: INK, align: 'center' },
    ...style,
  });
  const weakest = [...byChapter]
    .filter((chapter) => chapter.right < chapter.total)
    .sort((a, b) => b.total - b.right - (a.total - a.right))
    .slice(0, CHAPTERS);
  const mostly =
    weakest.length === 0 ? '全部答对' : `失分最多：${weakest.map(({ chapter }) => chapter.name).join('、')}`;
  return [
    line('交通安全微发布', 36, 40, { x: 48, align: 'left', weight: 700, color: '#ffffff' }),
    line(name, 160, 52, { weight: 700 }),
    line(String(score), 236, 220, { weight: 700, color: passed ? GREEN : RED }),
    line(passed ? '✓ 合格' : `✕ 不合格，${passScore} 分合格`, 492, 48, { weight: 700 }),
    line(`答对 ${right}/${total} 题 · 用时 ${durationWords(seconds)}`, 572, 40, { color: QUIET }),
    line(mostly, 638, 40, { color: QUIET }),
    line(`${inChina(finishedAt).format('YYYY年M月D日')} · 同样的题，等你来答`, 716, 36, { color: QUIET }),
  ];
}
