/** A province, region or municipality by its GB/T 2260 code. */
export interface Province {
  adcode: string;
  name: string;
}

const NAMES =
  '11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 35福建 36江西 37山东 41河南 42湖北 43湖南 ' +
  '44广东 45广西 46海南 50重庆 51四川 52贵州 53云南 54西藏 61陕西 62甘肃 63青海 64宁夏 65新疆 71台湾 81香港 82澳门';

/** All of them, in the order of their codes. */
export const PROVINCES: readonly Province[] = NAMES.split(' ').map((entry) => ({
  adcode: `${entry.slice(0, 2)}0000`,
  name: entry.slice(2),
}));

export function provinceName(adcode: string): string {
  return PROVINCES.find((province) => province.adcode === adcode)?.name ?? '';
}
