/** A browser loads the newest version by itself; Taro's dialog, which only this would bring into the first load, stays out. */
export function watchForUpdates(): void {}
