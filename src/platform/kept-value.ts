import { useCallback, useState } from 'react';
import { readStored, writeStored } from './storage.ts';

/**
 * A small value of the driver's own that the phone keeps: a text size, a region. Read when the screen opens; a phone
 * whose storage is full keeps it until the screen closes.
 */
export function useKeptValue<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readStored<T>(key) ?? initial);
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      writeStored(key, next);
    },
    [key],
  );
  return [value, keep];
}
