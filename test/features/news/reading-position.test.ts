import { describe, expect, it } from 'vitest';
import { positionOf, withPosition } from '../../../src/features/news/reading-position.ts';

describe('a reading position', () => {
  it('is the share of the article that lies above the window', () => {
    expect(positionOf({ top: -500, height: 2000 })).toBe(0.25);
  });

  it('stays between the beginning and the end', () => {
    expect(positionOf({ top: 300, height: 2000 })).toBe(0);
    expect(positionOf({ top: -9000, height: 2000 })).toBe(1);
    expect(positionOf({ top: -10, height: 0 })).toBe(0);
  });

  it('is kept for an article that was left in its middle, the latest first', () => {
    const kept = withPosition([{ id: 'a', position: 0.5 }], { id: 'b', position: 0.3 });
    expect(kept).toEqual([
      { id: 'b', position: 0.3 },
      { id: 'a', position: 0.5 },
    ]);
    expect(withPosition(kept, { id: 'a', position: 0.7 })[0]).toEqual({ id: 'a', position: 0.7 });
  });

  it('is forgotten once the article was read to its end, or begun anew', () => {
    const kept = [{ id: 'a', position: 0.5 }];
    expect(withPosition(kept, { id: 'a', position: 0.98 })).toEqual([]);
    expect(withPosition(kept, { id: 'a', position: 0 })).toEqual([]);
  });

  it('is kept for fifty articles', () => {
    const many = Array.from({ length: 50 }, (_, number) => ({ id: `p${number}`, position: 0.5 }));
    const kept = withPosition(many, { id: 'new', position: 0.5 });
    expect(kept).toHaveLength(50);
    expect(kept.at(-1)?.id).toBe('p48');
  });
});
