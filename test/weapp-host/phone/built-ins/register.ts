import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import { pageContainer, pageMeta, plain, scrollView, swiper, swiperItem, text, view } from './containers.ts';
import { type BuiltIn, defineBuiltIn } from './define.ts';
import {
  button,
  checkbox,
  checkboxGroup,
  form,
  input,
  label,
  picker,
  pickerView,
  radio,
  radioGroup,
  slider,
  switchControl,
  textarea,
} from './forms.ts';
import { map } from './map.ts';
import { canvas, icon, image, progress, richText, video } from './media.ts';
import { navigator } from './navigator.ts';

const BUILT_INS: Record<string, BuiltIn> = {
  view,
  'cover-view': view,
  text,
  'scroll-view': scrollView,
  swiper,
  'swiper-item': swiperItem,
  'movable-area': plain,
  'movable-view': plain,
  'match-media': plain,
  'root-portal': plain,
  'page-container': pageContainer,
  'page-meta': pageMeta,
  'share-element': plain,
  image,
  'cover-image': image,
  'rich-text': richText,
  video,
  canvas,
  icon,
  progress,
  map,
  navigator,
  form,
  input,
  textarea,
  button,
  switch: switchControl,
  slider,
  radio,
  'radio-group': radioGroup,
  checkbox,
  'checkbox-group': checkboxGroup,
  label,
  picker,
  'picker-view': pickerView,
  'picker-view-column': plain,
};

/** WeChat's own components, as far as this phone draws them. A page that uses another is reported as `component <x>`. */
export function registerBuiltIns(space: CodeSpace): void {
  for (const [tag, builtIn] of Object.entries(BUILT_INS)) defineBuiltIn(space, tag, builtIn);
}
