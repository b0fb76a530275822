import type { LawReference } from '#domain/law';

/** What one call of `listRelated` takes. */
const MOST_LAWS = 10;
const MOST_CHAPTERS = 5;

const partsOf = (text: string | undefined) => (text ?? '').split(',').filter((part) => part !== '');

/** The address of related questions, read: `laws=road-traffic-safety-law:第九十一条,…` and `chapters=alcohol,…`. */
export function readRelatedQuery(query: Partial<Record<string, string>>): { laws: LawReference[]; chapters: string[] } {
  const laws = partsOf(query.laws).flatMap((part) => {
    const colon = part.indexOf(':');
    return colon < 1 || colon === part.length - 1
      ? []
      : [{ law: part.slice(0, colon), article: part.slice(colon + 1) }];
  });
  return { laws: laws.slice(0, MOST_LAWS), chapters: partsOf(query.chapters).slice(0, MOST_CHAPTERS) };
}
