import { includePoints, mapById, regionOf, scaleOf } from '../built-ins/map.ts';
import { noteEffect } from '../record.ts';
import { asynchronous, asynchronousAll, type Options, type WxApi, WxFailure } from './call.ts';
import type { PhoneParts } from './phone-parts.ts';

/** Every recording is so long, in milliseconds. */
const RECORDING = 300;

/** Plays nothing; tells what it was asked to play, and when it would have ended. */
class AudioContext {
  src = '';
  loop = false;
  paused = true;
  currentTime = 0;
  duration = 0;
  autoplay = false;
  volume = 1;
  playbackRate = 1;
  #listeners = new Map<string, () => void>();

  #ring(event: string): void {
    const listener = this.#listeners.get(event);
    if (listener !== undefined) setTimeout(listener);
  }

  play(): void {
    noteEffect('audio.play', { src: this.src });
    this.paused = false;
    this.#ring('Play');
    setTimeout(() => !this.paused && this.#ring('Ended'), RECORDING);
  }

  pause(): void {
    this.paused = true;
    this.#ring('Pause');
  }

  stop(): void {
    this.paused = true;
    this.#ring('Stop');
  }

  seek(position: number): void {
    this.currentTime = position;
  }

  destroy(): void {
    this.#listeners.clear();
  }

  listen(event: string, listener: (() => void) | undefined): void {
    if (listener === undefined) this.#listeners.delete(event);
    else this.#listeners.set(event, listener);
  }
}

const AUDIO_EVENTS = [
  'Canplay',
  'Play',
  'Pause',
  'Stop',
  'Ended',
  'Error',
  'TimeUpdate',
  'Waiting',
  'Seeking',
  'Seeked',
];

function createAudio(): AudioContext {
  const audio = new AudioContext();
  for (const event of AUDIO_EVENTS) {
    Object.assign(audio, {
      [`on${event}`]: (listener: () => void) => audio.listen(event, listener),
      [`off${event}`]: () => audio.listen(event, undefined),
    });
  }
  return audio;
}

function mapContext(id: string, { stack }: PhoneParts): WxApi {
  const shown = () => {
    const instance = mapById(stack.top.webview, id);
    if (instance === undefined) throw new WxFailure(`no map with id ${id}`);
    return instance;
  };
  const note = (api: string) => (options: Options) => noteEffect(`map.${api}`, { id, ...plain(options) });
  return asynchronousAll({
    getCenterLocation: () => ({ latitude: shown().attributes().latitude, longitude: shown().attributes().longitude }),
    getScale: () => ({ scale: scaleOf(shown()) }),
    getRegion: () => regionOf(shown()),
    includePoints: ({ points, padding }) => {
      note('includePoints')({ points, padding });
      includePoints(shown(), points as { latitude: number; longitude: number }[], (padding ?? []) as number[]);
    },
    moveToLocation: note('moveToLocation'),
    translateMarker: note('translateMarker'),
    addMarkers: note('addMarkers'),
    removeMarkers: note('removeMarkers'),
    initMarkerCluster: note('initMarkerCluster'),
  });
}

function plain(options: Options): Record<string, unknown> {
  const { success, fail, complete, ...said } = options;
  return said;
}

async function exportCanvas(options: Options): Promise<Record<string, unknown>> {
  const { canvas, fileType } = options;
  if (!(canvas instanceof HTMLCanvasElement)) throw new WxFailure('canvas is empty: only type="2d" canvases are drawn');
  return { tempFilePath: canvas.toDataURL(fileType === 'jpg' ? 'image/jpeg' : 'image/png') };
}

async function open(src: unknown): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = String(src);
  await image.decode().catch(() => {
    throw new WxFailure(`download image fail: ${String(src)}`);
  });
  return image;
}

/** As https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.compressImage.html, always as a JPEG. */
async function compress({ src, quality, compressedWidth }: Options): Promise<Record<string, unknown>> {
  const image = await open(src);
  const canvas = document.createElement('canvas');
  canvas.width = Number(compressedWidth ?? image.naturalWidth);
  canvas.height = Math.round((image.naturalHeight * canvas.width) / image.naturalWidth);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return { tempFilePath: canvas.toDataURL('image/jpeg', Number(quality ?? 80) / 100) };
}

export function mediaApis(parts: PhoneParts): WxApi {
  const note = (api: string) => (options: Options) => noteEffect(api, plain(options));
  return {
    createInnerAudioContext: createAudio,
    createMapContext: (id: string) => mapContext(id, parts),
    createVideoContext: (id: string) =>
      Object.fromEntries(
        ['play', 'pause', 'stop', 'seek', 'requestFullScreen', 'exitFullScreen'].map((act) => [
          act,
          () => noteEffect(`video.${act}`, { id }),
        ]),
      ),
    canvasToTempFilePath: asynchronous('canvasToTempFilePath', exportCanvas),
    ...asynchronousAll({
      previewImage: note('previewImage'),
      previewMedia: note('previewMedia'),
      setInnerAudioOption: () => {},
      compressImage: compress,
      getImageInfo: async ({ src }) => {
        const image = await open(src);
        return {
          width: image.naturalWidth,
          height: image.naturalHeight,
          path: String(src),
          type: 'unknown',
          orientation: 'up',
        };
      },
    }),
  };
}
