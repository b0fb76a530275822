import * as v from 'valibot';

/** How WeChat's side behaves here: who refuses what. Everything is accepted until it is refused. */
export interface OpenapiSettings {
  /** Texts that contain one are risky. */
  refusedWords: string[];
  /** Texts that contain one are left to a person (`suggest: 'review'`). */
  reviewedWords: string[];
  /** Media whose address contains one are risky. */
  refusedMedia: string[];
  /** Openids that WeChat does not know: 40003. */
  unknownUsers: string[];
  /** Users who take no subscribe message: 43101. */
  refusingUsers: string[];
  /**
   * Subscribe messages that users granted, `openid` then `templateId`, one message each. Where this is empty, everybody
   * granted everything; once it names a user, that user gets no more than was granted.
   */
  grants: Record<string, Record<string, number>>;
  /** Templates with the keys they need; where empty, any template is known: otherwise 40037. */
  templates: Record<string, string[]>;
  /** Pages of the published mini program; where empty, any page exists: otherwise 41030. */
  pages: string[];
  /** The function to which WeChat pushes `wxa_media_check`; without one the result is only logged. */
  mediaCheckFunction: string | null;
  /** What every call is refused with, e.g. 42001; null where nothing is. */
  refusal: number | null;
  /** Whether the connection breaks after the work was done. */
  losesAnswers: boolean;
}

const texts = v.array(v.pipe(v.string(), v.minLength(1)));

const changeSchema = v.partial(
  v.strictObject({
    refusedWords: texts,
    reviewedWords: texts,
    refusedMedia: texts,
    unknownUsers: texts,
    refusingUsers: texts,
    grants: v.record(v.string(), v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0)))),
    templates: v.record(v.string(), texts),
    pages: texts,
    mediaCheckFunction: v.nullable(v.string()),
    refusal: v.nullable(v.pipe(v.number(), v.integer())),
    losesAnswers: v.boolean(),
  }),
);

export type OpenapiChange = Partial<OpenapiSettings>;

export function defaultOpenapiSettings(): OpenapiSettings {
  return {
    refusedWords: [],
    reviewedWords: [],
    refusedMedia: [],
    unknownUsers: [],
    refusingUsers: [],
    grants: {},
    templates: {},
    pages: [],
    mediaCheckFunction: null,
    refusal: null,
    losesAnswers: false,
  };
}

/** @throws Error that names the setting that does not hold */
export function parseOpenapiChange(value: unknown): OpenapiChange {
  const parsed = v.safeParse(changeSchema, value);
  if (parsed.success) return parsed.output as OpenapiChange;
  const [issue] = parsed.issues;
  throw new Error(`openapi settings: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`);
}
