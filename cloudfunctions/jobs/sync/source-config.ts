import * as v from 'valibot';

const address = v.pipe(v.string(), v.regex(/^https?:\/\//, 'must be an http(s) address'));
const variable = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable'));

const common = {
  id: v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/, 'must be letters, digits and .:-')),
  /** Minutes between two runs. */
  every: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)), 15),
  agencyId: v.optional(v.string()),
  sourceId: v.optional(v.string()),
  sourceName: v.optional(v.string()),
};

const sourceConfig = v.variant('kind', [
  v.object({
    kind: v.literal('wechat'),
    ...common,
    /** WeChat's answer doesn't say whose account it is. */
    sourceName: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
    api: v.optional(address, 'https://api.weixin.qq.com'),
    appId: v.pipe(v.string(), v.minLength(1)),
    /** The variable that holds the account's secret. */
    secretVariable: variable,
  }),
  v.object({
    kind: v.literal('weibo'),
    ...common,
    api: v.optional(address, 'https://api.weibo.com'),
    uid: v.pipe(v.string(), v.regex(/^\d+$/, 'must be digits')),
    tokenVariable: variable,
  }),
  v.object({ kind: v.literal('rss'), ...common, url: address }),
]);

export type SourceConfig = v.InferOutput<typeof sourceConfig>;
export type SourceOf<Kind extends SourceConfig['kind']> = Extract<SourceConfig, { kind: Kind }>;

/**
 * The sources that the deployment names in NEWS_SOURCES, a JSON list. Keys stand in variables of their own, which the
 * list only names: it can be shown to anybody.
 * @throws Error that says which entry does not hold, and why
 */
export function readSourceConfigs(environment: NodeJS.ProcessEnv): SourceConfig[] {
  const { NEWS_SOURCES } = environment;
  if (NEWS_SOURCES === undefined || NEWS_SOURCES.trim() === '') return [];
  let list: unknown;
  try {
    list = JSON.parse(NEWS_SOURCES);
  } catch (error) {
    throw new Error(`NEWS_SOURCES is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = v.safeParse(v.array(sourceConfig), list);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`NEWS_SOURCES: ${v.getDotPath(issue) ?? 'the list'}: ${issue.message}`);
  }
  const ids = parsed.output.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new Error(`NEWS_SOURCES: ${twice} is named twice`);
  return parsed.output;
}

/** @throws Error where the deployment has not set it */
export function requireVariable(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}
