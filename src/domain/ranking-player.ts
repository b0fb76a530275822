/**
 * Words of which a player's nickname is made. Nobody types one: so no real name, no insult and nobody else's badge ever stands in a
 * ranking, and nothing needs to be moderated.
 */
export const NICKNAME_FIRST = [
  '稳稳的',
  '不抢行的',
  '礼让的',
  '早出发的',
  '不急的',
  '系好带的',
  '细心的',
  '守时的',
  '温和的',
  '明亮的',
  '爱学习的',
  '不分心的',
  '会减速的',
  '看得远的',
  '有耐心的',
  '好脾气的',
  '不疲劳的',
  '清醒的',
  '风雨里的',
  '山路上的',
  '海边的',
  '草原上的',
  '北方的',
  '南方的',
  '清晨的',
  '夜班的',
  '周末的',
  '新手上路的',
  '老练的',
  '爱干净的',
] as const;

export const NICKNAME_SECOND = [
  '老司机',
  '新司机',
  '骑手',
  '行人',
  '乘客',
  '巴士师傅',
  '货车师傅',
  '出租师傅',
  '摩托手',
  '校车阿姨',
  '斑马线',
  '红绿灯',
  '安全带',
  '头盔',
  '雨刮器',
  '后视镜',
  '转向灯',
  '近光灯',
  '三角牌',
  '路锥',
  '导航员',
  '领航员',
  '小车',
  '电动车',
  '自行车',
  '路灯',
  '里程碑',
  '立交桥',
  '隧道灯',
  '服务区',
] as const;

/** Drawings of ours that a player may choose, below `pictureBase`. */
export const PLAYER_PICTURES = [
  'pictures/signs/give-way.webp',
  'pictures/signs/children.webp',
  'pictures/signs/crosswalk.webp',
  'pictures/signs/bicycles.webp',
  'pictures/signs/crossroads.webp',
  'pictures/signs/bend-left.webp',
  'pictures/signs/bend-right.webp',
  'pictures/signs/ahead-only.webp',
  'pictures/signs/keep-right.webp',
  'pictures/signs/bus-lane.webp',
  'pictures/signs/falling-rocks.webp',
  'pictures/signs/crosswind.webp',
] as const;

/** How a player appears to others. */
export interface PlayerProfile {
  nickname: string;
  picture: string;
  /** Province's GB/T 2260 code, `110000`. */
  region?: string;
}

/** The nickname that two words make. */
export function nicknameOf(first: (typeof NICKNAME_FIRST)[number], second: (typeof NICKNAME_SECOND)[number]): string {
  return `${first}${second}`;
}

/** A player's week, as the database keeps it in collection `players`. */
export interface PlayerDocument extends PlayerProfile {
  /** `<week>~<openid>` */
  _id: string;
  openid: string;
  week: string;
  /** `''` for none: a missing field would take part in no index. */
  regionKey: string;
  points: number;
  /** What the counts of the ranking hold for this player; behind `points` only while they are being moved. */
  countedPoints: number;
  countedRegion: string;
}
