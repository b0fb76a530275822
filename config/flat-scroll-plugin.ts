interface Platform {
  template?: { nestElements: Map<string, number> };
}

interface PluginContext {
  registerMethod(method: { name: 'onSetupClose'; fn(platform: Platform): void }): void;
}

/**
 * A Taro plugin: none of our screens scrolls within what scrolls, so the templates for that, four times a scroll-view with all
 * its attributes and 7 KB of the main package, are made once. `every-page.test.ts` holds the screens to it.
 */
export default function flattenScrollViews(context: PluginContext): void {
  context.registerMethod({
    name: 'onSetupClose',
    fn: (platform) => platform.template?.nestElements.set('scroll-view', 1),
  });
}
