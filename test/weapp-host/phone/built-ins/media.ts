import { type BuiltIn, type Instance, isOn } from './define.ts';
import { parseRichText } from './rich-text.ts';

/** How an image fills its box; the first letters of WeChat's modes say it (`aspectFill`, `widthFix`, ...). */
const OBJECT_FIT: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
};

/** Files inside the package are served by the host; a temporary file is a data URL already. */
function addressOf(src: unknown): string {
  return typeof src === 'string' ? src : '';
}

export const image: BuiltIn = {
  attributes: { src: '', mode: 'scaleToFill', lazyLoad: false },
  attach({ dom, state, emit, attributes }) {
    const inner = document.createElement('img');
    inner.alt = '';
    inner.addEventListener('load', () => {
      if (attributes().mode === 'widthFix') {
        dom.style.height = `${(dom.clientWidth * inner.naturalHeight) / Math.max(1, inner.naturalWidth)}px`;
      }
      emit('load', { width: inner.naturalWidth, height: inner.naturalHeight });
    });
    inner.addEventListener('error', () => emit('error', { errMsg: `GET ${inner.src} failed` }));
    dom.append(inner);
    state.inner = inner;
  },
  draw({ state, attributes }) {
    const inner = state.inner as HTMLImageElement;
    const { src, mode, lazyLoad } = attributes();
    inner.style.objectFit = OBJECT_FIT[String(mode)] ?? 'none';
    inner.loading = isOn(lazyLoad) ? 'lazy' : 'eager';
    const address = addressOf(src);
    if (address === '') inner.removeAttribute('src');
    else if (inner.getAttribute('src') !== address) inner.src = address;
  },
};

export const richText: BuiltIn = {
  attributes: { nodes: [] },
  draw: ({ dom, attributes }) => dom.replaceChildren(parseRichText(attributes().nodes)),
};

export const video: BuiltIn = {
  attributes: { src: '', title: '', poster: '' },
  draw({ dom, attributes }) {
    const { title, poster } = attributes();
    const caption = document.createElement('span');
    caption.textContent = `▶ ${String(title ?? '')}`;
    if (typeof poster === 'string' && poster !== '') dom.style.backgroundImage = `url("${CSS.escape(poster)}")`;
    dom.replaceChildren(caption);
  },
};

export const canvas: BuiltIn = {
  attributes: { type: '', canvasId: '' },
  attach({ dom, state }) {
    const inner = document.createElement('canvas');
    dom.append(inner);
    state.canvas = inner;
  },
};

export const icon: BuiltIn = {
  attributes: { type: '', size: 23, color: '' },
  draw({ dom, attributes }) {
    dom.style.fontSize = `${Number(attributes().size)}px`;
    dom.textContent =
      { success: '✓', success_no_circle: '✓', warn: '!', info: 'ⓘ', cancel: '✕', clear: '✕' }[
        String(attributes().type)
      ] ?? '●';
  },
};

export const progress: BuiltIn = {
  attributes: { percent: 0, showInfo: false },
  draw({ dom, attributes }) {
    const bar = document.createElement('i');
    bar.style.width = `${Number(attributes().percent)}%`;
    dom.replaceChildren(bar, ...(isOn(attributes().showInfo) ? [`${Number(attributes().percent)}%`] : []));
  },
};

interface Marker {
  id?: number;
  latitude: number;
  longitude: number;
  title?: string;
  callout?: { content?: string };
  label?: { content?: string };
}

/** Pixels from the map's middle, in Web Mercator at WeChat's scale (3 the widest, 20 the closest). */
function projectFrom(centre: { latitude: number; longitude: number }, scale: number, at: Marker): [number, number] {
  const world = 256 * 2 ** scale;
  const y = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
  return [((at.longitude - centre.longitude) / 360) * world, (y(centre.latitude) - y(at.latitude)) * world];
}

function drawMarker(instance: Instance, marker: Marker): HTMLElement {
  const { latitude, longitude, scale } = instance.attributes();
  const centre = { latitude: Number(latitude), longitude: Number(longitude) };
  const [x, y] = projectFrom(centre, Number(scale), marker);
  const pin = document.createElement('button');
  pin.className = 'wx-marker';
  pin.textContent = marker.callout?.content ?? marker.label?.content ?? marker.title ?? '●';
  pin.style.transform = `translate(${x}px, ${y}px)`;
  pin.addEventListener('click', () => {
    instance.emit('markertap', { markerId: marker.id });
    instance.emit('callouttap', { markerId: marker.id });
  });
  return pin;
}

export const map: BuiltIn = {
  attributes: { latitude: 0, longitude: 0, scale: 16, markers: [], polyline: [], includePoints: [] },
  draw(instance) {
    const markers = (instance.attributes().markers ?? []) as Marker[];
    instance.dom.replaceChildren(...markers.map((marker) => drawMarker(instance, marker)));
  },
};
