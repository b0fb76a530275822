import { EntrySigns } from '#components/entry-signs';

const ENTRIES = [
  { page: 'news/hall', name: '大厅', says: '微发布大厅，各地交警' },
  { page: 'news/search', name: '搜索', says: '搜索资讯' },
  { page: 'news/rumour', name: '辟谣', says: '辟谣查证' },
  { page: 'news/answers', name: '问答', says: '你问我答' },
  { page: 'news/laws', name: '法规', says: '法律法规库' },
] as const;

export function HallEntries() {
  return <EntrySigns entries={ENTRIES} />;
}
