import { expect } from 'vitest';
import { cloudUnderTest, itLocally } from '../cloud-under-test.ts';
import { expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest({
  attractions: [{ name: 'location', keys: [{ field: 'location', order: '2dsphere' }] }],
  twofold: [
    { name: 'from', keys: [{ field: 'from', order: '2dsphere' }] },
    { name: 'to', keys: [{ field: 'to', order: '2dsphere' }] },
  ],
});

/** Places and distances from the SDK's own documents. */
const attractions = [
  { _id: 'tower', city: 'Guangzhou', location: { type: 'Point', coordinates: [113.30593, 23.1361155] } },
  { _id: 'mountain', city: 'Guangzhou', location: { type: 'Point', coordinates: [113.306789, 23.1564721] } },
  { _id: 'palace', city: 'Beijing', location: { type: 'Point', coordinates: [116.3949659, 39.9163447] } },
];

const near = () => new cloud.Geo.Point(113.3089506, 23.0968251);

itLocally('returns the nearest first, with its distance in metres', async () => {
  const collection = await cloud.collection(attractions, 'attractions');
  const { data } = await collection
    .aggregate()
    .geoNear({ distanceField: 'distance', spherical: true, near: near() })
    .end();
  expect(data.map(({ _id, distance }: { _id: string; distance: number }) => [_id, distance])).toEqual([
    ['tower', expect.closeTo(4384.68131486958, 6)],
    ['mountain', expect.closeTo(6643.521654040738, 6)],
    ['palace', expect.closeTo(1894750.4414538583, 3)],
  ]);
});

itLocally('keeps to its options', async () => {
  const collection = await cloud.collection(attractions, 'attractions');
  const { data } = await collection
    .aggregate()
    .geoNear({
      near: near(),
      spherical: true,
      distanceField: 'away.km',
      distanceMultiplier: 0.001,
      includeLocs: 'place',
      key: 'location',
      minDistance: 5000,
      maxDistance: 10_000,
      limit: 5,
      query: { city: /^Guang/ },
    })
    .project({ location: 0 })
    .end();
  expect(data).toEqual([
    {
      _id: 'mountain',
      city: 'Guangzhou',
      away: { km: expect.closeTo(6.643521654, 6) },
      place: attractions[1]?.location,
    },
  ]);
});

itLocally('must be the first stage', async () => {
  const collection = await cloud.collection(attractions, 'attractions');
  await expectRefusal(
    collection.aggregate().limit(1).geoNear({ distanceField: 'd', spherical: true, near: near() }).end(),
    'first stage',
  );
});

itLocally('needs an index, and to be told which when there are two', async () => {
  const plain = await cloud.collection(attractions);
  await expectRefusal(
    plain.aggregate().geoNear({ distanceField: 'd', spherical: true, near: near() }).end(),
    'requires a 2d or 2dsphere index',
  );
  const twofold = await cloud.collection([{ to: attractions[0]?.location }], 'twofold');
  await expectRefusal(
    twofold.aggregate().geoNear({ distanceField: 'd', spherical: true, near: near() }).end(),
    'more than one 2dsphere index',
  );
  const { data } = await twofold
    .aggregate()
    .geoNear({ distanceField: 'd', spherical: true, near: near(), key: 'to' })
    .end();
  expect(data).toHaveLength(1);
});
