import { expect, it } from 'vitest';
import { cloudUnderTest } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();

it('keeps every kind of place', async () => {
  const { Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon } = cloud.Geo;
  const points = [new Point(104, 30), new Point(105, 30), new Point(105, 31), new Point(104, 30)];
  const line = new LineString(points.slice(0, 2));
  const polygon = new Polygon([new LineString(points)]);
  const document = {
    point: points[0],
    line,
    polygon,
    points: new MultiPoint(points),
    lines: new MultiLineString([line, line]),
    polygons: new MultiPolygon([polygon]),
  };
  const places = await cloud.collection();
  const { id } = await places.add(document);
  const [found] = (await places.doc(String(id)).get()).data;
  expect(found).toMatchObject(document);
  expect(found.polygons).toBeInstanceOf(MultiPolygon);
  expect(found.point).toMatchObject({ longitude: 104, latitude: 30 });
});
