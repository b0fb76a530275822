import { View } from '@tarojs/components';
import type { RoadEventPage } from '#contract/roads';
import { formatStakeRange } from '#domain/stake';
import { lanesWords, restrictionWords } from './restriction-words.ts';
import { futureTime, SEVERITY_NAMES, TYPE_NAMES } from './road-words.ts';

const ROAD_STATE_NAMES: Record<RoadEventPage['effect']['roadState'], string> = {
  closed: '封闭',
  intermittent: '间断放行',
  alternating: '交替放行',
  'some-lanes-closed': '部分车道封闭',
  open: '可以通行',
  unknown: '',
};

const TRAFFIC_NAMES: Record<NonNullable<RoadEventPage['effect']['traffic']>, string> = {
  free: '畅通',
  slow: '缓行',
  congested: '拥堵',
  blocked: '严重拥堵',
};

function roadWords(road: RoadEventPage['roads'][number]): string {
  const stretch = [road.from, road.to].filter(Boolean).join('—');
  const parts = [road.code, road.name, road.directionText, stretch, road.stake && formatStakeRange(road.stake)];
  return parts.filter(Boolean).join(' ');
}

function minutesWords(seconds: number): string {
  return `约${Math.max(1, Math.round(seconds / 60))}分钟`;
}

function lengthWords(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)}米` : `${(metres / 1000).toFixed(1)}公里`;
}

/** The way round in Chinese, where there is Chinese. */
function detourWords({ detour }: RoadEventPage): string | undefined {
  return detour?.texts.find(({ lang }) => lang.startsWith('zh'))?.text ?? detour?.texts[0]?.text;
}

/** What is known, as label and words; what is not known is not there. */
function factsOf(event: RoadEventPage, now: Date): [label: string, words: string][] {
  const { effect, schedule } = event;
  const facts: [string, string | undefined][] = [
    ['类型', `${TYPE_NAMES[event.type]} · ${SEVERITY_NAMES[event.severity.level]}`],
    ['道路', event.roads.map(roadWords).filter(Boolean).join('；')],
    [
      '通行',
      [ROAD_STATE_NAMES[effect.roadState], effect.traffic && TRAFFIC_NAMES[effect.traffic]].filter(Boolean).join('，'),
    ],
    ['延误', effect.delaySeconds === undefined ? undefined : minutesWords(effect.delaySeconds)],
    ['排队', effect.queueMetres === undefined ? undefined : lengthWords(effect.queueMetres)],
    ['开始', schedule.start === null ? undefined : futureTime(schedule.start, now)],
    [
      '结束',
      schedule.end === null ? undefined : `${schedule.endEstimated ? '预计 ' : ''}${futureTime(schedule.end, now)}`,
    ],
    ['车道', lanesWords(event.roads)],
    ['限制', restrictionWords(event)],
    ['绕行', detourWords(event)],
    ['下次更新', event.nextUpdate === undefined ? undefined : futureTime(event.nextUpdate, now)],
    ['电话', event.publisher.contact],
  ];
  return facts.flatMap(([label, words]) => (words ? [[label, words] as [string, string]] : []));
}

export function EventFacts({ event, now }: { event: RoadEventPage; now: Date }) {
  return (
    <View className="event-page__facts">
      {factsOf(event, now).map(([label, words]) => (
        <View key={label} className="event-page__fact">
          <View className="event-page__label">{label}</View>
          <View className="event-page__words">{words}</View>
        </View>
      ))}
    </View>
  );
}
