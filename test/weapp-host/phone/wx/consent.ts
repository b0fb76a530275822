import { noteEffect, whileDriverDecides } from '../record.ts';
import { asynchronousAll, Bell, type Options, type WxApi, WxFailure } from './call.ts';
import type { PhoneParts } from './phone-parts.ts';

interface Decision {
  event: 'agree' | 'disagree' | 'exposureAuthorization';
  buttonId?: string;
}

/** Each of these takes personal data, so that WeChat asks for the privacy agreement first. */
const PRIVATE = [
  'getLocation',
  'getFuzzyLocation',
  'chooseLocation',
  'chooseImage',
  'chooseMedia',
  'chooseMessageFile',
  'setClipboardData',
  'getClipboardData',
  'saveImageToPhotosAlbum',
];

/** Asks for what a driver must agree to: the privacy agreement, the location, subscribe messages. */
export class Consent {
  readonly needed = new Bell<never>();
  #agreed: boolean;
  #asked: ((resolve: (decision: Decision) => void, event: { referrer: string }) => void)[] = [];

  constructor(private readonly parts: PhoneParts) {
    this.#agreed = parts.answers.privacy === 'agreed';
  }

  get isNeeded(): boolean {
    return !this.#agreed && this.parts.answers.privacy !== 'agreed';
  }

  readonly listen = (listener: (resolve: (decision: Decision) => void, event: { referrer: string }) => void): void => {
    this.#asked.push(listener);
  };

  /** A tap on a button with `open-type="agreePrivacyAuthorization"`. */
  agree(): void {
    this.#agreed = true;
  }

  /** Where the page has its own dialog it decides; else WeChat shows its own, which the driver answers. */
  async require(api: string): Promise<void> {
    if (this.parts.answers.undeclared.includes(api)) {
      throw new WxFailure('api scope is not declared in the privacy agreement', { errno: 112 });
    }
    if (!PRIVATE.includes(api) || !this.isNeeded) return;
    const own = this.#asked.at(-1);
    const decision =
      own === undefined
        ? this.parts.answers.privacy
        : (
            await whileDriverDecides(
              new Promise<Decision>((resolve) =>
                own((made) => made.event !== 'exposureAuthorization' && resolve(made), { referrer: api }),
              ),
            )
          ).event;
    if (decision !== 'agree') throw new WxFailure('privacy permission is not authorized', { errno: 104 });
    this.#agreed = true;
  }
}

/** What the driver has said of the location; undefined until WeChat asked. */
let locationOpen: boolean | undefined;

/** Milliseconds between two readings. */
const LOCATION_PACE = 100;

function locate({ answers, weapp }: PhoneParts, api: string): Record<string, unknown> {
  const declared = weapp.app.requiredPrivateInfos ?? [];
  if (!declared.includes(api)) {
    throw new WxFailure(`the api need to be declared in the requiredPrivateInfos field in app.json`);
  }
  locationOpen ??= answers.location !== 'deny';
  if (!locationOpen || answers.location === 'deny') throw new WxFailure('auth deny', { errno: 103 });
  const { latitude, longitude, accuracy = 30, speed = -1 } = answers.location;
  if (api === 'getFuzzyLocation') return { latitude, longitude };
  return { latitude, longitude, accuracy, speed, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: accuracy };
}

function subscribe({ answers }: PhoneParts, options: Options): Record<string, unknown> {
  const ids = (options.tmplIds ?? []) as string[];
  if (ids.length === 0 || ids.length > 5) throw new WxFailure('Templates size must be 1 to 5', { errCode: 20001 });
  noteEffect('requestSubscribeMessage', { tmplIds: ids });
  const answer = answers.subscribe;
  if (typeof answer === 'object') throw new WxFailure('failed', { errCode: answer.fail });
  return Object.fromEntries(ids.map((id) => [id, answer]));
}

/** What the driver has said of the album; undefined until WeChat asked. */
let albumOpen: boolean | undefined;

function saveImage({ answers }: PhoneParts, filePath: unknown): void {
  if (typeof filePath !== 'string' || !filePath.startsWith('data:image/')) throw new WxFailure("file doesn't exist");
  albumOpen ??= answers.album === 'allow';
  if (!albumOpen) throw new WxFailure('auth deny');
  noteEffect('saveImageToPhotosAlbum', { filePath });
}

function chooseMedia({ answers }: PhoneParts, count: unknown, mediaType: unknown): Record<string, unknown> {
  if (answers.pictures === 'cancel') throw new WxFailure('cancel');
  if (!Array.isArray(mediaType) || !mediaType.includes('image')) throw new WxFailure('only pictures are on this phone');
  const tempFiles = Array.from({ length: Math.min(answers.pictures, Number(count ?? 9)) }, () => ({
    tempFilePath: answers.picture,
    size: atob(answers.picture.slice(answers.picture.indexOf(',') + 1)).length,
    fileType: 'image',
  }));
  noteEffect('chooseMedia', { count, mediaType });
  return { type: 'image', tempFiles };
}

/** A file out of a chat; its temporary path holds what is in it. */
function chooseMessageFile({ answers }: PhoneParts, options: Options): Record<string, unknown> {
  const { file } = answers;
  if (file === 'cancel') throw new WxFailure('cancel');
  noteEffect('chooseMessageFile', { count: options.count, type: options.type });
  const path = `data:application/octet-stream;base64,${file.base64}`;
  return { tempFiles: [{ path, name: file.name, size: atob(file.base64).length, type: 'file', time: 0 }] };
}

export function consentApis(parts: PhoneParts, consent: Consent): WxApi {
  const { answers } = parts;
  const guarded = (api: string, work: (options: Options) => unknown) => async (options: Options) => {
    await consent.require(api);
    return work(options);
  };
  let clipboard = '';
  const authSetting = () => ({
    ...(locationOpen !== undefined && { 'scope.userLocation': locationOpen }),
    ...(albumOpen !== undefined && { 'scope.writePhotosAlbum': albumOpen }),
  });
  const told = new Bell<Record<string, unknown>>();
  let readings: ReturnType<typeof setInterval> | undefined;
  return {
    onNeedPrivacyAuthorization: consent.listen,
    onLocationChange: told.on,
    offLocationChange: told.off,
    ...asynchronousAll({
      getPrivacySetting: () => ({ needAuthorization: consent.isNeeded, privacyContractName: '《小程序隐私保护指引》' }),
      requirePrivacyAuthorize: () => consent.require('getLocation'),
      openPrivacyContract: () => noteEffect('openPrivacyContract', {}),
      getLocation: guarded('getLocation', () => locate(parts, 'getLocation')),
      getFuzzyLocation: guarded('getFuzzyLocation', () => locate(parts, 'getFuzzyLocation')),
      // WeChat tells the location every second or so, as long as the mini program is in front.
      startLocationUpdate: guarded('getLocation', () => {
        locate(parts, 'startLocationUpdate');
        clearInterval(readings);
        readings = setInterval(() => told.ring(locate(parts, 'onLocationChange')), LOCATION_PACE);
      }),
      stopLocationUpdate: () => clearInterval(readings),
      chooseLocation: guarded('chooseLocation', () => {
        const found = locate(parts, 'chooseLocation');
        return { name: '示例地点', address: '示例地址', latitude: found.latitude, longitude: found.longitude };
      }),
      openLocation: ({ latitude, longitude, name }) => noteEffect('openLocation', { latitude, longitude, name }),
      getSetting: () => ({
        authSetting: authSetting(),
        subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
      }),
      openSetting: () => {
        noteEffect('openSetting', {});
        // What was never asked for has no switch there.
        if (albumOpen !== undefined) albumOpen = answers.album === 'allow';
        if (locationOpen !== undefined) locationOpen = answers.location !== 'deny';
        return { authSetting: authSetting() };
      },
      authorize: ({ scope }) => {
        if (String(scope).includes('ocation') && answers.location === 'deny') throw new WxFailure('auth deny');
      },
      requestSubscribeMessage: (options) => subscribe(parts, options),
      chooseMedia: guarded('chooseMedia', ({ count, mediaType }) => chooseMedia(parts, count, mediaType)),
      chooseMessageFile: guarded('chooseMessageFile', (options) => chooseMessageFile(parts, options)),
      saveImageToPhotosAlbum: guarded('saveImageToPhotosAlbum', ({ filePath }) => saveImage(parts, filePath)),
      setClipboardData: guarded('setClipboardData', ({ data }) => {
        clipboard = String(data);
        noteEffect('setClipboardData', { data: clipboard });
        parts.frame.toast('内容已复制');
        return { data: clipboard };
      }),
      getClipboardData: guarded('getClipboardData', () => ({ data: clipboard })),
      login: () => ({ code: `code-${Math.random().toString(36).slice(2)}` }),
      checkSession: () => {},
    }),
  };
}
