import { useState } from 'react';
import { RegionPicker } from '#components/region-picker';
import { useKeptValue } from '#platform/kept-value';
import { BoardEntries } from './board-entries.tsx';
import { NO_FILTER } from './event-filter.ts';
import { EventFilters } from './event-filters.tsx';
import { EventsView } from './events-view.tsx';

/** What is going on on the roads: the worst first, closures and trucks' restrictions one tap away. */
export function RoadsBoard() {
  const [region, setRegion] = useKeptValue('roads-region', '');
  const [filter, setFilter] = useState(NO_FILTER);
  return (
    <>
      <BoardEntries />
      <RegionPicker region={region} everywhere="全国" onChoose={setRegion} />
      <EventFilters filter={filter} onChange={setFilter} />
      <EventsView query={{ region, filter }} />
    </>
  );
}
