import Taro from '@tarojs/taro';

interface Point {
  longitude: number;
  latitude: number;
}

/** What WeChat's map shows, in its own datum, GCJ-02. */
export interface ShownRegion {
  southwest: Point;
  northeast: Point;
  /** 3 to 20, as Web Mercator's zoom levels. */
  scale: number;
}

/** Asks the map what it shows; undefined where it has gone meanwhile. */
export async function readShownRegion(id: string): Promise<ShownRegion | undefined> {
  const context = Taro.createMapContext(id);
  const read = <T>(ask: (options: { success(answer: T): void; fail(): void }) => unknown) =>
    new Promise<T | undefined>((resolve) => void ask({ success: resolve, fail: () => resolve(undefined) }));
  const [region, zoom] = await Promise.all([
    read<Taro.MapContext.GetRegionSuccessCallbackResult>((options) => context.getRegion(options)),
    read<Taro.MapContext.GetScaleSuccessCallbackResult>((options) => context.getScale(options)),
  ]);
  if (region === undefined || zoom === undefined) return undefined;
  return { southwest: region.southwest, northeast: region.northeast, scale: zoom.scale };
}

/** Moves the map so that it shows all of these, with room at its edges in pixels. */
export function showPoints(id: string, points: Point[], room: number): void {
  Taro.createMapContext(id).includePoints({ points, padding: [room, room, room, room] });
}
