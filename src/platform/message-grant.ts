/**
 * What came of asking for one message. `rejected`: the driver said no; `banned`: the template was taken from us, or the
 * driver said no for ever; `switched-off`: messages of this mini program are off in WeChat's settings.
 */
export type GrantOutcome = 'accepted' | 'rejected' | 'banned' | 'switched-off' | 'failed';
