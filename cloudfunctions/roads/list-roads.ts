import type { RoadsContract } from '#contract/roads';
import { EXPRESSWAYS } from '#functions/shared/expressways';
import type { Handlers } from '#functions/shared/serve';

export const listRoads: Handlers<RoadsContract>['listRoads'] = async ({ text }) => {
  const wanted = text?.normalize('NFKC').toUpperCase().replace(/\s/gu, '');
  const roads = EXPRESSWAYS.filter(
    ({ code, name }) => wanted === undefined || code.startsWith(wanted) || name.includes(wanted),
  );
  return { roads: [...roads] };
};
