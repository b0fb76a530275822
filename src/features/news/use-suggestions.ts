import { useEffect, useState } from 'react';
import { news } from './news-cloud.ts';

/** A driver who goes on typing is not asked after every character, in milliseconds. */
const PAUSE = 300;

/** What somebody who has typed this may be looking for. Suggestions are a courtesy: where they fail there are none. */
export function useSuggestions(typed: string): string[] {
  const [found, setFound] = useState<{ text: string; suggestions: string[] }>({ text: '', suggestions: [] });
  const text = typed.trim();
  useEffect(() => {
    if (text === '') return;
    let isWanted = true;
    const timer = setTimeout(() => {
      news('suggestSearches', { text }).then(
        ({ suggestions }) => isWanted && setFound({ text, suggestions }),
        () => {},
      );
    }, PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  // While the next ones are under way those of the beginning stand: they don't flicker.
  return text !== '' && text.startsWith(found.text) ? found.suggestions : [];
}
