import type { MeContract } from '#contract/me';
import { cloudFunction } from '#platform/cloud';

export const me = cloudFunction<MeContract>('me');
