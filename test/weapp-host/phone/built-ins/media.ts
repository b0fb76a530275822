import { type BuiltIn, isOn } from './define.ts';
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
