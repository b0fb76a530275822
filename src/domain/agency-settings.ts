/** How an agency works at the desk, in collection `agency-settings` under the agency's id. */
export interface AgencySettingsDocument {
  _id: string;
  /** A second person must approve a post before it is published. */
  fourEyes: boolean;
}

/** An agency that has said nothing lets its editors publish by themselves. */
export function settingsOf(agencyId: string, stored: AgencySettingsDocument | null): AgencySettingsDocument {
  return stored ?? { _id: agencyId, fourEyes: false };
}
