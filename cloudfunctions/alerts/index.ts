import { alertsContract } from '#contract/alerts';
import { serve } from '#functions/shared/serve';
import { addAlertGrants, listAlertSubscriptions, subscribeAlerts, unsubscribeAlerts } from './subscriptions.ts';

export const main = serve(alertsContract, {
  subscribeAlerts,
  addAlertGrants,
  listAlertSubscriptions,
  unsubscribeAlerts,
});
