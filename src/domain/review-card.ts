import { type Card, createEmptyCard, fsrs, Rating, State } from 'ts-fsrs';
import { chinaDay } from './question-law.ts';

/** A mistake's place in spaced repetition (FSRS). Days are days in China, `YYYY-MM-DD`. */
export interface ReviewCard {
  /** First day on which it should be asked again. */
  due: string;
  /** Days until recall falls to the wanted 90 %. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
  reps: number;
  lapses: number;
  lastReview: string;
}

// Whole days: a driver opens a mini program once a day, not again after ten minutes. No fuzz: two devices must compute alike.
const scheduler = fsrs({
  request_retention: 0.9,
  maximum_interval: 180,
  enable_fuzz: false,
  enable_short_term: false,
});

const noonOf = (day: string) => new Date(`${day}T12:00:00+08:00`);

function toFsrs(card: ReviewCard): Card {
  return {
    ...createEmptyCard(noonOf(card.lastReview)),
    due: noonOf(card.due),
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    state: State.Review,
    last_review: noonOf(card.lastReview),
    scheduled_days: Math.round((noonOf(card.due).getTime() - noonOf(card.lastReview).getTime()) / 86_400_000),
  };
}

function fromFsrs(card: Card, day: string): ReviewCard {
  return {
    due: chinaDay(card.due),
    // Six decimals survive every database and phone alike.
    stability: Math.round(card.stability * 1e6) / 1e6,
    difficulty: Math.round(card.difficulty * 1e6) / 1e6,
    reps: card.reps,
    lapses: card.lapses,
    lastReview: day,
  };
}

/**
 * The card after an answer. A question enters review with its first miss; before that there is nothing to schedule.
 * A right answer before the card is due changes nothing (it proves little and would only postpone); a second answer on
 * the same day counts only when it is a miss.
 *
 * @param at instant of the answer, ISO 8601
 */
export function reviewAfter(card: ReviewCard | undefined, right: boolean, at: string): ReviewCard | undefined {
  const day = chinaDay(at);
  if (card === undefined) {
    return right
      ? undefined
      : fromFsrs(scheduler.next(createEmptyCard(noonOf(day)), noonOf(day), Rating.Again).card, day);
  }
  if (day < card.lastReview || (right && day < card.due)) return card;
  return fromFsrs(scheduler.next(toFsrs(card), noonOf(day), right ? Rating.Good : Rating.Again).card, day);
}

/** Whether it should be asked on this day. */
export function isDue(card: ReviewCard, day: string): boolean {
  return card.due <= day;
}
