/** Whether a second person must approve a post before it is published. */
export const REVIEW_RULES = ['required', 'optional'] as const;

/** How an agency works at the desk, in collection `agency-settings` under the agency's id. */
export interface AgencySettingsDocument {
  _id: string;
  /** An agency that has said nothing lets its editors publish by themselves. */
  review: (typeof REVIEW_RULES)[number];
}
