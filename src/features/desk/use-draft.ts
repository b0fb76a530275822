import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError, type ClientErrorCode } from '#domain/app-error';
import { failureCode } from '#platform/answer';
import { useLeaving } from '#platform/leaving';
import { desk } from './desk-cloud.ts';
import { type DraftView, type DraftWords, emptyWords, openText, type SaveRun } from './draft-text.ts';
import { makeKey } from './make-key.ts';
import { plainData } from './plain-data.ts';
import { dropUnsent, keepUnsent, readUnsent } from './unsent-drafts.ts';

/** Milliseconds without a key until the server is told. */
const PAUSE = 3000;

/** Where the words are: at the desk, on the way there, on this phone only, or parted from somebody else's. */
export type Kept =
  | { state: 'saved'; at?: string }
  | { state: 'typing' | 'saving' }
  | { state: 'on-phone'; failure: ClientErrorCode }
  | { state: 'parted'; reason: string };

export interface DraftEditor {
  phase: 'loading' | 'ready' | ClientErrorCode;
  /** What the server knows; undefined for a draft that it doesn't have yet. */
  draft: DraftView | undefined;
  words: DraftWords;
  kept: Kept;
  /** Counts up when the words were replaced from outside: fields begin anew. */
  edition: number;
  change(changes: Partial<DraftWords>): void;
  /** Sends what isn't sent, and gives the version that the server has then. */
  saveNow(): Promise<number>;
  /** After a parting: takes the other one's words, or lays one's own over them as the next version. */
  settle(choice: 'theirs' | 'mine'): Promise<void>;
  reload(): Promise<void>;
}

/** Why nobody can say whether the desk has a draft. */
const UNANSWERED: readonly ClientErrorCode[] = ['offline', 'timeout', 'unavailable'];

/** What is at hand, whatever the screen shows yet. */
interface Now {
  words: DraftWords;
  /** The last version that the server is known to have. */
  version: number;
  run: SaveRun;
  /** There are words that the server isn't known to have. */
  isDirty: boolean;
  isParted: boolean;
}

const newRun = (): SaveRun => ({ key: makeKey(), turn: 0 });

/** A draft as it is written: kept on the phone with every key, at the desk after every pause. */
export function useDraft(id: string, agencyId: string | undefined): DraftEditor {
  const [phase, setPhase] = useState<DraftEditor['phase']>('loading');
  const [draft, setDraft] = useState<DraftView>();
  const [words, setWords] = useState<DraftWords>(() => emptyWords(agencyId ?? ''));
  const [kept, setKept] = useState<Kept>({ state: 'saved' });
  const [edition, setEdition] = useState(0);
  const now = useRef<Now>({ words, version: 0, run: newRun(), isDirty: false, isParted: false });
  const stateShown = useRef<DraftView['state']>();
  stateShown.current = draft?.state;
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const sending = useRef<Promise<number>>();

  const show = useCallback((next: DraftWords) => {
    now.current.words = next;
    setWords(next);
    setEdition((known) => known + 1);
  }, []);

  const keepOnPhone = useCallback(() => {
    const { version, run, words: typed } = now.current;
    keepUnsent(id, { version, run, words: typed, typedAt: new Date().toISOString() });
  }, [id]);

  const send = useCallback(async (): Promise<number> => {
    const { words: said, version, run } = now.current;
    now.current.isDirty = false;
    setKept({ state: 'saving' });
    try {
      const saved = await desk('saveDraft', { id, version, run, content: said });
      now.current.version = saved.version;
      now.current.run = newRun();
      // What the desk asks of a draft that it has just got to know, or that goes back to its editors by being written on.
      if (version === 0 || stateShown.current !== saved.state)
        void desk('getDraft', { id }).then(setDraft, () => undefined);
      if (!now.current.isDirty) {
        dropUnsent(id);
        setKept({ state: 'saved', at: saved.savedAt });
      } else keepOnPhone();
      return saved.version;
    } catch (error) {
      now.current.isDirty = true;
      if (error instanceof AppError && error.code === 'conflict') {
        now.current.isParted = true;
        setKept({ state: 'parted', reason: error.details?.reason ?? '草稿已有新的变化。' });
      } else setKept({ state: 'on-phone', failure: failureCode(error) });
      throw error;
    }
  }, [id, keepOnPhone]);

  const saveNow = useCallback(async (): Promise<number> => {
    clearTimeout(timer.current);
    await sending.current?.catch(() => undefined);
    // A draft that nobody has typed into is kept all the same when something is to be done with it.
    if (!now.current.isDirty && now.current.version > 0) return now.current.version;
    const run = send();
    sending.current = run;
    return run;
  }, [send]);

  const saveLater = useCallback(() => {
    clearTimeout(timer.current);
    // What goes wrong is shown where the words are; it is tried again with the next key.
    timer.current = setTimeout(() => void saveNow().catch(() => undefined), PAUSE);
  }, [saveNow]);

  const change = useCallback(
    (changes: Partial<DraftWords>) => {
      const next = plainData({ ...now.current.words, ...changes });
      const { run } = now.current;
      now.current = { ...now.current, words: next, run: { ...run, turn: run.turn + 1 }, isDirty: true };
      setWords(next);
      keepOnPhone();
      if (now.current.isParted) return;
      setKept((known) => (known.state === 'typing' ? known : { state: 'typing' }));
      saveLater();
    },
    [keepOnPhone, saveLater],
  );

  const open = useCallback(async () => {
    const phone = readUnsent(id);
    try {
      const found = await desk('getDraft', { id });
      const opening = openText(found, phone);
      setDraft(found);
      now.current = {
        words: opening.words,
        version: opening.version,
        run: phone?.run ?? newRun(),
        isDirty: opening.kind !== 'saved',
        isParted: opening.kind === 'parted',
      };
      show(opening.words);
      if (opening.kind === 'saved' && phone !== undefined) dropUnsent(id);
      if (opening.kind === 'unsaved') keepOnPhone();
      if (opening.kind === 'parted') {
        setKept({ state: 'parted', reason: `${found.savedBy} 保存了新的一版，本机还有没送出的修改。` });
      } else {
        setKept(opening.kind === 'saved' ? { state: 'saved', at: found.savedAt } : { state: 'typing' });
        if (opening.kind === 'unsaved') saveLater();
      }
      setPhase('ready');
    } catch (error) {
      const failure = failureCode(error);
      const isNew = failure === 'not_found' && agencyId !== undefined;
      // A new draft is begun without a network, too. Has the desk one by this id after all, it overwrites nothing of it.
      const isBegun = isNew || (UNANSWERED.includes(failure) && agencyId !== undefined);
      if (phone === undefined && !isBegun) {
        setPhase(failure);
        return;
      }
      if (phone === undefined && !isNew) setKept({ state: 'on-phone', failure });
      if (phone !== undefined) {
        const { version, run = newRun() } = phone;
        now.current = { words: phone.words, version, run, isDirty: true, isParted: false };
        show(phone.words);
        setKept(isNew ? { state: 'typing' } : { state: 'on-phone', failure });
        saveLater();
      }
      setPhase('ready');
    }
  }, [agencyId, id, keepOnPhone, saveLater, show]);

  useEffect(() => {
    void open();
    return () => clearTimeout(timer.current);
  }, [open]);
  useLeaving(() => {
    if (now.current.isDirty && !now.current.isParted) void saveNow().catch(() => undefined);
  });

  const settle = useCallback(
    async (choice: 'theirs' | 'mine') => {
      if (choice === 'theirs') dropUnsent(id);
      const found = await desk('getDraft', { id });
      setDraft(found);
      now.current.version = found.version;
      now.current.isParted = false;
      if (choice === 'theirs') return open();
      now.current.isDirty = true;
      await saveNow();
    },
    [id, open, saveNow],
  );

  return { phase, draft, words, kept, edition, change, saveNow, settle, reload: open };
}
