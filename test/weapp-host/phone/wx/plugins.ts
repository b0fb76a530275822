import { noteEffect, noteUnimplemented } from '../record.ts';

interface SpeechOptions {
  content: string;
  success?(result: { retcode: number; filename: string; expired_time: number }): void;
  fail?(failure: { retcode: number; msg: string }): void;
}

/** https://developers.weixin.qq.com/miniprogram/dev/extended/service/translator.html: a recording's address for a text. */
const WECHAT_SI = {
  textToSpeech({ content, success, fail }: SpeechOptions): void {
    noteEffect('textToSpeech', { content });
    setTimeout(() => {
      if (content === '') fail?.({ retcode: -20002, msg: 'the text is empty' });
      else success?.({ retcode: 0, filename: `https://example.test/speech/${content.length}.mp3`, expired_time: 0 });
    });
  },
};

/** `requirePlugin`: gives the plugins that app.json declares, and throws for any other, as WeChat does. */
export function createPlugins(declared: Record<string, unknown>): (name: string) => unknown {
  return (name) => {
    if (!(name in declared)) throw new Error(`plugin "${name}" is not defined`);
    if (name !== 'WechatSI') noteUnimplemented(`plugin ${name}`);
    return WECHAT_SI;
  };
}
