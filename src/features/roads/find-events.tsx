import { View } from '@tarojs/components';
import { useState } from 'react';
import { Chips } from '#components/chips';
import { SearchBar } from '#components/search-bar';
import { normalizeRoadCode } from '#domain/road-code';
import { useAnswer } from '#platform/answer';
import { useSharing } from '#platform/share';
import { NO_FILTER } from './event-filter.ts';
import { EventFilters } from './event-filters.tsx';
import { EventsView } from './events-view.tsx';
import { roads } from './roads-cloud.ts';
import type { EventsQuery } from './use-events.ts';
import './find-events.scss';

const LONGEST = 40;
const MOST_ROADS = 6;

/** A road's number asks for the road; anything else for what names it. */
function queryFor(text: string): Pick<EventsQuery, 'road' | 'text'> {
  const code = normalizeRoadCode(text);
  return code === null ? { text } : { road: code };
}

/** Expressways whose number or name begins so, to be tapped instead of typed. */
function NamedRoads({ text, onChoose }: { text: string; onChoose(code: string): void }) {
  const { data } = useAnswer(`roads:${text}`, () => roads('listRoads', text === '' ? {} : { text }));
  const named = data?.roads.slice(0, MOST_ROADS) ?? [];
  if (named.length === 0) return <View />;
  return (
    <View>
      <View className="find__label">{text === '' ? '国家高速' : '您要找的是'}</View>
      <Chips choices={named.map(({ code, name }) => ({ id: code, name: `${code} ${name}` }))} onSelect={onChoose} />
    </View>
  );
}

/** Road conditions of one road or place. */
export function FindEvents({ initial }: { initial: string }) {
  const [asked, setAsked] = useState(initial.slice(0, LONGEST));
  const [filter, setFilter] = useState(NO_FILTER);
  useSharing(() => ({
    title: asked === '' ? '查一条路的路况' : `${asked} 的路况`,
    path: '/pages/roads/find',
    query: `q=${encodeURIComponent(asked)}`,
  }));
  return (
    <>
      <SearchBar
        key={asked}
        placeholder="路名、编号或地点，如 G4、鹿寨"
        initial={asked}
        maxLength={LONGEST}
        onSearch={setAsked}
        offersGuard
      />
      {asked === '' ? (
        <NamedRoads text="" onChoose={setAsked} />
      ) : (
        <>
          <EventFilters filter={filter} onChange={setFilter} />
          <EventsView query={{ ...queryFor(asked), filter }} />
        </>
      )}
    </>
  );
}
