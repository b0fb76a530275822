import { type LostValue, record, type SetDataCount } from './record.ts';
import { noteMovement } from './stillness.ts';

/** What JSON would do to the value, when it wouldn't keep it as it is. */
function lossOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    case 'bigint':
      return 'a bigint';
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'object': {
      if (value === null || Array.isArray(value)) return undefined;
      const kind = Object.prototype.toString.call(value).slice(8, -1);
      return kind === 'Object' ? undefined : `a ${kind}`;
    }
    default:
      return undefined;
  }
}

/** Finds every value that JSON can't carry. A key whose value is undefined is lost with its value. */
export function findLost(value: unknown, path = '', seen = new Set<object>()): { path: string; what: string }[] {
  const loss = lossOf(value);
  if (loss !== undefined) return [{ path, what: loss }];
  if (typeof value !== 'object' || value === null) return [];
  if (seen.has(value)) return [{ path, what: 'a cycle' }];
  seen.add(value);
  const found = Object.entries(value).flatMap(([key, part]) =>
    findLost(part, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, seen),
  );
  seen.delete(value);
  return found;
}

function add(count: SetDataCount, bytes: number): void {
  count.calls += 1;
  count.bytes += bytes;
  count.largest = Math.max(count.largest, bytes);
}

/** Takes data over the bridge that lies between a mini program's two threads: as JSON, counted. */
export function crossBoundary(data: unknown, page: string): Record<string, unknown> {
  const lost: LostValue[] = findLost(data).map((loss) => ({ page, ...loss }));
  record.setData.lost.push(...lost);
  const json = JSON.stringify(data);
  const bytes = new TextEncoder().encode(json).length;
  add(record.setData, bytes);
  const ofPage = record.setData.byPage[page] ?? { calls: 0, bytes: 0, largest: 0 };
  record.setData.byPage[page] = ofPage;
  add(ofPage, bytes);
  noteMovement();
  return JSON.parse(json) as Record<string, unknown>;
}
