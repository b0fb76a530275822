import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { RoadSign } from '#components/road-sign';
import type { RoadEventPage } from '#contract/roads';
import { clockTime } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { leavePage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { EventFacts } from './event-facts.tsx';
import { SEVERITY_NAMES, signOf, TYPE_NAMES } from './road-words.ts';
import { roads } from './roads-cloud.ts';
import './event-screen.scss';

/** Whether it still holds: the first thing that somebody who got a link wants to know. */
function StateLine({ event, now }: { event: RoadEventPage; now: Date }) {
  if (event.cancelled) return <View className="event-page__over">已取消</View>;
  if (event.state === 'over') {
    return (
      <View className="event-page__over">{`已恢复${event.endedAt ? `（${clockTime(event.endedAt, now)}）` : ''}`}</View>
    );
  }
  if (event.visibility === 'fading') return <View className="event-page__doubt">很久没有新消息，可能已经结束</View>;
  if (event.state === 'planned') return <View className="event-page__doubt">尚未开始</View>;
  if (event.state === 'resting') return <View className="event-page__doubt">目前在间歇，到时段内恢复</View>;
  return <View className="event-page__holds">正在影响通行</View>;
}

function EventView({ event }: { event: RoadEventPage }) {
  const now = new Date();
  const text = event.texts[0];
  return (
    <View className="event-page">
      <View className="event-page__head">
        <RoadSign sign={signOf({ type: event.type, closed: event.summary.closed })} />
        <View className="event-page__where">{event.summary.where}</View>
      </View>
      <StateLine event={event} now={now} />
      <View className="event-page__what">{text?.headline ?? event.summary.what}</View>
      {text?.description && <View className="event-page__text">{text.description}</View>}
      {text?.advice && <View className="event-page__advice">{text.advice}</View>}
      <EventFacts event={event} now={now} />
      <View className="event-page__source">
        {`${event.publisher.name} · 第${event.revision}版，${clockTime(event.changedAt, now)} 更新 · 数据来自${event.source.name}，${clockTime(event.confirmedAt, now)} 确认`}
      </View>
    </View>
  );
}

/** One event as it is now, ready to be sent on. */
export function EventScreen({ id }: { id: string }) {
  const answer = useAnswer(`event:${id}`, () => roads('getEvent', { id }));
  const { data } = answer;
  useSharing(() => ({
    title:
      data === undefined
        ? '路况：交通安全微发布'
        : `${data.summary.where}：${data.summary.what || `${TYPE_NAMES[data.type]}，${SEVERITY_NAMES[data.severity.level]}`}`,
    path: '/pages/roads/event',
    query: `id=${encodeURIComponent(id)}`,
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '回到首页', run: leavePage }}>
      {(event) => <EventView event={event} />}
    </Answered>
  );
}
