/**
 * The local cloud's clock. Everything that asks for the time asks here: the database's server dates, signed addresses,
 * timers, and `Date` inside the functions, which read the same memory (see functions/instance.cjs).
 */
export interface LocalClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Jumps to an instant, forwards or back; a running clock runs on from there. */
  set(instant: Date | string | number): void;
  /** Moves on (or back, where negative) by milliseconds. */
  advance(milliseconds: number): void;
  /** Stops, at an instant or at what it shows. */
  freeze(instant?: Date | string | number): void;
  /** Runs on from what it shows. */
  run(): void;
  readonly frozen: boolean;
  /** Called after every jump with what the clock showed before and shows now; answers the way to stop listening. */
  onJump(listener: (from: number, to: number) => void): () => void;
  /**
   * What a worker needs to read the same clock: one 64-bit cell. An even value is twice the offset from the machine's
   * clock, an odd one twice the frozen instant plus one; a single cell, so that no reader sees half a change.
   */
  readonly cell: SharedArrayBuffer;
}

export interface ClockOptions {
  /** What the clock shows at first; the machine's time unless stated. */
  at?: Date | string | number;
  frozen?: boolean;
}

/** @throws RangeError where `at` is no instant. */
export function createClock({ at, frozen = false }: ClockOptions = {}): LocalClock {
  const cell = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const view = new BigInt64Array(cell);
  const listeners = new Set<(from: number, to: number) => void>();

  const now = () => readCell(view);
  const write = (value: number, isFrozen: boolean) => {
    const packed = (BigInt(value) << 1n) | (isFrozen ? 1n : 0n);
    Atomics.store(view, 0, packed);
  };
  const isFrozen = () => (Atomics.load(view, 0) & 1n) === 1n;
  const moveTo = (instant: number, freeze: boolean) => {
    const from = now();
    write(freeze ? instant : instant - Date.now(), freeze);
    for (const listener of listeners) listener(from, instant);
  };

  if (at !== undefined || frozen) moveTo(at === undefined ? Date.now() : toInstant(at), frozen);
  return {
    now,
    cell,
    set: (instant) => moveTo(toInstant(instant), isFrozen()),
    advance(milliseconds) {
      if (!Number.isFinite(milliseconds)) throw new RangeError(`the clock can't advance by ${milliseconds}`);
      moveTo(now() + Math.round(milliseconds), isFrozen());
    },
    freeze: (instant) => moveTo(instant === undefined ? now() : toInstant(instant), true),
    run: () => moveTo(now(), false),
    get frozen() {
      return isFrozen();
    },
    onJump(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readCell(view: BigInt64Array): number {
  const packed = Atomics.load(view, 0);
  const value = Number(packed >> 1n);
  return (packed & 1n) === 1n ? value : Date.now() + value;
}

function toInstant(value: Date | string | number): number {
  const instant = new Date(value).getTime();
  if (Number.isNaN(instant)) throw new RangeError(`not an instant: ${String(value)}`);
  return instant;
}
