import { defineCustomElement } from '@tarojs/components/dist/components/taro-textarea-core.js';
import { manipulatePropsFunction } from '@tarojs/components/lib/react/helper.js';
import { createReactComponent } from '@tarojs/components/lib/react/react-component-lib/createComponent.js';

export default createReactComponent('taro-textarea-core', undefined, manipulatePropsFunction, defineCustomElement);
