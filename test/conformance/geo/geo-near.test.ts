import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf, itLocally } from '../cloud-under-test.ts';

const index = (field: string) => [{ name: field, keys: [{ field, order: '2dsphere' as const }] }];
const cloud = cloudUnderTest({
  stations: index('at'),
  roads: index('course'),
  tenants: [
    {
      name: 'kind_at',
      keys: [
        { field: 'kind', order: '1' },
        { field: 'at', order: '2dsphere' },
      ],
    },
  ],
});

/** Tianfu Square in Chengdu, and places some metres from it. */
const CENTER = [104.0657, 30.6574] as const;
const METRES_PER_DEGREE = 111_319.49;

function north(metres: number): { type: 'Point'; coordinates: number[] } {
  return { type: 'Point', coordinates: [CENTER[0], CENTER[1] + metres / METRES_PER_DEGREE] };
}

function near(options: { maxDistance?: number; minDistance?: number } = {}): object {
  return cloud._.geoNear({ geometry: new cloud.Geo.Point(...CENTER), ...options });
}

itLocally('returns the nearest first, near ones and ones on the other side of the globe', async () => {
  const stations = await cloud.collection(
    [
      { at: north(9000) },
      { at: north(10) },
      { at: { type: 'Point', coordinates: [-75.9, -30.6] } },
      { at: north(-700) },
      {},
    ],
    'stations',
  );
  expect(idsOf(await stations.where({ at: near() }).get())).toEqual([2, 4, 1, 3]);
});

itLocally('keeps within the distances, in metres', async () => {
  const stations = await cloud.collection([{ at: north(99) }, { at: north(101) }, { at: north(1000) }], 'stations');
  expect(idsOf(await stations.where({ at: near({ maxDistance: 100 }) }).get())).toEqual([1]);
  expect(idsOf(await stations.where({ at: near({ minDistance: 100, maxDistance: 2000 }) }).get())).toEqual([2, 3]);
});

itLocally('pages through what it finds', async () => {
  const stations = await cloud.collection(
    Array.from({ length: 30 }, (_, i) => ({ at: north(((i * 7) % 30) * 100) })),
    'stations',
  );
  const page = await stations.where({ at: near() }).skip(5).limit(3).get();
  expect(page.data.map(({ at }) => Math.round((at.latitude - CENTER[1]) * METRES_PER_DEGREE))).toEqual([500, 600, 700]);
});

itLocally('joins with other conditions, an alternative among them', async () => {
  const { _ } = cloud;
  const stations = await cloud.collection(
    [
      { at: north(10), open: true },
      { at: north(5), open: false },
      { at: north(20), n: 1 },
    ],
    'stations',
  );
  expect(idsOf(await stations.where({ at: near(), open: true }).get())).toEqual([1]);
  expect(idsOf(await stations.where(_.and([{ at: near() }, _.or([{ open: true }, { n: 1 }])])).get())).toEqual([1, 3]);
});

itLocally('measures to the nearest part of a line', async () => {
  const east = (longitude: number) => [longitude, CENTER[1]];
  const roads = await cloud.collection(
    [
      { course: { type: 'LineString', coordinates: [east(104.2), east(104.3)] } },
      { course: { type: 'LineString', coordinates: [east(104.07), east(105)] } },
    ],
    'roads',
  );
  expect(idsOf(await roads.where({ course: near() }).get())).toEqual([2, 1]);
  expect(idsOf(await roads.where({ course: near({ maxDistance: 1000 }) }).get())).toEqual([2]);
});

itLocally('finds across the date line', async () => {
  const stations = await cloud.collection(
    [{ at: { type: 'Point', coordinates: [-179.99, 0] } }, { at: { type: 'Point', coordinates: [170, 0] } }],
    'stations',
  );
  const point = new cloud.Geo.Point(179.99, 0);
  expect(idsOf(await stations.where({ at: cloud._.geoNear({ geometry: point, maxDistance: 5000 }) }).get())).toEqual([
    1,
  ]);
});

itLocally('reads no more than lies near, whatever the collection holds', async () => {
  const grid = Array.from({ length: 2500 }, (_, i) => ({
    at: { type: 'Point', coordinates: [104 + (i % 50) * 0.02, 30 + Math.floor(i / 50) * 0.02] },
  }));
  const stations = await cloud.collection([], 'stations');
  await stations.add(grid.slice(0, 1250));
  await stations.add(grid.slice(1250));
  expect((await stations.where({ at: near() }).limit(5).get()).data).toHaveLength(5);
  expect(cloud.cost()).toMatchObject({ index: 'at', returned: 5 });
  expect(cloud.cost()?.examined).toBeLessThan(60);
});

itLocally('uses an index whose fields before the place are given', async () => {
  const tenants = await cloud.collection(
    [
      { kind: 'a', at: north(9) },
      { kind: 'b', at: north(1) },
    ],
    'tenants',
  );
  expect(idsOf(await tenants.where({ kind: 'a', at: near() }).get())).toEqual([1]);
  expect(cloud.cost()).toMatchObject({ index: 'kind_at', examined: 1 });
});

it('refuses to search without an index, as the service does', async () => {
  const plain = await cloud.collection([{ at: north(1) }]);
  await expect(plain.where({ at: near() }).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('unable to find index for $geoNear query'),
  });
});

itLocally('refuses to store in an index what is no place', async () => {
  const stations = await cloud.collection([], 'stations');
  await expect(stations.add({ at: { type: 'Point', coordinates: [200, 0] } })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining("Can't extract geo keys"),
  });
});
