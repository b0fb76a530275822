import type { RoadEvent } from './road-event.ts';
import { indexTerms, queryTerms } from './text-bigrams.ts';

/** Terms of one event in the search index: each is an entry of it. */
const MOST_TERMS = 60;

/**
 * Pairs of characters that half of all events have: they must not be what the index is searched by. Everything else
 * (京港, 鹿寨, g72) names a place.
 */
const COMMON = new Set(
  '高速 速公 公路 路段 方向 往方 附近 收费 费站 服务 务区 枢纽 互通 立交 大桥 隧道 出口 入口 匝道 国道 省道 县道 事故 交通 施工 封闭 管制 拥堵 缓行 限行 车道 应急 占用 发生 车辆 通行 影响 示例 双向 全线 路面 道路'.split(
    ' ',
  ),
);

/** The terms by which an event is found: what names its place first, then its headline. */
export function searchTermsOf(event: Pick<RoadEvent, 'roads' | 'regions' | 'texts'>): string[] {
  const { roads, regions, texts } = event;
  const names = roads.flatMap(({ code, name, from, to, directionText }) => [code, name, from, to, directionText]);
  const places = [...names, ...regions.map(({ name }) => name), ...texts.map(({ location }) => location)];
  const headlines = texts.map(({ headline }) => headline);
  return indexTerms({ title: '', digest: places.filter(Boolean).join(' '), text: headlines.join(' ') }, MOST_TERMS);
}

/**
 * The terms of a question, the most telling first: the index is searched by that one and the rest only checked. Empty
 * for a question without letters or digits.
 */
export function searchTermsFor(text: string): string[] {
  const terms = queryTerms(text).filter((term) => term.length > 1 || !/\p{Script=Han}/u.test(term));
  return terms.sort((one, other) => commonness(one) - commonness(other));
}

function commonness(term: string): number {
  return COMMON.has(term) ? 1 : 0;
}
