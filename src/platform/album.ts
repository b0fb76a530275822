export type { SaveOutcome } from './album-outcome.ts';
export { openAlbumSetting, saveToAlbum } from './save-picture';
