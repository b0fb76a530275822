import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';

const production = process.env.NODE_ENV === 'production';

/**
 * In which order styles of different files come says nothing here: no two files set the same of a class (test/build/styles.test.ts
 * holds that), so pages may import components as they like.
 */
const STYLES = { ignoreOrder: true };

/** Taro's build: `dist/weapp` is the product, `dist/h5` its preview and demo. */
export default defineConfig({
  projectName: 'traffic-safety-micro-release',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  plugins: [
    '@tarojs/plugin-framework-react',
    '@tarojs/plugin-platform-weapp',
    '@tarojs/plugin-platform-h5',
    path.resolve(__dirname, 'spoken-plugin.ts'),
    path.resolve(__dirname, 'flat-scroll-plugin.ts'),
  ],
  copy: {
    patterns:
      process.env.TARO_ENV === 'weapp'
        ? [
            // app.json names it; Taro copies theme.json by itself and this one not.
            { from: 'src/sitemap.json', to: 'dist/weapp/sitemap.json' },
            // Icons of the tab bar are named by theme.json, which Taro doesn't look into.
            { from: 'src/assets/tab', to: 'dist/weapp/assets/tab' },
            // Pictures of share cards are named by their paths; they go with the package that names them.
            { from: 'src/assets/share-cards', to: 'dist/weapp/pages/news/cards' },
            // WeChat's map takes files of the package, and no pictures that are written into the code.
            { from: 'src/pages/roads/marks', to: 'dist/weapp/pages/roads/marks' },
          ]
        : [],
    options: {},
  },
  // What a deployment says of its cloud environment, and of the preview's base map; see the README.
  defineConstants: {
    CLOUD_ENV: JSON.stringify(process.env.CLOUD_ENV ?? ''),
    MAP_TILES: JSON.stringify(process.env.MAP_TILES ?? ''),
    MAP_TILES_CREDIT: JSON.stringify(process.env.MAP_TILES_CREDIT ?? ''),
    MAP_TILES_DATUM: JSON.stringify(process.env.MAP_TILES_DATUM === 'GCJ02' ? 'GCJ02' : 'WGS84'),
  },
  cache: { enable: true },
  // Deeper nesting than this is drawn by a recursive template: fewer bytes, and our screens are shallow.
  baseLevel: 8,
  jsMinimizer: 'terser',
  terser: {
    enable: production,
    // Chinese text stays as it is: escaped to \uXXXX it takes twice its bytes.
    config: {
      keep_fnames: false,
      // The second pass folds what the first has made constant: the switches of the web components' runtime, for one.
      compress: { passes: 2 },
      output: { ascii_only: false, comments: false, keep_quoted_props: false, quote_keys: false },
    },
  },
  mini: {
    // Nothing here writes HTML into a node, so Taro's parser of it stays out.
    runtime: { enableInnerHTML: false },
    minifyXML: { collapseWhitespace: true },
    optimizeMainPackage: { enable: true },
    // Written for newer engines than WeChat's oldest: compiled like our own code.
    compile: { include: [/node_modules[\\/]ts-fsrs/] },
    miniCssExtractPluginOption: STYLES,
    webpackChain(chain) {
      chain.performance.hints(false);
      chain.resolve.alias.set('@tarojs/taro$', path.resolve(__dirname, 'taro-entry.cjs'));
    },
    // Sizes are CSS pixels: a phone's width in points is what typography is set for, not a ratio of the screen.
    postcss: { pxtransform: { enable: false } },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true } },
    devServer: { host: '127.0.0.1' },
    // The runtime's own pictures and letters stay files, fetched when something shows them.
    imageUrlLoaderOption: { limit: 1000 },
    fontUrlLoaderOption: { limit: 1000 },
    miniCssExtractPluginOption: STYLES,
    webpackChain(chain) {
      chain.performance.hints(false);
      chain.resolve.alias.set('@tarojs/components$', path.resolve(__dirname, '../src/platform/preview/components.ts'));
      // Every browser that can show the preview has these; JSONP is asked for by nobody.
      chain.resolve.merge({
        alias: {
          'whatwg-fetch': false,
          'abortcontroller-polyfill/dist/abortcontroller-polyfill-only': false,
          'jsonp-retry': false,
        },
      });
      // Taro's own setting shares nothing between pages: each would bring its copy of every component that it uses.
      chain.optimization.splitChunks({
        chunks: 'all',
        minSize: 8000,
        maxInitialRequests: 30,
        maxAsyncRequests: 30,
        cacheGroups: { defaultVendors: false, default: { minChunks: 2, reuseExistingChunk: true } },
      });
    },
  },
} satisfies UserConfigExport<'webpack5'>);
