/** To how much a budget is filled up again, and when. */
export interface Refill {
  readonly to: number;
  /** RFC 3339, in UTC. */
  readonly at: string;
}

/** What an answer cost (`extensions.cost`). Points are counted by the minute, people by the day of Jakarta. */
export interface Cost {
  /** Points charged before anything was read: the operation's shape, and one for each person. */
  readonly requested: number;
  /** Points kept, without what was not needed. */
  readonly actual: number;
  /** Points left of this minute; other requests of the same client may be using them. */
  readonly remaining: number;
  readonly refill: Refill;
  /** Null where the operation asked about nobody. */
  readonly people: {
    /** Different people whom the operation looked up. */
    readonly asked: number;
    /** Those of them who are new today: each person counts once a day. */
    readonly counted: number;
    /** People left of the day; null where the server that answered has not had to ask today. */
    readonly remaining: number | null;
    readonly refill: Refill;
  } | null;
}
