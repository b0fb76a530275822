/** Whether a question is a favourite, and since when: the latest change on any device stands. */
export interface FavouriteMark {
  on: boolean;
  /** ISO 8601 UTC. */
  at: string;
}

export type Favourites = Record<string, FavouriteMark>;

/** Merges marks from several devices; the later stands, and of two at one instant the one that keeps the favourite. */
export function mergeFavourites(a: Favourites, b: Favourites): Favourites {
  const merged: Favourites = { ...a };
  for (const [id, mark] of Object.entries(b)) {
    const known = merged[id];
    if (known === undefined || mark.at > known.at || (mark.at === known.at && mark.on)) merged[id] = mark;
  }
  return merged;
}
