import type { ActionOutput } from '#contract/action';
import type { AlertsContract } from '#contract/alerts';
import { cloudFunction } from '#platform/cloud';

export const alerts = cloudFunction<AlertsContract>('alerts');

export type KnownAlerts = ActionOutput<AlertsContract, 'listAlertSubscriptions'>;
export type AlertSubscription = KnownAlerts['subscriptions'][number];
