import * as v from 'valibot';

/**
 * What WeChat's app.json and page JSON may say, as far as this project says it; a key that isn't here is a slip of the
 * pen, which WeChat would pass over in silence. Keys and values after
 * https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html and .../page.html
 */

const colour = v.pipe(v.string(), v.regex(/^(#[0-9a-f]{6}|@\w+)$/i, 'must be #rrggbb or a variable of theme.json'));
const variable = v.pipe(v.string(), v.regex(/^@\w+$/, 'must be a variable of theme.json'));
const barTextStyle = v.union([v.picklist(['black', 'white']), variable]);

const windowEntries = {
  navigationBarBackgroundColor: v.optional(colour),
  navigationBarTextStyle: v.optional(barTextStyle),
  navigationBarTitleText: v.optional(v.string()),
  navigationStyle: v.optional(v.picklist(['default', 'custom'])),
  backgroundColor: v.optional(colour),
  backgroundTextStyle: v.optional(v.union([v.picklist(['dark', 'light']), variable])),
  backgroundColorTop: v.optional(colour),
  backgroundColorBottom: v.optional(colour),
  enablePullDownRefresh: v.optional(v.boolean()),
  onReachBottomDistance: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  pageOrientation: v.optional(v.picklist(['auto', 'portrait', 'landscape'])),
  handleWebviewPreload: v.optional(v.picklist(['static', 'manual', 'auto'])),
};

const components = v.record(v.string(), v.string());
const pagePath = v.pipe(v.string(), v.regex(/^[\w-]+(\/[\w-]+)*$/, 'must be a path without a suffix'));

/** Location APIs that must be declared; see `requiredPrivateInfos`. */
export const PRIVATE_LOCATION_APIS = [
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'choosePoi',
  'chooseLocation',
  'chooseAddress',
] as const;

export const appSchema = v.strictObject({
  pages: v.pipe(v.array(pagePath), v.minLength(1)),
  entryPagePath: v.optional(pagePath),
  subPackages: v.optional(
    v.array(
      v.strictObject({
        root: pagePath,
        name: v.optional(v.string()),
        pages: v.pipe(v.array(pagePath), v.minLength(1)),
        independent: v.optional(v.boolean()),
      }),
    ),
  ),
  preloadRule: v.optional(
    v.record(
      v.string(),
      v.strictObject({ network: v.optional(v.picklist(['all', 'wifi'])), packages: v.array(v.string()) }),
    ),
  ),
  window: v.optional(v.strictObject(windowEntries)),
  tabBar: v.optional(
    v.strictObject({
      color: colour,
      selectedColor: colour,
      backgroundColor: colour,
      borderStyle: v.optional(v.union([v.picklist(['black', 'white']), variable])),
      position: v.optional(v.picklist(['bottom', 'top'])),
      list: v.pipe(
        v.array(
          v.strictObject({
            pagePath,
            text: v.pipe(v.string(), v.minLength(1)),
            iconPath: v.optional(v.string()),
            selectedIconPath: v.optional(v.string()),
          }),
        ),
        v.minLength(2),
        v.maxLength(5),
      ),
    }),
  ),
  networkTimeout: v.optional(
    v.record(v.picklist(['request', 'connectSocket', 'uploadFile', 'downloadFile']), v.number()),
  ),
  usingComponents: v.optional(components),
  plugins: v.optional(v.record(v.string(), v.strictObject({ version: v.string(), provider: v.string() }))),
  permission: v.optional(
    v.record(
      v.string(),
      // WeChat shows at most 30 characters of the reason.
      v.strictObject({ desc: v.pipe(v.string(), v.minLength(1), v.maxLength(30)) }),
    ),
  ),
  requiredPrivateInfos: v.optional(v.array(v.picklist(PRIVATE_LOCATION_APIS))),
  requiredBackgroundModes: v.optional(v.array(v.picklist(['audio', 'location']))),
  lazyCodeLoading: v.literal('requiredComponents'),
  darkmode: v.optional(v.boolean()),
  themeLocation: v.optional(v.string()),
  sitemapLocation: v.string(),
  style: v.optional(v.literal('v2')),
  resizable: v.optional(v.boolean()),
  singlePage: v.optional(v.strictObject({ navigationBarFit: v.optional(v.picklist(['squeezed', 'float'])) })),
  componentFramework: v.optional(v.picklist(['exparser', 'glass-easel'])),
});

export const pageSchema = v.strictObject({
  ...windowEntries,
  component: v.optional(v.boolean()),
  styleIsolation: v.optional(
    v.picklist(['isolated', 'apply-shared', 'shared', 'page-isolated', 'page-apply-shared', 'page-shared']),
  ),
  usingComponents: v.optional(components),
  disableScroll: v.optional(v.boolean()),
  initialRenderingCache: v.optional(v.picklist(['static', 'dynamic'])),
  singlePage: v.optional(v.strictObject({ navigationBarFit: v.optional(v.picklist(['squeezed', 'float'])) })),
});

/** https://developers.weixin.qq.com/miniprogram/dev/framework/sitemap.html */
export const sitemapSchema = v.strictObject({
  desc: v.optional(v.string()),
  rules: v.pipe(
    v.array(
      v.strictObject({
        action: v.picklist(['allow', 'disallow']),
        page: v.string(),
        params: v.optional(v.array(v.string())),
        matching: v.optional(v.picklist(['exact', 'inclusive', 'exclusive', 'partial'])),
        priority: v.optional(v.number()),
      }),
    ),
    v.minLength(1),
  ),
});

export type WeappJson = v.InferOutput<typeof appSchema>;

/** What is wrong with a JSON file, a line for each. */
export function problemsOf(schema: v.GenericSchema, value: unknown): string[] {
  const result = v.safeParse(schema, value);
  return result.success ? [] : result.issues.map((issue) => `${v.getDotPath(issue) ?? '(file)'}: ${issue.message}`);
}
