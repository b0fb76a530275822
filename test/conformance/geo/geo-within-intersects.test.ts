import { describe, expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest({ indexed: [{ name: 'at', keys: [{ field: 'at', order: '2dsphere' }] }] });

function ring(...corners: [number, number][]) {
  const { Point, LineString } = cloud.Geo;
  return new LineString([...corners, corners[0] ?? [0, 0]].map(([x, y]) => new Point(x, y)));
}

const point = (x: number, y: number) => ({ at: { type: 'Point', coordinates: [x, y] } });
const line = (...coordinates: [number, number][]) => ({ at: { type: 'LineString', coordinates } });

// With and without an index the answers must be the same.
describe.each(['plain', 'indexed'])('in a collection that is %s', (name) => {
  it('finds what lies in a polygon, but not in its hole', async () => {
    const { Polygon } = cloud.Geo;
    const outer = ring([-2, -2], [2, -2], [2, 2], [-2, 2]);
    const hole = ring([-1, -1], [1, -1], [1, 1], [-1, 1]);
    const places = await cloud.collection([point(0, 0), point(1.5, 0), point(3, 0), point(-1.9, 1.9), {}], name);
    const within = (...rings: (typeof outer)[]) => ({ at: cloud._.geoWithin({ geometry: new Polygon(rings) }) });
    expect(idsOf(await places.where(within(outer)).orderBy('_id', 'asc').get())).toEqual([1, 2, 4]);
    expect(idsOf(await places.where(within(outer, hole)).orderBy('_id', 'asc').get())).toEqual([2, 4]);
  });

  it('finds what lies in one of several polygons', async () => {
    const { Polygon, MultiPolygon } = cloud.Geo;
    const square = (x: number) => new Polygon([ring([x, 0], [x + 1, 0], [x + 1, 1], [x, 1])]);
    const places = await cloud.collection([point(0.5, 0.5), point(1.5, 0.5), point(2.5, 0.5)], name);
    const geometry = new MultiPolygon([square(0), square(2)]);
    expect(
      idsOf(
        await places
          .where({ at: cloud._.geoWithin({ geometry }) })
          .orderBy('_id', 'asc')
          .get(),
      ),
    ).toEqual([1, 3]);
  });

  it('finds what lies within a distance, in radians', async () => {
    const { Point } = cloud.Geo;
    const places = await cloud.collection([point(-88, 30.001), point(-88, 30.2), point(-88.05, 30)], name);
    for (const center of [new Point(-88, 30), [-88, 30]]) {
      const condition = { at: cloud._.geoWithin({ centerSphere: [center, 10 / 6378.1] as never }) };
      expect(idsOf(await places.where(condition).orderBy('_id', 'asc').get())).toEqual([1, 3]);
    }
  });

  it('follows great circles, not parallels', async () => {
    const { Polygon } = cloud.Geo;
    // The northern edge from 60°W to 60°E along 50°N bulges beyond 60°N in its middle.
    const geometry = new Polygon([ring([-60, 40], [60, 40], [60, 50], [-60, 50])]);
    const places = await cloud.collection([point(0, 60), point(0, 45), point(0, 70)], name);
    expect(
      idsOf(
        await places
          .where({ at: cloud._.geoWithin({ geometry }) })
          .orderBy('_id', 'asc')
          .get(),
      ),
    ).toEqual([1]);
  });

  it('finds a line that lies wholly within', async () => {
    const { Polygon } = cloud.Geo;
    const geometry = new Polygon([ring([0, 0], [2, 0], [2, 2], [0, 2])]);
    const places = await cloud.collection([line([0.5, 0.5], [1.5, 1.5]), line([1, 1], [3, 3])], name);
    expect(idsOf(await places.where({ at: cloud._.geoWithin({ geometry }) }).get())).toEqual([1]);
  });

  it('finds what crosses a line, touches a point or overlaps a polygon', async () => {
    const { Point, LineString, Polygon } = cloud.Geo;
    const places = await cloud.collection(
      [
        line([0, 0], [2, 2]),
        line([5, 5], [6, 6]),
        point(1, 1),
        {
          at: {
            type: 'Polygon',
            coordinates: [
              [
                [10, 10],
                [14, 10],
                [14, 14],
                [10, 14],
                [10, 10],
              ],
            ],
          },
        },
      ],
      name,
    );
    const crossing = (geometry: unknown) =>
      places
        .where({ at: cloud._.geoIntersects({ geometry } as never) })
        .orderBy('_id', 'asc')
        .get();
    expect(idsOf(await crossing(new LineString([new Point(0, 2), new Point(2, 0)])))).toContain(1);
    expect(idsOf(await crossing(new Point(1, 1)))).toContain(3);
    expect(idsOf(await crossing(new Point(12, 12)))).toEqual([4]);
    expect(idsOf(await crossing(new Polygon([ring([11, 11], [12, 11], [12, 12], [11, 12])])))).toEqual([4]);
    expect(idsOf(await crossing(new Polygon([ring([4, 4], [7, 4], [7, 7], [4, 7])])))).toEqual([2]);
  });
});

it('refuses to look within a line', async () => {
  const { Point, LineString } = cloud.Geo;
  const places = await cloud.collection([point(0, 0)]);
  const geometry = new LineString([new Point(0, 0), new Point(1, 1)]);
  await expect(places.where({ at: cloud._.geoWithin({ geometry } as never) }).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
  });
});
