import { View } from '@tarojs/components';
import { useState } from 'react';
import { clockTime } from '#domain/china-time';
import { useDidShow } from '#platform/lifecycle';
import { openPage } from '#platform/navigation';
import { readStored } from '#platform/storage';
import { GLANCE_KEY, type RouteGlance } from './route-glance.ts';
import './first-route.scss';

function glanceWords({ seen }: RouteGlance): string {
  if (seen === undefined) return '看沿途路况';
  const { asOf, events, closures } = seen;
  const found = events === 0 ? '没有事件' : `${events} 个事件${closures > 0 ? `，${closures} 处封闭` : ''}`;
  return `截至 ${clockTime(asOf, new Date())}：${found} · 点此更新`;
}

/** One line of the first saved route; nothing where there is none. Its box always stands: see `StaleNotice`. */
export function FirstRoute() {
  const [glance, setGlance] = useState(() => readStored<RouteGlance>(GLANCE_KEY));
  useDidShow(() =>
    setGlance((known) => {
      const kept = readStored<RouteGlance>(GLANCE_KEY);
      return JSON.stringify(kept) === JSON.stringify(known) ? known : kept;
    }),
  );
  return (
    <View>
      {glance !== undefined && (
        <View className="first-route" ariaRole="link" onClick={() => openPage('/pages/roads/route', { id: glance.id })}>
          <View className="first-route__name">{glance.name}</View>
          <View className="first-route__seen">{glanceWords(glance)}</View>
        </View>
      )}
    </View>
  );
}
