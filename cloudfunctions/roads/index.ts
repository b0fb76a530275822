import { roadsContract } from '#contract/roads';
import { serve } from '#functions/shared/serve';
import { getEvent } from './get-event.ts';
import { getHolidayGuide, listHolidayGuides } from './holiday-guides.ts';
import { listEvents } from './list-events.ts';
import { listEventsForRegions } from './list-events-for-regions.ts';
import { listEventsInView } from './list-events-in-view.ts';
import { listNearby } from './list-nearby.ts';
import { listRevisions } from './list-revisions.ts';
import { listRoads } from './list-roads.ts';

export const main = serve(
  roadsContract,
  {
    listEvents,
    listEventsInView,
    listNearby,
    listEventsForRegions,
    getEvent,
    listRevisions,
    listRoads,
    listHolidayGuides,
    getHolidayGuide,
  },
  { prefetched: 'listEvents' },
);
