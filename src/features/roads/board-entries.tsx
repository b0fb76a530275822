import { EntrySigns } from '#components/entry-signs';

const ENTRIES = [
  { page: 'roads/routes', name: '我的路线', says: '我的路线：出发前看沿途路况' },
  { page: 'roads/guides', name: '假日出行', says: '假日出行提示' },
] as const;

export function BoardEntries() {
  return <EntrySigns entries={ENTRIES} />;
}
