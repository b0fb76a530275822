import Taro from '@tarojs/taro';
import { AppError } from '#domain/app-error';

/** WeChat's own plugin 微信同声传译 (wx069ba97219f66d99), as far as we use it. Retcode 0 is success. */
interface SpeechPlugin {
  textToSpeech(options: {
    lang: 'zh_CN';
    tts: true;
    content: string;
    success(result: { retcode: number; filename?: string }): void;
    fail(failure: { retcode?: number; msg?: string }): void;
  }): void;
}

declare const requirePlugin: (name: string) => SpeechPlugin | undefined;

let plugin: SpeechPlugin | undefined | null;

/** WeChat has no speech of its own: it comes with the plugin, where the deployment has declared it (`SPEECH_PLUGIN`). */
function findPlugin(): SpeechPlugin | undefined {
  if (plugin === undefined) {
    try {
      plugin = requirePlugin('WechatSI') ?? null;
    } catch {
      plugin = null;
    }
  }
  return plugin ?? undefined;
}

export function hasVoice(): boolean {
  return findPlugin() !== undefined;
}

let audio: Taro.InnerAudioContext | undefined;
let ended: (() => void) | undefined;

function synthesize(content: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (why: unknown) => reject(new AppError('unavailable', `speech: ${String(why)}`));
    findPlugin()?.textToSpeech({
      lang: 'zh_CN',
      tts: true,
      content,
      success: ({ retcode, filename }) => (retcode === 0 && filename ? resolve(filename) : failed(retcode)),
      fail: ({ retcode, msg }) => failed(msg ?? retcode),
    });
  });
}

/** Speaks one part; resolves at its end, or when it is hushed. */
export async function utter(part: string, isWanted: () => boolean): Promise<void> {
  const file = await synthesize(part);
  // The driver may have hushed it while it was made.
  if (!isWanted()) return;
  hush();
  // Asked for by a tap: a phone set to silent speaks too. Where that can't be set, it keeps silent.
  Taro.setInnerAudioOption({ obeyMuteSwitch: false, fail: () => {} });
  const player = Taro.createInnerAudioContext();
  audio = player;
  await new Promise<void>((resolve, reject) => {
    ended = resolve;
    player.onEnded(() => resolve());
    player.onError(({ errMsg }) => reject(new AppError('unavailable', `speech: ${errMsg}`)));
    player.src = file;
    player.play();
  }).finally(() => player.destroy());
}

export function hush(): void {
  audio?.stop();
  audio = undefined;
  ended?.();
  ended = undefined;
}
