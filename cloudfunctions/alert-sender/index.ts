import { serveTimers } from '#functions/shared/timer';
import { sendAlerts } from './send-alerts.ts';

/** Alone, because its timer must be uploaded from DevTools to have a token for WeChat's calls; see docs/deploy.md. */
export const main = serveTimers('alert-sender', { sendAlerts });
