/** When a page has come to rest: told by what it still has to do, and only where that says nothing by how long it has done nothing. */

/** After its last movement a page is drawn, its observers are told, and what they changed is drawn. */
const FRAMES = 3;

const startTimer = window.setTimeout.bind(window);
const stopTimer = window.clearTimeout.bind(window);

/** Timers that run, and when each is due. */
const due = new Map<number, number>();

window.setTimeout = ((work: (...given: unknown[]) => void, delay = 0, ...given: unknown[]) => {
  const timer = startTimer(() => {
    due.delete(timer);
    work(...given);
  }, delay);
  due.set(timer, performance.now() + delay);
  return timer;
}) as typeof window.setTimeout;

window.clearTimeout = (timer) => {
  if (typeof timer === 'number') due.delete(timer);
  stopTimer(timer);
};

/** When the last frame was drawn that the last movement asked for. */
let drawnAt = 0;
let frames = FRAMES;
let isCounting = false;

function countFrame(): void {
  frames += 1;
  drawnAt = performance.now();
  isCounting = frames < FRAMES;
  if (isCounting) requestAnimationFrame(countFrame);
}

/** Marks that something happened on the screen or on the wire. */
export function noteMovement(): void {
  frames = 0;
  if (isCounting) return;
  isCounting = true;
  requestAnimationFrame(countFrame);
}

function isEnding(animation: Animation): boolean {
  const { endTime } = animation.effect?.getComputedTiming() ?? {};
  return animation.playState === 'running' && endTime !== Number.POSITIVE_INFINITY;
}

/** Whether a picture is still to come. The browser fetches one that may come late once it is about to be seen, or never. */
function isComing(picture: HTMLImageElement): boolean {
  if (picture.complete) return false;
  if (picture.loading !== 'lazy') return true;
  return [...picture.getClientRects()].some(({ top, bottom }) => bottom >= 0 && top <= window.innerHeight);
}

/**
 * Whether the page has nothing to do any more: it has been drawn since it moved, its pictures are there, no transition runs
 * and no timer is due; or else nothing moved for so many milliseconds since it was drawn, which is also how far ahead timers
 * count. On a busy machine a page may be drawn long after it moved.
 */
export function isStill(milliseconds: number): boolean {
  if (frames < FRAMES) return false;
  const until = drawnAt + milliseconds;
  if (performance.now() >= until) return true;
  if ([...due.values()].some((at) => at < until)) return false;
  return ![...document.images].some(isComing) && !document.getAnimations().some(isEnding);
}

/** Waits for a state of the page. @returns whether it came within so many milliseconds */
export async function untilState(holds: () => boolean, patience: number): Promise<boolean> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > patience) return false;
    await new Promise((resolve) => startTimer(resolve, 8));
  }
  return true;
}
