import * as v from 'valibot';
import { parseCron } from '../timers/cron.ts';

/** What a function's config.json says, with the service's defaults filled in. */
export interface FunctionConfig {
  /** Seconds that one call may run: 3 unless stated, at most 60. */
  timeout: number;
  /** Megabytes that one instance may use: 256 unless stated. */
  memorySize: number;
  /** openapi calls that the function may make, e.g. `subscribeMessage.send`. */
  openapi: readonly string[];
  triggers: readonly TimerTrigger[];
}

export interface TimerTrigger {
  name: string;
  /** Seven fields: second minute hour day month week year, in China's time. */
  cron: string;
}

/** Of one type, for one function: https://cloud.tencent.com/document/product/583/11637. The service refuses the next one. */
const MOST_TRIGGERS = 10;

const triggerSchema = v.object({
  name: v.pipe(
    v.string(),
    v.regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,59}$/, 'letters, digits, - and _, at most 60, a letter first'),
  ),
  type: v.literal('timer'),
  config: v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      try {
        parseCron(dataset.value);
      } catch (error) {
        addIssue({ message: error instanceof Error ? error.message : String(error) });
      }
    }),
  ),
});

const configSchema = v.object({
  timeout: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 3),
  memorySize: v.optional(v.picklist([128, 256, 512, 1024, 2048, 3072]), 256),
  permissions: v.optional(v.object({ openapi: v.optional(v.array(v.string()), []) }), {}),
  triggers: v.optional(
    v.pipe(
      v.array(triggerSchema),
      v.maxLength(MOST_TRIGGERS, `a function has at most ${MOST_TRIGGERS} timers in production`),
    ),
    [],
  ),
});

/**
 * Reads a function's config.json: `permissions.openapi` and `triggers` as WeChat's DevTools know them, `timeout` and
 * `memorySize` as cloudbaserc names them.
 *
 * @throws Error that names the file and the field.
 */
export function parseFunctionConfig(text: string, file: string): FunctionConfig {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = v.safeParse(configSchema, raw);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`${file}: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`);
  }
  const { timeout, memorySize, permissions, triggers } = parsed.output;
  const names = triggers.map((trigger) => trigger.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`${file}: triggers: ${twice} is named twice`);
  return {
    timeout,
    memorySize,
    openapi: permissions.openapi ?? [],
    triggers: triggers.map(({ name, config }) => ({ name, cron: config })),
  };
}
