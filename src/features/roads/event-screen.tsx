import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { ReadAloud } from '#components/read-aloud';
import { RoadSign } from '#components/road-sign';
import type { RoadEventPage } from '#contract/roads';
import { clockTime } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { useLateReturn } from '#platform/leaving';
import { leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { EventFacts } from './event-facts.tsx';
import { EventPapers } from './event-papers.tsx';
import { EventPlace } from './event-place.tsx';
import { SEVERITY_NAMES, signOf, TYPE_NAMES } from './road-words.ts';
import { roads } from './roads-cloud.ts';
import { spokenEvent } from './spoken-words.ts';
import './event-screen.scss';

/** Whether it still holds: the first thing that somebody who got a link wants to know. */
function stateOf(event: RoadEventPage, now: Date): { words: string; look: 'holds' | 'over' | 'doubt' } {
  if (event.cancelled) return { words: '已取消', look: 'over' };
  if (event.state === 'over') {
    return { words: `已恢复${event.endedAt ? `（${clockTime(event.endedAt, now)}）` : ''}`, look: 'over' };
  }
  if (event.visibility === 'fading') return { words: '很久没有新消息，可能已经结束', look: 'doubt' };
  const { until } = event.summary;
  if (until !== undefined && Date.parse(until) <= now.getTime()) {
    // The cloud would have said so; this is an answer that the phone kept.
    return { words: '已过结束时间，可能已经结束', look: 'doubt' };
  }
  if (event.state === 'planned') return { words: '尚未开始', look: 'doubt' };
  if (event.state === 'resting') return { words: '目前在间歇，到时段内恢复', look: 'doubt' };
  return { words: '正在影响通行', look: 'holds' };
}

function EventView({ event }: { event: RoadEventPage }) {
  const now = new Date();
  const text = event.texts[0];
  const state = stateOf(event, now);
  return (
    <View className="event-page">
      <View className="event-page__head">
        <RoadSign sign={signOf({ type: event.type, closed: event.summary.closed })} />
        <View className="event-page__where">{event.summary.where}</View>
      </View>
      <View className={`event-page__${state.look}`}>{state.words}</View>
      <View className="event-page__what">{text?.headline ?? event.summary.what}</View>
      {text?.description && <View className="event-page__text">{text.description}</View>}
      {text?.advice && <View className="event-page__advice">{text.advice}</View>}
      <View className="event-page__aloud">
        <ReadAloud text={() => spokenEvent(event, state.words, new Date())} />
      </View>
      <EventFacts event={event} now={now} />
      <EventPlace event={event} />
      <EventPapers event={event} />
      <View className="event-page__source">
        {`${event.publisher.name} · 第${event.revision}版，${clockTime(event.changedAt, now)} 更新 · 数据来自${event.source.name}，${clockTime(event.confirmedAt, now)} 确认`}
      </View>
      {event.revision > 1 && (
        <View
          className="event-page__link"
          ariaRole="link"
          onClick={() => openPage('/pages/roads/history', { id: event.id })}
        >
          查看变化过程
        </View>
      )}
    </View>
  );
}

/** One event as it is now, ready to be sent on. */
export function EventScreen({ id }: { id: string }) {
  const answer = useAnswer(`event:${id}`, () => roads('getEvent', { id }));
  const { data } = answer;
  useLateReturn(answer, answer.retry);
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
