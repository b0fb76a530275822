import type { RoadsContract } from '#contract/roads';
import { cloudFunction } from '#platform/cloud';

export const roads = cloudFunction<RoadsContract>('roads');
