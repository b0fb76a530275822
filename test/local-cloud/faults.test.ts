import { expect, it } from 'vitest';
import { createFaults } from '#cloud/faults';

const strikes = (count: number, strike: () => unknown) => Array.from({ length: count }, strike);

it('a rule leaves alone what it is told to spare, and ends when its times are up', () => {
  const faults = createFaults(() => 0);
  faults.add({ action: 'database.*', errorRate: 1, spare: 2, times: 1 });
  const struck = strikes(5, () => faults.strike('database.getDocument') !== undefined);
  expect(struck).toEqual([false, false, true, false, false]);
  expect(faults.list()).toEqual([]);
});

it('a call that is killed gets no answer to that request, and to no later one; other calls go on', () => {
  const faults = createFaults();
  faults.add({ action: '*', kills: true, times: 1 });
  expect(faults.strike('database.modifyDocument', 'call-1')).toEqual({ drop: 'after' });
  expect(faults.strike('database.getDocument', 'call-1')).toEqual({ drop: 'before' });
  expect(faults.strike('database.getDocument', 'call-2')).toBeUndefined();
  expect([faults.isKilled('call-1'), faults.isKilled('call-2')]).toEqual([true, false]);
  faults.clear();
  expect(faults.strike('database.getDocument', 'call-1'), 'it stays dead').toEqual({ drop: 'before' });
});

it('a rule that does not hold is refused by its field', () => {
  expect(() => createFaults().add({ action: '*', spare: -1 })).toThrow('fault: spare');
});
