import { describe, expect, it } from 'vitest';
import { drawBars, pictureOf } from '../../../src/features/desk/chart-svg.ts';

const look = { width: 358, height: 160, bar: '#00693e', ink: '#56605b' };
const bars = { labels: ['11-21', '11-22', '11-23'], values: [3, 0, 12] };

describe('a chart', () => {
  it('is a picture of its own size, with a bar for each value and its words', () => {
    const svg = drawBars(bars, look);
    expect(svg).toMatch(/^<svg width="358" height="160"/);
    expect(svg.split('fill="#00693e"').length - 1).toBe(3);
    for (const label of bars.labels) expect(svg).toContain(`>${label}<`);
  });

  it('asks nothing of its reader that a mini program refuses: no style sheet, no script, nothing from elsewhere', () => {
    const svg = drawBars(bars, look);
    expect(svg).not.toMatch(/<style|<script|<foreignObject|href=/);
    expect(decodeURIComponent(pictureOf(svg).split(',')[1] ?? '')).toBe(svg);
  });

  it('is drawn where there is no document, no window and no Intl', () => {
    expect(typeof document).toBe('undefined');
    const kept = globalThis.Intl;
    try {
      Reflect.deleteProperty(globalThis, 'Intl');
      expect(drawBars(bars, look)).toContain('<path');
    } finally {
      globalThis.Intl = kept;
    }
  });

  it('grows with its values', () => {
    expect(drawBars(bars, look)).not.toBe(drawBars({ ...bars, values: [12, 0, 3] }, look));
  });
});
