import type { Sign } from '#components/road-sign';
import type { OfficerEvent } from '#contract/desk-roads';

type EventType = OfficerEvent['type'];
type RoadState = NonNullable<OfficerEvent['road']>['state'];

interface TypeChoice {
  id: EventType;
  name: string;
  sign: Sign;
  /** How a headline says it. */
  says: string;
}

/** What happens on a road, the most frequent first; the first eight are the big buttons. */
export const TYPE_CHOICES: readonly TypeChoice[] = [
  { id: 'accident', name: '事故', sign: 'warning', says: '发生事故' },
  { id: 'roadworks', name: '施工', sign: 'works', says: '道路施工' },
  { id: 'control', name: '管制', sign: 'ban', says: '交通管制' },
  { id: 'congestion', name: '拥堵', sign: 'warning', says: '车流拥堵' },
  { id: 'weather', name: '天气', sign: 'warning', says: '恶劣天气' },
  { id: 'surface', name: '路面', sign: 'warning', says: '路面异常' },
  { id: 'obstruction', name: '路障', sign: 'warning', says: '路上有障碍物' },
  { id: 'disaster', name: '灾害', sign: 'warning', says: '发生灾害' },
  { id: 'hazard', name: '险情', sign: 'warning', says: '路上有险情' },
  { id: 'restriction', name: '限行', sign: 'ban', says: '车辆限行' },
  { id: 'activity', name: '活动', sign: 'info', says: '大型活动' },
  { id: 'detour', name: '绕行', sign: 'info', says: '需要绕行' },
  { id: 'service', name: '服务', sign: 'info', says: '服务设施变化' },
  { id: 'other', name: '其他', sign: 'info', says: '路况提示' },
];

export const STATE_CHOICES: readonly { id: Exclude<RoadState, 'unknown'>; name: string; says: string }[] = [
  { id: 'closed', name: '封闭', says: '道路封闭' },
  { id: 'some-lanes-closed', name: '占用部分车道', says: '占用部分车道' },
  { id: 'alternating', name: '交替通行', says: '双向交替通行' },
  { id: 'intermittent', name: '间断放行', says: '间断放行' },
  { id: 'open', name: '可通行', says: '可以通行' },
];

export const SEVERITY_CHOICES: readonly { id: OfficerEvent['severity']; name: string }[] = [
  { id: 'minor', name: '影响小' },
  { id: 'moderate', name: '影响较大' },
  { id: 'major', name: '影响大' },
  { id: 'critical', name: '影响严重' },
];

/** Until when, from now, in minutes; `midnight` is the end of the day in China. */
export const UNTIL_CHOICES = [
  { id: '30', name: '30 分钟' },
  { id: '60', name: '1 小时' },
  { id: '120', name: '2 小时' },
  { id: '240', name: '4 小时' },
  { id: 'midnight', name: '到今天 24 时' },
  { id: 'open', name: '待定' },
] as const;

export type UntilChoice = (typeof UNTIL_CHOICES)[number]['id'];
