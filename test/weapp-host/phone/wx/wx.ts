import { asynchronous, type Options, onTapOnly, setWx, unimplemented, type WxApi, WxFailure } from './call.ts';
import { cloudApis } from './cloud.ts';
import { Consent, consentApis } from './consent.ts';
import { deviceApis } from './device.ts';
import { dialogApis } from './dialogs.ts';
import { fileApis } from './files.ts';
import { mediaApis } from './media.ts';
import { navigationApis } from './navigation.ts';
import { networkApis } from './network.ts';
import type { PhoneParts } from './phone-parts.ts';
import { queryApis } from './query.ts';
import { storageApis } from './storage.ts';

/**
 * What Moments' single-page mode refuses, beside all navigation: whatever needs a login, leaves the page, or reaches
 * into the phone. https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/share-timeline.html
 */
const REFUSED_IN_SINGLE_PAGE = [
  'login',
  'checkSession',
  'authorize',
  'openSetting',
  'requestSubscribeMessage',
  'setClipboardData',
  'getClipboardData',
  'chooseLocation',
  'openLocation',
  'makePhoneCall',
  'showShareMenu',
  'hideShareMenu',
  'updateShareMenu',
];

/**
 * What WeChat does in a driver's own tap only.
 * https://developers.weixin.qq.com/miniprogram/dev/api/share/wx.shareFileMessage.html
 * https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html
 */
const ON_TAP_ONLY = ['requestSubscribeMessage', 'shareFileMessage'];

/** The `wx` object of this phone. Every API that WeChat has is there; one that this phone lacks is reported when used. */
export function createWx(parts: PhoneParts): { wx: WxApi; consent: Consent } {
  const consent = new Consent(parts);
  const has = new Set([...parts.settings.apiNames, 'cloud']);
  const wx: WxApi = {
    ...Object.fromEntries(parts.settings.apiNames.map((name) => [name, unimplemented(name)])),
    ...navigationApis(parts),
    ...storageApis(parts.single),
    ...networkApis(parts),
    ...dialogApis(parts),
    ...deviceApis(parts),
    ...consentApis(parts, consent),
    ...mediaApis(parts),
    ...fileApis(),
    ...queryApis(parts),
    cloud: cloudApis(parts),
    canIUse: (schema: string) => has.has(schema.split('.')[0] ?? ''),
  };
  for (const name of ON_TAP_ONLY) wx[name] = onTapOnly(name, wx[name]);
  if (parts.single) {
    const refuse = (name: string) =>
      asynchronous(name, (_options: Options) => {
        throw new WxFailure('can not be invoked in single page mode');
      });
    for (const name of REFUSED_IN_SINGLE_PAGE) wx[name] = refuse(name);
  }
  setWx(wx);
  return { wx, consent };
}
