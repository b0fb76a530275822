import { EntrySigns } from '#components/entry-signs';
import { FirstRoute } from './first-route.tsx';

const ENTRIES = [
  { page: 'roads/map', name: '地图', says: '在地图上看路况' },
  { page: 'roads/nearby', name: '附近', says: '附近的路况' },
  { page: 'roads/find', name: '查路', says: '按道路或地点查路况' },
  { page: 'roads/routes', name: '我的路线', says: '我的路线：出发前看沿途路况' },
  { page: 'roads/alerts', name: '提醒', says: '路况提醒' },
  { page: 'roads/guides', name: '假日出行', says: '假日出行提示' },
] as const;

export function BoardEntries() {
  return (
    <>
      <EntrySigns entries={ENTRIES} />
      <FirstRoute />
    </>
  );
}
