import Taro from '@tarojs/taro';

/** A canvas of the page (`type="2d"`), ready to be drawn on. */
export interface PaintCanvas {
  /** The platform's own, for `saveToAlbum`. */
  node: CanvasNode;
  context: CanvasRenderingContext2D;
  /** Loads a picture to be drawn. @throws Error where it can't be loaded */
  loadPicture(address: string): Promise<CanvasImageSource>;
}

/** What both platforms' canvases have; WeChat's make their pictures themselves, a browser's don't. */
export interface CanvasNode {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D | null;
  createImage?(): HTMLImageElement;
  toDataURL?(type?: string): string;
}

function findCanvas(id: string): Promise<CanvasNode | undefined> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .node((found) => {
        // The typings forget that there may be none.
        const field = found as { node?: CanvasNode | null } | null;
        resolve(field?.node ?? undefined);
      })
      .exec();
  });
}

/** A page's parts stand some moments after it was told of them: it is looked for so often, and so many milliseconds apart. */
const TRIES = 40;
const PAUSE = 50;

/**
 * The canvas with this id on the page on top, so many pixels wide and high.
 * @throws Error where the page has none
 */
export async function openCanvas(id: string, width: number, height: number): Promise<PaintCanvas> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const node = await findCanvas(id);
    const context = node?.getContext?.('2d');
    if (node !== undefined && context) {
      node.width = width;
      node.height = height;
      return { node, context, loadPicture: (address) => loadPicture(node, address) };
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error(`the page has no canvas ${id}`);
}

function loadPicture(node: CanvasNode, address: string): Promise<CanvasImageSource> {
  return new Promise((resolve, reject) => {
    const picture = node.createImage?.() ?? new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = () => reject(new Error('the picture can not be loaded'));
    picture.src = address;
  });
}
