import { Practice } from './practice.tsx';
import { readRelatedQuery } from './related-query.ts';

/** The three questions of an article or a road event, by the address that leads to them; see `readRelatedQuery`. */
export function RelatedQuestions({ query }: { query: Partial<Record<string, string>> }) {
  return <Practice plan={{ mode: 'related', ...readRelatedQuery(query) }} title="相关题目" />;
}
