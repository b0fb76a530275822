import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureTaroBuild } from '../../scripts/taro-build.ts';

const ROOT = 'dist/h5';
/** A class that Leaflet gives every map. */
const LEAFLET = 'leaflet-container';

let scripts: string[];

beforeAll(async () => {
  await ensureTaroBuild('h5');
  scripts = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
}, 400_000);

const holdsLeaflet = (name: string) => readFileSync(path.join(ROOT, name), 'utf8').includes(LEAFLET);

describe('the preview', () => {
  it('loads Leaflet with the first map, and not before', () => {
    const page = readFileSync(path.join(ROOT, 'index.html'), 'utf8');
    const first = scripts.filter((name) => page.includes(path.basename(name)));
    expect(first.length).toBeGreaterThan(0);
    expect(first.filter(holdsLeaflet)).toEqual([]);
    expect(scripts.filter(holdsLeaflet)).toHaveLength(1);
  });

  it('asks no tile server unless a deployment names one', () => {
    const strangers = /https?:\/\/[\w.{}-]*(?:tile|openstreetmap|autonavi|tianditu|amap)[\w.{}-]*\//;
    const found = scripts.flatMap((name) => strangers.exec(readFileSync(path.join(ROOT, name), 'utf8'))?.[0] ?? []);
    expect(found).toEqual([]);
  });
});
