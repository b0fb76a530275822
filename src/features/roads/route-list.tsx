import { View } from '@tarojs/components';
import { StatePanel } from '#components/state-panel';
import { WideButton } from '#components/wide-button';
import { type KeptRoute, MOST_ROUTES } from '#domain/saved-route';
import { openPage } from '#platform/navigation';
import { useSavedRoutes } from './route-store.ts';
import { RouteSummary } from './route-summary.tsx';
import { legWords } from './route-words.ts';
import { useRouteCheck } from './use-route-check.ts';
import './route-list.scss';

function RouteRow({ route }: { route: KeptRoute }) {
  const answer = useRouteCheck(route);
  return (
    <View
      className="route-row"
      hoverClass="route-row--pressed"
      ariaRole="button"
      onClick={() => openPage('/pages/roads/route', { id: route.id })}
    >
      <View className="route-row__name">{route.name}</View>
      <View className="route-row__legs">{route.legs.map(legWords).join(' → ')}</View>
      <RouteSummary answer={answer} />
    </View>
  );
}

/** The driver's routes, each with what goes on on it. */
export function RouteList() {
  const routes = useSavedRoutes();
  const isFull = routes.length >= MOST_ROUTES;
  const create = () => openPage('/pages/roads/route-edit');
  return (
    <View className="routes">
      {routes.map((route) => (
        <RouteRow key={route.id} route={route} />
      ))}
      {routes.length === 0 && (
        <StatePanel
          sign="empty"
          title="还没有保存路线"
          hint="把常走的路存下来，出发前看一眼沿途的封闭、事故和施工。"
          action={{ label: '新建路线', run: create }}
        />
      )}
      {routes.length > 0 && !isFull && (
        <View className="routes__create">
          <WideButton onClick={create}>新建路线</WideButton>
        </View>
      )}
      {isFull && <View className="routes__promise">{`最多保存 ${MOST_ROUTES} 条路线，删除一条后可以再建。`}</View>}
      <View className="routes__promise">路线只存在这部手机上。查路况时只问沿途的省份，路线本身不会发出去。</View>
    </View>
  );
}
