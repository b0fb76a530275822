import { parseStakeRange } from '#domain/stake';
import { type NamedRoad, type NoticeDraft, readNotice } from '#functions/adapters/roads/prose';

/** What a person read out of a notice; what is absent, the notice doesn't say. Times are Beijing time to the minute. */
export interface LabelledDraft {
  type: string;
  /** Number where the road has one, else its name. */
  road?: string;
  direction?: string;
  stake?: string;
  from?: string;
  to?: string;
  place?: string;
  state?: string;
  traffic?: string;
  start?: string;
  end?: string;
  status?: string;
}

export interface LabelledNotice {
  set: 'development' | 'held-out';
  text: string;
  drafts: LabelledDraft[];
}

export const FIELDS = [
  'type',
  'road',
  'direction',
  'stake',
  'place',
  'state',
  'traffic',
  'start',
  'end',
  'over',
] as const;
export type Field = (typeof FIELDS)[number];

export interface FieldScore {
  /** Share of what was read that is right. */
  precision: number;
  /** Share of what there was to read that was read right. */
  recall: number;
  /** How many labelled values that rests on. */
  labelled: number;
}

export interface Score {
  fields: Record<Field, FieldScore>;
  drafts: { precision: number; recall: number; labelled: number };
  mistakes: string[];
}

/** Precision and recall by field. Drafts are paired in order; one too many or too few counts against every field it has. */
export function scoreNotices(notices: readonly LabelledNotice[], roads: readonly NamedRoad[], now: string): Score {
  const counts = new Map(FIELDS.map((field) => [field, { right: 0, read: 0, labelled: 0 }]));
  const drafts = { right: 0, read: 0, labelled: 0 };
  const mistakes: string[] = [];
  for (const notice of notices) {
    const read = readNotice(notice.text, { now, roads });
    drafts.read += read.length;
    drafts.labelled += notice.drafts.length;
    drafts.right += Math.min(read.length, notice.drafts.length);
    for (let index = 0; index < Math.max(read.length, notice.drafts.length); index += 1) {
      const found = valuesOfDraft(read[index]);
      const wanted = valuesOfLabel(notice.drafts[index]);
      for (const field of FIELDS) {
        const count = counts.get(field);
        if (!count) continue;
        if (found[field] !== undefined) count.read += 1;
        if (wanted[field] !== undefined) count.labelled += 1;
        if (found[field] !== undefined && found[field] === wanted[field]) count.right += 1;
        else if (found[field] !== wanted[field])
          mistakes.push(`${field}: read ${found[field]}, is ${wanted[field]} (${notice.text})`);
      }
    }
  }
  const fields = Object.fromEntries([...counts].map(([field, count]) => [field, scoreOf(count)])) as Record<
    Field,
    FieldScore
  >;
  return { fields, drafts: scoreOf(drafts), mistakes };
}

function scoreOf({ right, read, labelled }: { right: number; read: number; labelled: number }): FieldScore {
  return { precision: read === 0 ? 1 : right / read, recall: labelled === 0 ? 1 : right / labelled, labelled };
}

type Values = Partial<Record<Field, string | undefined>>;

function valuesOfDraft(draft: NoticeDraft | undefined): Values {
  if (!draft) return {};
  const { road, effect } = draft;
  return {
    type: draft.type,
    road: road?.code ?? road?.name,
    direction: road?.directionText,
    stake: road?.stake && `${road.stake.from}-${road.stake.to}`,
    place: road?.from ? `${road.from}-${road.to}` : draft.place,
    state: effect.roadState === 'unknown' ? undefined : effect.roadState,
    traffic: effect.traffic === 'free' && draft.status === 'ended' ? undefined : effect.traffic,
    start: minuteOf(draft.start),
    end: minuteOf(draft.end),
    over: draft.status === 'ended' ? 'over' : undefined,
  };
}

function valuesOfLabel(label: LabelledDraft | undefined): Values {
  if (!label) return {};
  const stake = label.stake === undefined ? null : parseStakeRange(label.stake);
  return {
    type: label.type,
    road: label.road,
    direction: label.direction,
    stake: stake ? `${stake.from}-${stake.to}` : undefined,
    place: label.from ? `${label.from}-${label.to}` : label.place,
    state: label.state,
    traffic: label.traffic === 'free' ? undefined : label.traffic,
    start: label.start,
    end: label.end,
    over: label.status === 'ended' ? 'over' : undefined,
  };
}

function minuteOf(iso: string | undefined): string | undefined {
  return iso && new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16);
}
