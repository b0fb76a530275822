import type { SaveOutcome } from './album-outcome.ts';
import type { CanvasNode } from './canvas.ts';

/** A browser has no album: the picture is downloaded under its name. */
export async function saveToAlbum(canvas: CanvasNode, name: string): Promise<SaveOutcome> {
  const address = canvas.toDataURL?.('image/png');
  if (address === undefined) return 'failed';
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.png`;
  link.click();
  return 'saved';
}

/** What is drawn, as an address of its own. */
export async function exportPicture(canvas: CanvasNode): Promise<string | undefined> {
  return canvas.toDataURL?.('image/png');
}

/** There is nothing to open. */
export async function openAlbumSetting(): Promise<boolean> {
  return true;
}
