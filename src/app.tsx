import type { PropsWithChildren } from 'react';
import { startCloud } from '#platform/cloud';
import { useLaunch } from '#platform/lifecycle';
import { readPrefetched } from '#platform/prefetch';
import { watchPrivacy } from '#platform/privacy';
import { watchForUpdates } from './platform/updates';
import './app.scss';

/** What the functions hand to WeChat ahead of time, and the first screens that it is for. */
const FIRST_SCREENS = { 'news.listPosts': 'feed:all', 'roads.listEvents': 'events::' };

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    startCloud();
    readPrefetched(FIRST_SCREENS);
    watchPrivacy();
    watchForUpdates();
  });
  return children;
}
