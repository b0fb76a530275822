/** The preview is no WeChat. (Taro's own `canIUse` says yes there to every name that it has heard of.) */
export function hasAbility(_api: string): boolean {
  return false;
}
