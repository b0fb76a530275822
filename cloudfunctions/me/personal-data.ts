/** Where something of a person is kept. */
export interface PersonalCollection {
  collection: string;
  /** The field that says of whom. */
  field: '_id' | 'openid' | 'owner';
  /** The field by which a person's own are in order, where there may be many. */
  order: '_id' | 'key' | 'finishedKey';
  /** What of it the person may take along; all of it where absent, nothing where false. */
  exported?: false | Readonly<Record<string, string>>;
  /** Of tens of kilobytes each. */
  isHeavy?: true;
  /** Stays on deletion, under a digest and without the person: a limit that anybody can delete is none. */
  isLimit?: true;
}

/** Every collection that keeps something of a person. What is not listed here is neither exported nor deleted. */
export const PERSONAL: readonly PersonalCollection[] = [
  { collection: 'shelves', field: '_id', order: '_id' },
  { collection: 'inquiries', field: 'openid', order: 'key' },
  { collection: 'quotas', field: 'openid', order: '_id', isLimit: true },
  { collection: 'learners', field: '_id', order: '_id' },
  // A running exam holds its own key.
  { collection: 'exams', field: 'openid', order: 'finishedKey', exported: { state: 'finished' }, isHeavy: true },
  { collection: 'question_reports', field: 'openid', order: 'key' },
  { collection: 'players', field: 'openid', order: '_id' },
  { collection: 'challenges', field: 'openid', order: '_id' },
  { collection: 'challenge_entries', field: 'openid', order: '_id' },
  // These name somebody else, too.
  { collection: 'circles', field: 'openid', order: '_id', exported: false },
  { collection: 'circles', field: 'owner', order: '_id', exported: false },
  { collection: 'alert-subscriptions', field: 'openid', order: '_id' },
  { collection: 'alert-people', field: '_id', order: '_id' },
  { collection: 'alert-deliveries', field: 'openid', order: '_id' },
  { collection: 'access-requests', field: '_id', order: '_id' },
];
