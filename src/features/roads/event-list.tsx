import { View } from '@tarojs/components';
import { memo } from 'react';
import { RoadSign } from '#components/road-sign';
import type { RoadEventSummary } from '#contract/roads';
import { openPage } from '#platform/navigation';
import { mayBeOver, SEVERITY_NAMES, signOf, TYPE_NAMES, untilWords } from './road-words.ts';
import './event-list.scss';

interface RowProps {
  event: RoadEventSummary;
  now: Date;
  /** How far away, in words. */
  distance?: string;
}

export function EventRow({ event, now, distance }: RowProps) {
  const until = untilWords(event, now);
  const isDoubtful = mayBeOver(event, now);
  const quiet = event.state === 'over' || isDoubtful;
  return (
    <View
      className={quiet ? 'event event--quiet' : 'event'}
      hoverClass="event--pressed"
      ariaRole="button"
      onClick={() => openPage('/pages/roads/event', { id: event.id })}
    >
      <RoadSign sign={signOf(event)} />
      <View className="event__words">
        <View className="event__where">{event.where}</View>
        <View className="event__what">{event.what}</View>
        <View className="event__facts">
          {event.closed && <View className="event__closed">全线封闭</View>}
          {event.trucks && <View className="event__trucks">货车注意</View>}
          {`${distance === undefined ? '' : `${distance} · `}${TYPE_NAMES[event.type]} · ${SEVERITY_NAMES[event.severity]} · ${until}${isDoubtful ? ' · 可能已结束' : ''}`}
        </View>
        {event.detour && <View className="event__detour">{`绕行：${event.detour}`}</View>}
      </View>
    </View>
  );
}

/** One page of events; drawn once. */
export const EventList = memo(function EventList({ events }: { events: readonly RoadEventSummary[] }) {
  const now = new Date();
  return (
    <View>
      {events.map((event) => (
        <EventRow key={event.id} event={event} now={now} />
      ))}
    </View>
  );
});
