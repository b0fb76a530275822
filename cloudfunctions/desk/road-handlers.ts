import type { DeskRoadContract } from '#contract/desk-roads';
import type { Handlers } from '#functions/shared/serve';
import { ingestRoadDocument } from './road-documents.ts';
import { closeEvent, listDutyEvents, publishEvent, updateEvent } from './road-events.ts';
import { listRoadFeeds, saveRoadFeeds } from './road-feeds.ts';
import { saveHolidayGuide } from './road-holiday-guide.ts';
import { parseNotice } from './road-notice.ts';

/** The desk's handlers about road conditions. */
export const roadHandlers: Handlers<DeskRoadContract> = {
  saveRoadFeeds,
  listRoadFeeds,
  ingestRoadDocument,
  publishEvent,
  updateEvent,
  closeEvent,
  listDutyEvents,
  saveHolidayGuide,
  parseNotice,
};
