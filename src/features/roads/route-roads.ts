import type { ActionOutput } from '#contract/action';
import type { RoadsContract } from '#contract/roads';
import { normalizeRoadCode } from '#domain/road-code';
import type { RouteLeg } from '#domain/road-route';
import { checkStake, parseStake } from '#domain/stake';

export type NamedRoad = ActionOutput<RoadsContract, 'listRoads'>['roads'][number];

const MOST_SUGGESTED = 6;

/** Roads whose number begins with what was typed, or whose name has it within; the number itself first. */
export function suggestRoads(roads: readonly NamedRoad[], typed: string): NamedRoad[] {
  const wanted = typed.normalize('NFKC').toUpperCase().replace(/\s/gu, '');
  if (wanted === '') return [];
  const found = roads.filter(({ code, name }) => code.startsWith(wanted) || name.includes(wanted));
  return found.sort((one, other) => one.code.length - other.code.length).slice(0, MOST_SUGGESTED);
}

/** The road that was typed: by its number, known to us or not, or by the whole name of one that we know. */
export function readRoad(roads: readonly NamedRoad[], typed: string): { code: string; name?: string } | null {
  const code = normalizeRoadCode(typed);
  const plain = typed.replace(/\s/gu, '').replace(/公路$/u, '');
  const known = roads.find((road) => road.code === code || road.name === plain);
  if (known) return { code: known.code, name: known.name };
  return code === null ? null : { code };
}

export type LegProblem = 'road' | 'stake' | 'half-stake';

export const LEG_PROBLEM_WORDS: Record<LegProblem, string> = {
  road: '请写道路编号，如 G72、S20、318国道',
  stake: '桩号请写成 K1436 或 K1436+500',
  'half-stake': '起点和终点桩号要么都写，要么都不写',
};

export interface LegFields {
  road: string;
  from: string;
  to: string;
  direction?: 'n' | 'e' | 's' | 'w' | undefined;
}

/** Metres of a post as drivers write it: `K1436+500`, `1436.5`, `1436公里`. */
function readPost(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim();
  const metres = parseStake(/^\d/u.test(plain) && !/[公千k里米]/iu.test(plain) ? `K${plain}` : plain);
  return metres === null ? null : checkStake(metres);
}

/** A leg from what was typed, or what is wrong with it. */
export function readLeg(roads: readonly NamedRoad[], fields: LegFields): RouteLeg | LegProblem {
  const road = readRoad(roads, fields.road);
  if (road === null) return 'road';
  const [from, to] = [fields.from.trim(), fields.to.trim()];
  if ((from === '') !== (to === '')) return 'half-stake';
  const direction = fields.direction === undefined ? {} : { direction: fields.direction };
  if (from === '') return { kind: 'road', ...road, ...direction };
  const stake = { from: readPost(from), to: readPost(to) };
  if (stake.from === null || stake.to === null) return 'stake';
  return { kind: 'road', ...road, stake: { from: stake.from, to: stake.to }, ...direction };
}
