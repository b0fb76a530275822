import { useCallback, useState } from 'react';
import { readStored, removeStored, writeStored } from '#platform/storage';
import type { DutyForm, KnownRoad } from './duty-form.ts';
import { makeKey } from './make-key.ts';
import { plainData } from './plain-data.ts';

/** A form that is being filled in, and the key under which it will be published: a retry over a bad network publishes once. */
export interface DutyDraft {
  key: string;
  form: DutyForm;
}

const LAST_KEY = 'duty-last';
const ROADS_KEY = 'duty-roads';
/** Roads that are offered again. */
const ROADS = 4;

/** What is typed, kept on the phone with every change under the name of what it is about. */
export function useDutyDraft(name: string, initial: () => DutyForm) {
  const storageKey = `duty-draft:${name}`;
  const [draft, setDraft] = useState<DutyDraft>(
    () => readStored<DutyDraft>(storageKey) ?? { key: makeKey(), form: initial() },
  );
  const change = useCallback(
    (changes: Partial<DutyForm>) =>
      setDraft((known) => {
        const next = plainData({ ...known, form: { ...known.form, ...changes } });
        writeStored(storageKey, next);
        return next;
      }),
    [storageKey],
  );
  const forget = useCallback(() => removeStored(storageKey), [storageKey]);
  return { draft, change, forget };
}

/** Whether something was begun here and not sent. */
export function hasDraft(name: string): boolean {
  return readStored<DutyDraft>(`duty-draft:${name}`) !== undefined;
}

export function dropDraft(name: string): void {
  removeStored(`duty-draft:${name}`);
}

/** The agency for which the officer published last, and the roads, the last first. */
export function recallDuty(): { agencyId?: string; roads: KnownRoad[] } {
  const agencyId = readStored<string>(LAST_KEY);
  return { roads: readStored<KnownRoad[]>(ROADS_KEY) ?? [], ...(agencyId !== undefined && { agencyId }) };
}

export function rememberDuty({ agencyId, road }: DutyForm): void {
  writeStored(LAST_KEY, agencyId);
  if (road === undefined) return;
  const others = recallDuty().roads.filter(({ code }) => code !== road.code);
  writeStored(ROADS_KEY, [road, ...others].slice(0, ROADS));
}
