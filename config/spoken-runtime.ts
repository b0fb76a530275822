import { mergeInternalComponents } from '@tarojs/shared';
import { SPOKEN_ATTRIBUTES } from './spoken-attributes';

// The templates and the runtime number a component's attributes alike, so both must know the same ones.
mergeInternalComponents(SPOKEN_ATTRIBUTES);
