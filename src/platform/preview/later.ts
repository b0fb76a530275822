import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react';

interface Drawn {
  children?: ReactNode;
}

/** A component that comes when it is first shown; until then what stands inside it is shown, so that no line jumps. */
function whenShown(load: () => Promise<{ default: ComponentType<Drawn> }>): ComponentType<Drawn> {
  const Come = lazy(load);
  return function Later(props) {
    return createElement(Suspense, { fallback: props.children }, createElement(Come, props));
  };
}

export const Picker = whenShown(() => import('./picker'));
export const Textarea = whenShown(() => import('./textarea'));
export const Video = whenShown(() => import('./video'));
