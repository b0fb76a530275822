export type { SaveOutcome } from './album-outcome.ts';
export { exportPicture, openAlbumSetting, saveToAlbum } from './save-picture';
