import { AppError } from '#domain/app-error';

/** The browser's own voice. */
export function hasVoice(): boolean {
  return 'speechSynthesis' in window;
}

/** What a browser says when it was told to be silent. */
const HUSHED = ['interrupted', 'canceled'];

/** Speaks one part; resolves at its end, or when it is hushed. */
export function utter(part: string, isWanted: () => boolean): Promise<void> {
  if (!isWanted()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.lang = 'zh-CN';
    utterance.onend = () => resolve();
    utterance.onerror = ({ error }) =>
      HUSHED.includes(error) ? resolve() : reject(new AppError('unavailable', `speech: ${error}`));
    window.speechSynthesis.speak(utterance);
  });
}

export function hush(): void {
  window.speechSynthesis.cancel();
}
