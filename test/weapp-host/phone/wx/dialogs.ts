import { noteEffect } from '../record.ts';
import { asynchronousAll, type WxApi, WxFailure } from './call.ts';
import type { PhoneParts } from './phone-parts.ts';

export function dialogApis({ frame, answers }: PhoneParts): WxApi {
  return asynchronousAll({
    showToast: ({ title, icon }) => {
      noteEffect('showToast', { title, icon: icon ?? 'success' });
      frame.toast(String(title ?? ''));
    },
    hideToast: () => frame.toast(''),
    showLoading: ({ title }) => {
      noteEffect('showLoading', { title });
      frame.toast(String(title ?? ''));
    },
    hideLoading: () => frame.toast(''),
    showModal: ({ title, content, confirmText, cancelText, editable }) => {
      noteEffect('showModal', { title, content, confirmText, cancelText });
      if (typeof confirmText === 'string' && confirmText.length > 4)
        throw new WxFailure('confirmText length should not larger than 4 Chinese characters');
      if (typeof cancelText === 'string' && cancelText.length > 4)
        throw new WxFailure('cancelText length should not larger than 4 Chinese characters');
      const confirm = answers.modal === 'confirm';
      return { confirm, cancel: !confirm, ...(editable === true && { content: content ?? '' }) };
    },
    showActionSheet: ({ itemList }) => {
      const items = (itemList ?? []) as string[];
      if (items.length === 0 || items.length > 6) throw new WxFailure('parameter.itemList should have 1 to 6 items');
      noteEffect('showActionSheet', { itemList: items });
      if (answers.actionSheet === 'cancel') throw new WxFailure('cancel');
      return { tapIndex: answers.actionSheet };
    },
  });
}
