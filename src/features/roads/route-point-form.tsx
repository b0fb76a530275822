import { View } from '@tarojs/components';
import { useCallback, useMemo, useRef, useState } from 'react';
import { WideButton } from '#components/wide-button';
import type { Position } from '#domain/geo-json';
import type { RouteLeg } from '#domain/road-route';
import { MOST_POINTS } from '#domain/saved-route';
import { sayBriefly } from '#platform/toast';
import { EventMap } from './event-map';
import type { MapLine, MapView } from './map-marks.ts';
import { mapStart } from './map-start.ts';
import './route-point-form.scss';

const NO_MARKS: readonly never[] = [];
/** The green of a guide sign; WeChat's map takes no variables. */
const WAY = '#00693e';

/** The way as points: the map is moved under a cross, which needs no fine finger. They stay on the phone. */
export function RoutePointForm({ region, onAdd }: { region: string; onAdd(leg: RouteLeg): void }) {
  const [start] = useState(() => mapStart({}, region));
  const [points, setPoints] = useState<readonly Position[]>([]);
  // Where the map rests is asked for with a tap only: nothing is drawn while it moves.
  const view = useRef<MapView | undefined>(undefined);
  const noteView = useCallback((next: MapView) => {
    view.current = next;
  }, []);
  const lines = useMemo(
    (): MapLine[] => (points.length < 2 ? [] : [{ key: 'way', points: [...points], colour: WAY }]),
    [points],
  );
  const pick = () => {
    if (view.current === undefined) {
      sayBriefly('地图还没有准备好，请稍候');
      return;
    }
    const [west, south, east, north] = view.current.bounds;
    setPoints((before) => [...before, [(west + east) / 2, (south + north) / 2] as Position].slice(0, MOST_POINTS));
  };
  const add = () => {
    if (points.length < 2) {
      sayBriefly('请至少选两个点');
      return;
    }
    onAdd({ kind: 'line', points: [...points] });
    setPoints([]);
  };
  return (
    <View className="point-form">
      <View className="point-form__map">
        <EventMap id="route-points" marks={NO_MARKS} lines={lines} start={start} onView={noteView} />
        <View className="point-form__across" />
        <View className="point-form__down" />
      </View>
      <View className="point-form__hint">
        移动地图，让十字对准要走的路，沿途多选几个点；两点之间按直线算，只看左右约 400 米内的路况。
      </View>
      <View className="point-form__acts">
        <View className="point-form__act" ariaRole="button" onClick={pick}>
          选这个点
        </View>
        <View
          className="point-form__act"
          ariaRole="button"
          ariaLabel="撤销上一个点"
          onClick={() => setPoints((before) => before.slice(0, -1))}
        >
          撤销
        </View>
        <View className="point-form__count">{`已选 ${points.length} 个点`}</View>
      </View>
      <WideButton kind="quiet" onClick={add}>
        把这些点添加为一段路
      </WideButton>
    </View>
  );
}
