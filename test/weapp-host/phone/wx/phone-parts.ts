import type { Frame } from '../frame.ts';
import type { PageStack } from '../page-stack.ts';
import type { Answers, PhoneSettings, WeappPackage } from '../settings.ts';
import type { Bell } from './call.ts';

/** What the APIs work on. */
export interface PhoneParts {
  readonly settings: PhoneSettings;
  readonly weapp: WeappPackage;
  readonly stack: PageStack;
  readonly frame: Frame;
  readonly answers: Answers;
  /** Moments' single-page mode. */
  readonly single: boolean;
  readonly network: { offline: boolean; readonly changed: Bell<{ isConnected: boolean; networkType: string }> };
}

export const SINGLE_PAGE_SCENE = 1154;
