import { EntrySigns } from '#components/entry-signs';

const ENTRIES = [{ page: 'roads/guides', name: '假日出行', says: '假日出行提示' }] as const;

export function BoardEntries() {
  return <EntrySigns entries={ENTRIES} />;
}
