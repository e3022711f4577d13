/** How much a caller may ask: points of a minute, and distinct people of a day of Jakarta. */
export interface BudgetLimits {
  /** A partner's client. Its people a day are in its agreement. */
  readonly partner: { readonly pointsPerMinute: number };
  /** An officer, or somebody at a desk. */
  readonly officer: { readonly pointsPerMinute: number; readonly peoplePerDay: number };
}

/**
 * The limits of a deployment. A check costs some sixty points and one for its person; the largest page that one operation
 * may ask for, 25,000. An officer who verifies a whole village looks up some 3,000 people a day.
 */
export const BUDGET_LIMITS: BudgetLimits = {
  partner: { pointsPerMinute: 6_000_000 },
  officer: { pointsPerMinute: 600_000, peoplePerDay: 20_000 },
};

/** The most that one operation may ask for, counted from the values of its arguments before anything is read. */
export const OPERATION_LIMIT = { complexity: 25_000, depth: 14, breadth: 250 } as const;

/** When look-ups make a pattern that a data-protection officer should see. */
export const SCANNING = {
  /** The last so many different NIKs or family cards of an actor are looked at. */
  of: 50,
  /** So many of them next to one asked just before: serials or birth dates in a row. */
  sequential: 30,
  /** So many of them that nobody has. */
  missed: 30,
  /** People of an officer's day that are nobody's concern, whatever is usual. */
  quietPeople: 1_000,
  /** Times the usual number of people a day (mean of two weeks). */
  timesUsual: 3,
} as const;
