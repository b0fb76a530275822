import type { OfficerEvent } from '#contract/desk-roads';
import { inChina } from '#domain/china-time';
import { directionWords } from '#domain/direction-words';
import { normalizeRoadCode } from '#domain/road-code';
import { formatStakeRange, parseStakeRange } from '#domain/stake';
import { STATE_CHOICES, TYPE_CHOICES, type UntilChoice } from './duty-words.ts';

type OfficerRoad = NonNullable<OfficerEvent['road']>;

/** A road as the list of roads knows it: where it begins and ends tells its two directions. */
export interface KnownRoad {
  code: string;
  name?: string;
  from?: string;
  to?: string;
}

/** A direction as a headline says it, and as the event keeps it. */
export interface DirectionChoice {
  id: OfficerRoad['direction'];
  name: string;
}

/** What an officer has said so far. It is kept on the phone with every tap, so everything in it is plain data. */
export interface DutyForm {
  agencyId: string;
  type?: OfficerEvent['type'];
  /** What was typed for the road: a number or a name. */
  roadText: string;
  road?: KnownRoad;
  direction?: DirectionChoice;
  /** `268`, `268+500`, `K268+500至K270`. */
  stakeText: string;
  state?: OfficerRoad['state'];
  severity?: OfficerEvent['severity'];
  /** Absent: the end that the event has already. */
  until?: UntilChoice;
  /** The officer's own words; the composed ones where it is empty. */
  headline: string;
  advice: string;
  description: string;
  /** What an event or a notice says beyond this form's fields: it is sent on as it came. */
  rest: Partial<OfficerEvent>;
}

export function emptyForm(agencyId: string): DutyForm {
  return { agencyId, roadText: '', stakeText: '', headline: '', advice: '', description: '', rest: {} };
}

/** Both ends of the road by name where they are known; the way its stakes run where they aren't. */
export function directionsOf({ road, direction }: Pick<DutyForm, 'road' | 'direction'>): DirectionChoice[] {
  const choices: DirectionChoice[] = [
    { id: 'increasing', name: road?.to === undefined ? '桩号增大方向' : `往${road.to}方向` },
    { id: 'decreasing', name: road?.from === undefined ? '桩号减小方向' : `往${road.from}方向` },
    { id: 'both', name: '双向' },
  ];
  const isOwn = direction !== undefined && !choices.some(({ id }) => id === direction.id);
  return isOwn ? [direction, ...choices] : choices;
}

/** A stake or a stretch as officers type it; undefined while it is none, or nothing is typed. */
export function readStakeText(text: string): OfficerRoad['stake'] {
  // Between two bare numbers both are kilometres; the rule for notices takes the second for metres.
  const plain = text
    .trim()
    .replace(/\s+/g, '')
    .replace(/^K?(\d{1,4})[-—~～至到]K?(\d{1,4})$/i, 'K$1-K$2');
  if (plain === '') return undefined;
  return parseStakeRange(/^\d/.test(plain) ? `K${plain}` : plain) ?? undefined;
}

/** How grave it is where the officer doesn't say: a closure is always worth a warning. */
export function severityOf({ severity, state }: Pick<DutyForm, 'severity' | 'state'>): OfficerEvent['severity'] {
  if (severity !== undefined) return severity;
  if (state === 'closed') return 'critical';
  return state === 'some-lanes-closed' || state === 'intermittent' || state === 'alternating' ? 'major' : 'moderate';
}

function roadWords({ road, roadText }: DutyForm): string {
  if (road !== undefined) return `${road.code}${road.name ?? ''}`;
  return roadText.trim();
}

/** Where it is, as lists and messages put it before the headline: `G4京港澳高速 往北京方向 K268`. */
export function composeWhere(form: DutyForm): string {
  const stake = readStakeText(form.stakeText);
  const place = stake === undefined ? (form.rest.location ?? '') : formatStakeRange(stake);
  return [roadWords(form), form.direction?.name ?? '', place].filter((part) => part !== '').join(' ');
}

/** What happens, as the headline says it: `发生事故，道路封闭`. The place stands before it and is not said twice. */
export function composeHeadline({ type, state }: Pick<DutyForm, 'type' | 'state'>): string {
  const what = TYPE_CHOICES.find(({ id }) => id === type)?.says;
  const does = STATE_CHOICES.find(({ id }) => id === state)?.says;
  return [what, does].filter((part) => part !== undefined).join('，');
}

/** The end that was chosen, ISO 8601 UTC; undefined where it is open. */
export function endOf(until: UntilChoice, now: Date): string | undefined {
  if (until === 'open') return undefined;
  if (until === 'midnight') return inChina(now).endOf('day').add(1, 'millisecond').toISOString();
  return new Date(now.getTime() + Number(until) * 60_000).toISOString();
}

/** What keeps a form from being published, in words for the officer; the first of it is enough. */
export function findGap(form: DutyForm): string | undefined {
  if (form.type === undefined) return '请选择发生了什么';
  if (roadWords(form) === '') return '请填写道路编号或名称';
  if (form.stakeText.trim() !== '' && readStakeText(form.stakeText) === undefined) return '桩号请写成 268 或 268+500';
  return undefined;
}

function composeRoad(form: DutyForm): OfficerRoad {
  const { road, direction } = form;
  const typed = form.roadText.trim();
  const code = road?.code ?? normalizeRoadCode(typed) ?? undefined;
  const name = road?.name ?? (code === undefined ? typed : undefined);
  const stake = readStakeText(form.stakeText);
  const { stake: _stake, ...kept } = form.rest.road ?? { direction: 'unknown', state: 'unknown' };
  return {
    ...kept,
    direction: direction?.id ?? 'unknown',
    state: form.state ?? 'unknown',
    ...(code !== undefined && { code }),
    ...(name !== undefined && name !== '' && { name }),
    ...(direction !== undefined && { directionText: direction.name }),
    ...(stake !== undefined && { stake }),
  };
}

/** The event that a form without gaps says. @throws Error for one with gaps */
export function composeEvent(form: DutyForm, now: Date): OfficerEvent {
  const { type, until } = form;
  if (type === undefined) throw new Error('a form without a type is no event');
  const { end: known, endEstimated: knownEstimate, ...rest } = form.rest;
  const end = until === undefined ? known : endOf(until, now);
  const headline = form.headline.trim() === '' ? composeHeadline(form) : form.headline.trim();
  return {
    subtypes: [],
    regions: [],
    restrictions: [],
    ...rest,
    type,
    severity: severityOf(form),
    headline,
    road: composeRoad(form),
    description: form.description.trim(),
    advice: form.advice.trim(),
    ...(end !== undefined && { end, endEstimated: until === undefined ? (knownEstimate ?? true) : true }),
  };
}

/** The form of an event that stands, or of a notice: to be changed, or confirmed. */
export function formOf(event: Partial<OfficerEvent>, agencyId: string): DutyForm {
  const { type, headline = '', description = '', advice = '', severity, road, ...rest } = event;
  const { code, name, direction, directionText, stake, state } = road ?? {};
  const known: KnownRoad | undefined = code === undefined ? undefined : { code, ...(name !== undefined && { name }) };
  const said = direction === undefined ? undefined : (directionText ?? directionWords(direction));
  return {
    ...emptyForm(agencyId),
    // Words that were composed are composed anew with what is changed.
    headline: headline === composeHeadline({ type, state }) ? '' : headline,
    description,
    advice,
    roadText: code ?? name ?? '',
    stakeText: stake === undefined ? '' : formatStakeRange(stake).replace('—', '-'),
    rest: { ...rest, ...(road !== undefined && { road }) },
    ...(type !== undefined && { type }),
    ...(severity !== undefined && { severity }),
    ...(known !== undefined && { road: known }),
    ...(direction !== undefined && said !== undefined && { direction: { id: direction, name: said } }),
    ...(state !== undefined && state !== 'unknown' && { state }),
  };
}
