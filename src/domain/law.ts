/** An article of a law, in our own words. */
export interface LawArticle {
  /** As it is cited: `第九十一条`; a standard's clause `GB 5768.2`. */
  article: string;
  topic: string;
  summary: string;
  /** ISO 8601 date, where the article's present text is younger than the law. */
  inForceFrom?: string;
}

/** A law, regulation or standard, as the database keeps it in collection `laws`. Dates are ISO 8601 dates in China. */
export interface LawDocument {
  _id: string;
  title: string;
  shortTitle: string;
  /** The number under which it was published. */
  number: string;
  issuer: string;
  inForceFrom: string;
  /** From when the text as last amended applies. */
  amendedFrom?: string;
  /** The last day on which it held; null while it holds. */
  inForceTo: string | null;
  officialLink: string;
  articles: LawArticle[];
}

/** Bytes of a law's articles as JSON: a reader gets a law whole, and WeChat hands on no answer of more than 1 MB. */
export const MOST_LAW_BYTES = 800_000;

/** A citation: which article of which law. */
export interface LawReference {
  /** The law's id. */
  law: string;
  article: string;
}

/** A citation as one text, for an index. */
export function lawKey({ law, article }: LawReference): string {
  return `${law}#${article}`;
}

/** The article in the place of the one of its name, else at the end. */
export function withArticle(articles: readonly LawArticle[], article: LawArticle): LawArticle[] {
  const isKnown = articles.some((one) => one.article === article.article);
  return isKnown ? articles.map((one) => (one.article === article.article ? article : one)) : [...articles, article];
}
