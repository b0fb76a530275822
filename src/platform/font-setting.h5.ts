/** A browser enlarges pages by itself; Taro's way of asking would bring 15 KB that guess what browser it is. */
export function readFontScale(): number {
  return 1;
}
