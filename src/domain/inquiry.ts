/** 你问我答 and 意见征集. */
export const INQUIRY_KINDS = ['question', 'suggestion'] as const;

export type InquiryKind = (typeof INQUIRY_KINDS)[number];

export const INQUIRY_STATES = ['waiting', 'answered', 'declined'] as const;

export type InquiryState = (typeof INQUIRY_STATES)[number];

/** What a driver asks or suggests, in collection `inquiries`. */
export interface InquiryDocument {
  _id: string;
  /** Who asks; gone where the driver had it deleted while the answer stays published. */
  openid?: string;
  kind: InquiryKind;
  text: string;
  /** File ids of pictures; seen by the desk and the driver only. */
  pictures: string[];
  /** ISO 8601 UTC. */
  askedAt: string;
  /** `askedAt` and the id, as one text that sorts. */
  key: string;
  state: InquiryState;
  /** WeChat's check was not sure: an editor looks twice. */
  doubtful?: true;
  /** The answer, or why there is none, in words for the driver. */
  reply?: string;
  repliedAt?: string;
  /** Short name of the agency that answers. */
  repliedBy?: string;
  /** The answer as a post of the hall, where it was published. */
  postId?: string;
  /** The question as it was published: an editor takes out what is nobody's business. */
  publishedText?: string;
  /** The answer as it was published, where its review has changed it: `reply` is what the driver was told. */
  publishedReply?: string;
  /** The instant of publication and the id, of published answers only. */
  answerKey?: string;
}

/** Questions a driver may send within a day. */
export const INQUIRIES_A_DAY = 5;

export function inquiryKey(askedAt: string, id: string): string {
  return `${askedAt}~${id}`;
}
