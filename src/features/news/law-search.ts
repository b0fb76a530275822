/** What an article is looked for by. */
export interface FindableArticle {
  article: string;
  topic: string;
  summary: string;
}

const DIGITS = '零一二三四五六七八九';

/** A number as the headings of Chinese laws write it: 91 is 九十一, 105 一百零五. Up to 999. */
export function numberInHan(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const digit = (at: number) => DIGITS.charAt(at);
  if (hundreds === 0) {
    if (tens === 0) return digit(ones);
    return `${tens === 1 ? '' : digit(tens)}十${ones === 0 ? '' : digit(ones)}`;
  }
  if (tens === 0) return `${digit(hundreds)}百${ones === 0 ? '' : `零${digit(ones)}`}`;
  return `${digit(hundreds)}百${digit(tens)}十${ones === 0 ? '' : digit(ones)}`;
}

/** Articles that a text asks for: by number (`91`, `第91条`, `九十一`), or by what their topic or summary says. */
export function findArticles<A extends FindableArticle>(articles: readonly A[], text: string): readonly A[] {
  const wanted = text.trim();
  if (wanted === '') return articles;
  const number = /^第?(\d{1,3})条?$/.exec(wanted)?.[1];
  if (number !== undefined && Number(number) > 0) {
    const heading = `第${numberInHan(Number(number))}条`;
    const exact = articles.filter(({ article }) => article === heading || article.startsWith(`${heading}之`));
    if (exact.length > 0) return exact;
  }
  return articles.filter(({ article, topic, summary }) => `${article} ${topic} ${summary}`.includes(wanted));
}
