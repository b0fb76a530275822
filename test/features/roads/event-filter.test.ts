import { describe, expect, it } from 'vitest';
import { filterInput, filterKey, isFiltered, NO_FILTER } from '../../../src/features/roads/event-filter.ts';

describe('a filter', () => {
  it('asks for nothing in particular where nothing is chosen', () => {
    expect(filterInput(NO_FILTER)).toEqual({});
    expect(isFiltered(NO_FILTER)).toBe(false);
  });

  it('asks for all that is chosen together', () => {
    const filter = { closures: true, trucks: true, type: 'roadworks', severityFrom: 'major' } as const;
    expect(filterInput(filter)).toEqual({
      only: ['full-closures', 'truck-restrictions'],
      types: ['roadworks'],
      severityFrom: 'major',
    });
    expect(isFiltered(filter)).toBe(true);
  });

  it('has a key of its own for each choice', () => {
    const choices = [
      NO_FILTER,
      { ...NO_FILTER, closures: true },
      { ...NO_FILTER, trucks: true },
      { ...NO_FILTER, type: 'accident' as const },
      { ...NO_FILTER, severityFrom: 'major' as const },
    ];
    expect(new Set(choices.map(filterKey)).size).toBe(choices.length);
  });
});
