import { useAnswer } from '#platform/answer';
import { EmergencyBanner } from './emergency-banner.tsx';
import { news } from './news-cloud.ts';

/** The emergency banner on a page that has no feed of everything to bring it. A courtesy there: without an answer there is none. */
export function SiteBanner() {
  const { data } = useAnswer('banner', () => news('getBanner', {}));
  return <EmergencyBanner banner={data?.banner} />;
}
