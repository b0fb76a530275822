/**
 * Search terms for Chinese text on a database that has no text index: two neighbouring characters of a Chinese run, words of
 * Latin letters and digits whole ("g4", "k257+015"). A query's terms are all among those of a text that contains it.
 */

/** Widths and cases folded, one position per code point, so that a place in it is a place in the original. */
interface FoldedText {
  /** Folded characters, each a string of one or more. */
  characters: string[];
  /** Where each begins in the original, and at the end its length. */
  offsets: number[];
}

export interface SearchableText {
  title: string;
  digest: string;
  text: string;
}

export interface MarkedText {
  text: string;
  hit: boolean;
}

/** A multikey index costs by its entries, and a title says most; an article of 3,000 characters has about 1,200 terms. */
const MAX_TERMS = 800;
const MAX_TERM_LENGTH = 40;
const MAX_QUERY_TERMS = 24;

const RUN = /\p{Script=Han}+|[a-z0-9](?:[a-z0-9.+-]*[a-z0-9])?/gu;

/** The terms that a post is found by: its title's first, then its digest's and its text's, each once, at most `limit`. */
export function indexTerms({ title, digest, text }: SearchableText, limit: number = MAX_TERMS): string[] {
  const terms = new Set<string>();
  // Only titles are found by a single character: in a text, every character occurs.
  for (const [character] of fold(title).matchAll(/\p{Script=Han}/gu)) addTerm(terms, character, limit);
  for (const part of [title, digest, text]) {
    for (const term of listTerms(part)) {
      if (terms.size >= limit) return [...terms];
      addTerm(terms, term, limit);
    }
  }
  return [...terms];
}

/** The terms that a query needs, all of which the index must know. Empty for a query without letters or digits. */
export function queryTerms(query: string): string[] {
  return [...new Set(listTerms(query))].slice(0, MAX_QUERY_TERMS);
}

/**
 * How well a post answers a query; 0 when it does not. Words of the query count where they stand as written, most in a title;
 * a post that has all of them comes before one that has some.
 */
export function scorePost(query: string, { title, digest, text }: SearchableText): number {
  const words = listWords(query);
  if (words.length === 0) return 0;
  const parts = [
    { folded: fold(title), weight: 8 },
    { folded: fold(digest), weight: 3 },
    { folded: fold(text), weight: 1 },
  ];
  let score = 0;
  let found = 0;
  for (const word of words) {
    const places = parts.map(({ folded, weight }) => weight * Math.min(countOccurrences(folded, word), 3));
    const sum = places.reduce((total, place) => total + place, 0);
    if (sum > 0) found += 1;
    score += sum;
  }
  const isExactTitle = parts[0]?.folded.trim() === words.join(' ');
  return (score * found * found) / (words.length * words.length) + (isExactTitle ? 100 : 0);
}

/** The text cut where the query's words begin and end; words that do not occur are looked for by their bigrams. */
export function markHits(text: string, query: string): MarkedText[] {
  const { characters, offsets } = foldByCharacter(text);
  const hits = new Array<boolean>(characters.length).fill(false);
  for (const word of listWords(query)) {
    if (!markWord(characters, hits, [...word])) {
      for (const term of listTerms(word)) if ([...term].length > 1) markWord(characters, hits, [...term]);
    }
  }
  const pieces: MarkedText[] = [];
  let start = 0;
  for (let index = 1; index <= characters.length; index += 1) {
    if (index < characters.length && hits[index] === hits[start]) continue;
    pieces.push({ text: text.slice(offsets[start], offsets[index]), hit: hits[start] === true });
    start = index;
  }
  return pieces.filter((piece) => piece.text !== '');
}

function* listTerms(text: string): Generator<string> {
  for (const [run] of fold(text).matchAll(RUN)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      yield run.slice(0, MAX_TERM_LENGTH);
      continue;
    }
    const characters = [...run];
    if (characters.length === 1) yield run;
    for (let index = 0; index + 1 < characters.length; index += 1) yield `${characters[index]}${characters[index + 1]}`;
  }
}

function addTerm(terms: Set<string>, term: string, limit: number): void {
  if (terms.size < limit) terms.add(term);
}

function listWords(query: string): string[] {
  return [...new Set(fold(query).split(/[^\p{L}\p{N}.+-]+/u))].filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function foldByCharacter(text: string): FoldedText {
  const characters: string[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    characters.push(fold(character));
    offsets.push(offset);
    offset += character.length;
  }
  return { characters, offsets: [...offsets, offset] };
}

/** Marks every place where the word stands; false when there is none. */
function markWord(characters: readonly string[], hits: boolean[], word: readonly string[]): boolean {
  let isFound = false;
  for (let start = 0; start + word.length <= characters.length; start += 1) {
    if (!word.every((character, index) => characters[start + index] === character)) continue;
    hits.fill(true, start, start + word.length);
    isFound = true;
  }
  return isFound;
}

function countOccurrences(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at !== -1 && count < 3; at = text.indexOf(word, at + word.length)) count += 1;
  return count;
}
