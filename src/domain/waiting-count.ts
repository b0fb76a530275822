/** What waits is counted up to here, and no further: counting a queue to its end costs more the longer it gets. */
export const MOST_COUNTED = 100;

/** A count of which there may be more: `1000+`. */
export function atLeastText(count: number, mayBeMore: boolean): string {
  return mayBeMore ? `${count}+` : `${count}`;
}

/** A count as it is shown: `99+` where it was not counted to the end. */
export function countText(count: number): string {
  return count < MOST_COUNTED ? `${count}` : `${MOST_COUNTED - 1}+`;
}
