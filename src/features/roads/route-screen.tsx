import { View } from '@tarojs/components';
import { Fragment } from 'react';
import { ReadAloud } from '#components/read-aloud';
import { StatePanel } from '#components/state-panel';
import { WideButton } from '#components/wide-button';
import type { KeptRoute } from '#domain/saved-route';
import { usePullDownRefresh } from '#platform/lifecycle';
import { endPullDownRefresh, leavePage, openPage } from '#platform/navigation';
import { EventList } from './event-list.tsx';
import type { EventOnRoute } from './route-check.ts';
import { useSavedRoutes } from './route-store.ts';
import { RouteSummary } from './route-summary.tsx';
import { headlineOf, legWords, placeWords, regionsWords } from './route-words.ts';
import { spokenRoute } from './spoken-words.ts';
import { useRouteCheck } from './use-route-check.ts';
import './route-list.scss';
import './route-screen.scss';

/** Flat: Taro draws what lies deeper than eight levels by another, dearer way. */
function EventsOnRoute({ events }: { events: readonly EventOnRoute[] }) {
  return events.map((event) => (
    <Fragment key={event.summary.id}>
      <View className="on-route">{placeWords(event)}</View>
      <EventList events={[event.summary]} />
    </Fragment>
  ));
}

function RouteView({ route }: { route: KeptRoute }) {
  const answer = useRouteCheck(route);
  const { data, failure, retry } = answer;
  usePullDownRefresh(() => {
    retry();
    endPullDownRefresh();
  });
  return (
    <View className="route-page">
      <View className="route-page__head">
        <View className="route-page__name">{route.name}</View>
        <View className="route-row__legs">{route.legs.map(legWords).join(' → ')}</View>
        <RouteSummary answer={answer} remarks />
        {data !== undefined && (
          <ReadAloud
            text={() => {
              const now = new Date();
              const events = data.now.map(({ summary }) => summary);
              return spokenRoute(headlineOf(data, now).words, events, now);
            }}
          />
        )}
      </View>
      {data !== undefined && (
        <>
          <EventsOnRoute events={data.now} />
          {data.later.length > 0 && <View className="route-page__heading">尚未开始</View>}
          <EventsOnRoute events={data.later} />
        </>
      )}
      {(data !== undefined || failure !== undefined) && (
        // Below what is on the route, so after it: what stands first would be pushed away under the finger.
        <>
          <View className="routes__create">
            <WideButton kind="quiet" onClick={() => openPage('/pages/roads/route-edit', { id: route.id })}>
              修改路线
            </WideButton>
          </View>
          <View className="routes__promise">{`查路况时只问这些省份：${regionsWords(route.regions)}。路线只存在这部手机上。`}</View>
        </>
      )}
    </View>
  );
}

/** One route before leaving: what lies on it, in the order in which it is met. */
export function RouteScreen({ id }: { id: string }) {
  const route = useSavedRoutes().find((known) => known.id === id);
  if (route === undefined) {
    return (
      <StatePanel
        sign="empty"
        title="这部手机上没有这条路线"
        hint="路线只存在保存它的手机上，可能已被删除。"
        action={{ label: '返回', run: leavePage }}
      />
    );
  }
  return <RouteView route={route} />;
}
