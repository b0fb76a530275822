import path from 'node:path';
import { SPOKEN_ATTRIBUTES } from './spoken-attributes';

interface Platform {
  template?: { mergeComponents(context: unknown, components: object): void };
  runtimePath?: string | string[];
}

interface PluginContext {
  registerMethod(method: { name: 'onSetupClose'; fn(platform: Platform): void }): void;
}

/** A Taro plugin: lets `ariaRole` and `ariaLabel` through to WeChat, which reads them aloud. H5 needs none of it. */
export default function passSpokenAttributes(context: PluginContext): void {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (platform.template === undefined || platform.runtimePath === undefined) return;
      platform.template.mergeComponents(context, SPOKEN_ATTRIBUTES);
      platform.runtimePath = [platform.runtimePath, path.resolve(__dirname, 'spoken-runtime.ts')].flat();
    },
  });
}
