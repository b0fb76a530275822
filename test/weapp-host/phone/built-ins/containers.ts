import { type BuiltIn, type Instance, isOn } from './define.ts';

/** Shows the pressed look while a finger is down, as WeChat does, except on what is `hover-class="none"`. */
function attachHover(instance: Instance): void {
  const { dom } = instance;
  const hoverClass = () => String(instance.attributes().hoverClass ?? 'none');
  const change = (how: 'add' | 'remove') => {
    for (const name of hoverClass().split(/\s+/)) if (name !== '' && name !== 'none') dom.classList[how](name);
  };
  dom.addEventListener('touchstart', () => change('add'), { passive: true });
  dom.addEventListener('touchend', () => change('remove'), { passive: true });
  dom.addEventListener('touchcancel', () => change('remove'), { passive: true });
}

export const view: BuiltIn = { attributes: { hoverClass: 'none' }, attach: attachHover };

export const text: BuiltIn = { attributes: { maxLines: 0, overflow: 'visible' } };

/** What only holds others. */
export const plain: BuiltIn = {};

const SCROLL_ATTRIBUTES = {
  scrollX: false,
  scrollY: false,
  scrollTop: undefined,
  scrollLeft: undefined,
  scrollIntoView: '',
  upperThreshold: 50,
  lowerThreshold: 50,
  enableFlex: false,
};

function scrollTo(instance: Instance): void {
  const { dom, state } = instance;
  const { scrollTop, scrollLeft, scrollIntoView } = instance.attributes();
  const wanted = JSON.stringify([scrollTop, scrollLeft, scrollIntoView]);
  if (state.wanted === wanted) return;
  state.wanted = wanted;
  if (scrollTop !== undefined && scrollTop !== '') dom.scrollTop = Number(scrollTop);
  if (scrollLeft !== undefined && scrollLeft !== '') dom.scrollLeft = Number(scrollLeft);
  if (typeof scrollIntoView === 'string' && scrollIntoView !== '') {
    // What it names may be drawn in the same update.
    queueMicrotask(() => {
      const inner = dom.querySelector<HTMLElement>(`#${CSS.escape(scrollIntoView)}`);
      if (inner === null) return;
      dom.scrollTo({ left: inner.offsetLeft - dom.offsetLeft, top: inner.offsetTop - dom.offsetTop });
    });
  }
}

function tellScroll(instance: Instance): void {
  const { dom, state, emit } = instance;
  const { upperThreshold, lowerThreshold, scrollX } = instance.attributes();
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = dom;
  const before = (state.position ?? { top: 0, left: 0 }) as { top: number; left: number };
  state.position = { top: scrollTop, left: scrollLeft };
  emit('scroll', {
    scrollTop,
    scrollLeft,
    scrollHeight,
    scrollWidth,
    deltaX: before.left - scrollLeft,
    deltaY: before.top - scrollTop,
  });
  const [from, to, length] = isOn(scrollX)
    ? [scrollLeft, scrollLeft + clientWidth, scrollWidth]
    : [scrollTop, scrollTop + clientHeight, scrollHeight];
  const edge = from <= Number(upperThreshold) ? 'upper' : to >= length - Number(lowerThreshold) ? 'lower' : undefined;
  if (edge !== undefined && edge !== state.edge) {
    emit(`scrollto${edge}`, {
      direction: isOn(scrollX) ? (edge === 'upper' ? 'left' : 'right') : edge === 'upper' ? 'top' : 'bottom',
    });
  }
  state.edge = edge;
}

export const scrollView: BuiltIn = {
  attributes: SCROLL_ATTRIBUTES,
  attach(instance) {
    instance.state.edge = 'upper';
    instance.dom.addEventListener('scroll', () => tellScroll(instance), { passive: true });
  },
  draw(instance) {
    const { scrollX, scrollY, enableFlex } = instance.attributes();
    const { style } = instance.dom;
    style.overflowX = isOn(scrollX) ? 'auto' : 'hidden';
    style.overflowY = isOn(scrollY) ? 'auto' : 'hidden';
    instance.dom.classList.toggle('wx-flex', isOn(enableFlex));
    scrollTo(instance);
  },
};

function moveSwiper(instance: Instance, behavior: ScrollBehavior): void {
  const { current, vertical } = instance.attributes();
  const { dom, state } = instance;
  const at = Number(current) || 0;
  if (state.shown === at) return;
  state.shown = at;
  queueMicrotask(() =>
    dom.scrollTo({
      [isOn(vertical) ? 'top' : 'left']: at * (isOn(vertical) ? dom.clientHeight : dom.clientWidth),
      behavior,
    }),
  );
}

export const swiper: BuiltIn = {
  attributes: { current: 0, vertical: false, indicatorDots: false, circular: false, autoplay: false },
  attach(instance) {
    const { dom, state, emit } = instance;
    dom.addEventListener('scrollend', () => {
      const { vertical } = instance.attributes();
      const at = Math.round(isOn(vertical) ? dom.scrollTop / dom.clientHeight : dom.scrollLeft / dom.clientWidth);
      if (at !== state.shown) {
        state.shown = at;
        const item = dom.querySelectorAll(':scope > wx-swiper-item')[at];
        emit('change', { current: at, currentItemId: item?.getAttribute('item-id') ?? '', source: 'touch' });
      }
      emit('animationfinish', { current: at, currentItemId: '', source: 'touch' });
    });
  },
  draw(instance) {
    instance.dom.classList.toggle('wx-vertical', isOn(instance.attributes().vertical));
    moveSwiper(instance, 'instant');
  },
};

export const swiperItem: BuiltIn = {
  attributes: { itemId: '' },
  draw: ({ dom, attributes }) => dom.setAttribute('item-id', String(attributes().itemId ?? '')),
};

export const pageMeta: BuiltIn = {
  attributes: { pageStyle: '', rootFontSize: '' },
  draw({ dom, attributes }) {
    const page = dom.closest<HTMLElement>('wx-page');
    if (page === null) return;
    const { pageStyle, rootFontSize } = attributes();
    page.style.cssText = String(pageStyle ?? '');
    if (rootFontSize !== '') page.style.fontSize = String(rootFontSize);
  },
};

export const pageContainer: BuiltIn = {
  attributes: { show: false },
  draw({ dom, attributes }) {
    dom.hidden = !isOn(attributes().show);
  },
};
