/**
 * What drivers ask most of the collections that grow, among the documents of `many-documents.ts`: `<function>.<action>` and
 * its input. No answer is empty.
 */
export const QUESTIONS: readonly (readonly [action: string, input: object])[] = [
  ['news.listPosts', {}],
  ['news.listPosts', { channel: 'tips' }],
  ['news.listPosts', { agencies: ['agency-1', 'agency-2', 'agency-3'] }],
  ['news.listPosts', { region: '130000' }],
  // Far down the list, where a database that skips would have read it all.
  ['news.listPosts', { cursor: '2026-10-20' }],
  ['news.getPost', { id: 'post-00000007' }],
  ['news.lookUpPosts', { ids: ['post-00000001', 'post-00000500', 'post-00000900'] }],
  ['news.readOn', { id: 'post-00000007' }],
  ['news.searchPosts', { query: '雨天行车' }],
  ['news.suggestSearches', { text: '雨天行车' }],
  ['news.listPostsOfArticle', { law: 'road-traffic-safety-law', article: '第91条' }],
  ['roads.listEvents', {}],
  ['roads.listEvents', { region: '110000' }],
  ['roads.listEvents', { road: 'G4' }],
  ['roads.listEvents', { only: ['full-closures'] }],
  ['roads.listEventsInView', { bounds: [110, 30, 114, 34] }],
  ['roads.listNearby', { at: [110, 30], metres: 100_000 }],
  ['roads.listEventsForRegions', { regions: ['110000', '530000'] }],
  ['roads.getEvent', { id: '0000000000000007' }],
  ['roads.listRevisions', { id: '0000000000000007' }],
];
