import type { RoadsContract } from '#contract/roads';
import { AppError } from '#domain/app-error';
import type { HolidayGuideDocument } from '#domain/holiday-guide';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

const guides = () => collection<HolidayGuideDocument>('holiday-guides');

const MOST_GUIDES = 20;

export const listHolidayGuides: Handlers<RoadsContract>['listHolidayGuides'] = async (_, { now }) => {
  const found = await guides()
    .where({ to: command.gt(now.toISOString()) })
    .orderBy('to', 'asc')
    .limit(MOST_GUIDES)
    .field({ _id: true, name: true, publisher: true, from: true, to: true })
    .get();
  return { guides: found.data.map(({ _id, ...guide }) => ({ id: _id, ...guide })) };
};

export const getHolidayGuide: Handlers<RoadsContract>['getHolidayGuide'] = async ({ id }) => {
  const { data: guide } = await guides().doc(id).get();
  if (guide === null) throw new AppError('not_found', `no holiday guide ${id}`);
  return { ...guide, id };
};
