/** An access entry as a leaf of the tree: without the ids of people, of whom it holds the commitment. */
export interface TrailEntry {
  readonly id: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
  readonly requestId: string;
  readonly action: string;
  readonly outcome: string;
  readonly actor: string;
  readonly tier: string;
  readonly territory: string | null;
  readonly partnerId: string | null;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly fields: readonly string[];
  /** How many people. */
  readonly people: number;
  /** Of their ids. */
  readonly commitment: string;
  readonly decisionId: string | null;
}

/** The ids behind a commitment, where they are handed out. */
export interface RevealedPeople {
  readonly salt: string;
  readonly personIds: readonly string[];
}
