import { useCallback, useRef, useState } from 'react';
import { speechParts } from '#domain/spoken-text';
import { useLeaving } from './leaving.ts';
import { sayBriefly } from './toast.ts';
import { hasVoice, hush, utter } from './voice';

/** Counts what was asked to be said: only the last of it is. */
let asked = 0;

/** Whether this phone can read aloud. Where it can't, a screen offers nothing rather than a button that fails. */
export function canSpeak(): boolean {
  return hasVoice();
}

/**
 * Reads a text aloud in place of what is being read; resolves at its end or when it is stopped.
 * @throws AppError `unavailable` where the voice fails
 */
export async function speak(text: string): Promise<void> {
  stop();
  const mine = asked;
  const isWanted = () => asked === mine;
  for (const part of speechParts(text)) {
    if (!isWanted()) return;
    await utter(part, isWanted);
  }
}

export function stop(): void {
  asked += 1;
  if (hasVoice()) hush();
}

/** Reading aloud for one screen; it ends when the reader leaves. */
export function useSpeech() {
  const [isSpeaking, setSpeaking] = useState(false);
  const mine = useRef(0);
  const end = useCallback(() => {
    if (mine.current === asked) stop();
  }, []);
  useLeaving(end);
  /** Begins to read what is given, or stops what this screen reads. */
  const toggle = useCallback(
    (text: () => string) => {
      if (isSpeaking) {
        end();
        return;
      }
      setSpeaking(true);
      const done = speak(text());
      mine.current = asked;
      done.catch(() => sayBriefly('暂时不能朗读')).finally(() => setSpeaking(false));
    },
    [isSpeaking, end],
  );
  return { canSpeak: canSpeak(), isSpeaking, toggle };
}
