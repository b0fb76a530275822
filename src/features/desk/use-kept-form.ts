import { useRef, useState } from 'react';
import { readStored, removeStored, writeStored } from '#platform/storage';

/**
 * What is written into a form of the desk, kept with every key until it was sent: it outlives the page, a tunnel and the
 * mini program.
 *
 * @param name of the form, and of what it is about
 * @param start what it says where nothing was written yet
 */
export function useKeptForm<T extends object>(name: string, start: T) {
  const key = `desk-form:${name}`;
  const [said, setSaid] = useState<T>(() => readStored<T>(key) ?? start);
  // What the fields say at first: a field that is told its own text while somebody types loses some of it.
  const opened = useRef(said).current;
  const latest = useRef(said);
  const change = (part: Partial<T>) => {
    latest.current = { ...latest.current, ...part };
    writeStored(key, latest.current);
    setSaid(latest.current);
  };
  return { said, opened, change, forget: () => removeStored(key) };
}
