import {
  AUTHORITIES,
  CERTAINTIES,
  EVENT_STATUSES,
  ROAD_DIRECTIONS,
  ROAD_EVENT_TYPES,
  ROAD_STATES,
  SEVERITY_LEVELS,
  TRAFFIC_LEVELS,
} from '#domain/road-event';
import { termTable } from './term-table.ts';

/**
 * Words that people type into our own files, in Chinese or in the model's terms. A spreadsheet's author writes 事故 and
 * 重大, an export writes `accident` and `critical`.
 */
function vocabulary<T extends string>(terms: readonly T[], chinese: Record<string, T>): (word: string) => T | null {
  const table = termTable(chinese);
  return (word) => {
    const plain = word.trim().toLowerCase();
    return terms.find((term) => term === plain) ?? table[plain] ?? null;
  };
}

export const typeOfWord = vocabulary(ROAD_EVENT_TYPES, {
  事故: 'accident',
  交通事故: 'accident',
  障碍物: 'obstruction',
  障碍: 'obstruction',
  故障车: 'obstruction',
  危险: 'hazard',
  险情: 'hazard',
  施工: 'roadworks',
  养护施工: 'roadworks',
  管制: 'control',
  交通管制: 'control',
  封闭: 'control',
  封路: 'control',
  限行: 'restriction',
  限制通行: 'restriction',
  拥堵: 'congestion',
  缓行: 'congestion',
  恶劣天气: 'weather',
  天气: 'weather',
  路面: 'surface',
  路面异常: 'surface',
  积水: 'surface',
  结冰: 'surface',
  灾害: 'disaster',
  地质灾害: 'disaster',
  活动: 'activity',
  大型活动: 'activity',
  绕行: 'detour',
  服务: 'service',
  服务设施: 'service',
  其他: 'other',
});

/** The four grades of Chinese emergency plans: 一般, 较大, 重大, 特别重大. */
export const severityOfWord = vocabulary(SEVERITY_LEVELS, {
  未知: 'unknown',
  轻微: 'minor',
  一般: 'minor',
  较大: 'moderate',
  重大: 'major',
  严重: 'major',
  特别重大: 'critical',
  特别严重: 'critical',
});

export const statusOfWord = vocabulary(EVENT_STATUSES, {
  计划: 'planned',
  预告: 'planned',
  未开始: 'planned',
  进行中: 'active',
  生效: 'active',
  有效: 'active',
  暂停: 'suspended',
  已结束: 'ended',
  结束: 'ended',
  已恢复: 'ended',
  已解除: 'ended',
  取消: 'cancelled',
  已取消: 'cancelled',
});

export const stateOfWord = vocabulary(ROAD_STATES, {
  封闭: 'closed',
  双向封闭: 'closed',
  全封闭: 'closed',
  全线封闭: 'closed',
  中断: 'closed',
  间断放行: 'intermittent',
  交替通行: 'alternating',
  借道通行: 'alternating',
  占道: 'some-lanes-closed',
  占用车道: 'some-lanes-closed',
  部分车道封闭: 'some-lanes-closed',
  可通行: 'open',
  正常: 'open',
  畅通: 'open',
  未知: 'unknown',
});

export const trafficOfWord = vocabulary(TRAFFIC_LEVELS, {
  畅通: 'free',
  缓行: 'slow',
  拥堵: 'congested',
  严重拥堵: 'blocked',
});

export const directionOfWord = vocabulary(ROAD_DIRECTIONS, {
  双向: 'both',
  全线: 'both',
  上行: 'increasing',
  下行: 'decreasing',
  向东: 'e',
  向南: 's',
  向西: 'w',
  向北: 'n',
});

export const certaintyOfWord = vocabulary(CERTAINTIES, { 已核实: 'observed', 可能: 'possible', 很可能: 'likely' });

export const authorityOfWord = vocabulary(AUTHORITIES, { 官方: 'official', 权威: 'authoritative', 用户: 'user' });

/** Columns of our own CSV, by what may stand in its first line. */
export const COLUMNS = termTable<string>({
  编号: 'id',
  事件编号: 'id',
  类型: 'type',
  事件类型: 'type',
  细类: 'subtypes',
  等级: 'severity',
  严重程度: 'severity',
  状态: 'status',
  标题: 'headline',
  说明: 'description',
  描述: 'description',
  提示: 'advice',
  道路编号: 'roadCode',
  路线编号: 'roadCode',
  道路: 'roadName',
  道路名称: 'roadName',
  路线名称: 'roadName',
  方向: 'direction',
  桩号: 'stake',
  起点: 'from',
  终点: 'to',
  通行状态: 'state',
  交通状态: 'traffic',
  经度: 'lon',
  纬度: 'lat',
  坐标系: 'datum',
  开始时间: 'start',
  结束时间: 'end',
  预计结束时间: 'end',
  更新时间: 'updated',
  发布时间: 'created',
  失效时间: 'expires',
  行政区划代码: 'adcode',
  绕行: 'detour',
  绕行路线: 'detour',
  发布单位: 'publisher',
  链接: 'url',
  国标代码: 'standardCode',
});
