import type { RoadEventPage } from '#contract/roads';

type Restriction = RoadEventPage['restrictions'][number];

const KINDS: Record<Restriction['kind'], string> = {
  'no-entry': '禁止驶入',
  speed: '限速',
  width: '限宽',
  height: '限高',
  length: '限长',
  'gross-weight': '限重',
  'axle-weight': '轴重限制',
  'no-overtaking': '禁止超车',
  'no-parking': '禁止停车',
  'no-towing': '禁止拖挂车',
  'no-oversize': '禁止超限车辆',
  'local-access-only': '仅限当地车辆',
  occupancy: '限乘坐人数',
  'peak-hours-only': '仅高峰时段',
  'winter-equipment': '须装防滑装置',
  'odd-even': '单双号限行',
  other: '限行',
};

const VEHICLES: Record<NonNullable<Restriction['vehicles']>[number], string> = {
  car: '小客车',
  truck: '货车',
  bus: '公交车',
  coach: '客车',
  hazmat: '危化品车',
  trailer: '挂车',
  oversize: '超限车',
  motorcycle: '摩托车',
  other: '其他车辆',
};

/** What is still allowed, in the unit of a road sign: km/h, metres, tonnes. */
function limitWords({ kind, limit }: Restriction): string {
  if (limit === undefined) return '';
  if (kind === 'speed') return `${Math.round(limit)}公里/小时`;
  if (kind === 'gross-weight' || kind === 'axle-weight') return `${Number((limit / 1000).toFixed(1))}吨`;
  if (kind === 'width' || kind === 'height' || kind === 'length') return `${Number(limit.toFixed(2))}米`;
  return kind === 'occupancy' ? `${limit}人以上` : '';
}

function oneRestriction(restriction: Restriction): string {
  if (restriction.text) return restriction.text;
  const whom = restriction.vehicles?.map((vehicle) => VEHICLES[vehicle]).join('、') ?? '';
  return `${whom}${KINDS[restriction.kind]}${limitWords(restriction)}`;
}

/** All that holds, for the event and on its roads, each once. */
export function restrictionWords({ restrictions, roads }: Pick<RoadEventPage, 'restrictions' | 'roads'>): string {
  const all = [...restrictions, ...roads.flatMap((road) => road.restrictions ?? [])];
  return [...new Set(all.map(oneRestriction))].join('；');
}

/** `共4条，关闭3条`, of the first road that says so. */
export function lanesWords(roads: RoadEventPage['roads']): string | undefined {
  const lanes = roads.find((road) => road.lanes !== undefined)?.lanes;
  if (lanes === undefined) return undefined;
  const { total, open, closed } = lanes;
  const shut = closed ?? (total !== undefined && open !== undefined ? total - open : undefined);
  const parts = [
    total === undefined ? '' : `共${total}条`,
    shut === undefined ? '' : shut === 0 ? '均可通行' : `关闭${shut}条`,
    total === undefined && shut === undefined && open !== undefined ? `开放${open}条` : '',
  ];
  return parts.filter(Boolean).join('，') || undefined;
}
