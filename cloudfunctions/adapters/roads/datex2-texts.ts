import type { EventText } from '#domain/road-event';
import { type Datex2Place, descendants, first } from './datex2-location.ts';
import type { SituationRecord } from './datex2-record.ts';
import { isPlainObject } from './feed-record.ts';
import { childrenOf, textOf } from './feed-xml.ts';
import { present } from './present.ts';

/** One text per language: the records' public comments in order; without any, what the record is and where. */
export function readTexts(
  group: SituationRecord[],
  lead: SituationRecord,
  place: Datex2Place,
  fallback: string,
): EventText[] {
  const byLanguage = new Map<string, string[]>();
  for (const record of group) {
    for (const field of ['generalPublicComment', 'nonGeneralPublicComment']) {
      for (const comment of childrenOf(record.element, field)) addComment(comment, fallback, byLanguage);
    }
  }
  if (byLanguage.size === 0) {
    const what = [lead.kind, ...lead.literals].map(spoken).join(', ');
    const at = place.name ?? place.road?.name;
    return [{ lang: 'en', headline: at === undefined ? what : `${at}: ${what}` }];
  }
  return [...byLanguage].map(([lang, parts]) => {
    const description = parts.join('\n\n');
    const headline = headlineOf(description);
    return present({
      lang,
      headline,
      description: description === headline ? undefined : description,
      location: place.name,
    });
  });
}

function addComment(comment: unknown, fallback: string, byLanguage: Map<string, string[]>): void {
  if (textOf(first(comment, 'commentType')) === 'internalNote') return;
  for (const value of descendants(isPlainObject(comment) ? comment.comment : comment, 'value')) {
    const text = textOf(value);
    const lang = isPlainObject(value) && typeof value['@lang'] === 'string' ? value['@lang'] : fallback;
    const known = byLanguage.get(lang) ?? [];
    if (text !== undefined && !known.includes(text)) byLanguage.set(lang, [...known, text]);
  }
}

/** The first paragraph, or its first sentence when it is long. */
function headlineOf(text: string): string {
  const [paragraph = ''] = text.split('\n\n');
  const line = paragraph.replace(/\s+/gu, ' ').trim();
  if (line.length <= 120) return line;
  return line.split(/(?<=[.!?])\s+(?=\p{Lu})/u)[0] ?? line;
}

/** `queuingTraffic` as words. */
function spoken(literal: string): string {
  return literal.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
}
