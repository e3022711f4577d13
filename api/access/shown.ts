/** What one operation was refused. */
export interface Denial {
  /** What was asked, as `Type.field`. */
  readonly fields: Set<string>;
  /** Whose data, as far as it is known. */
  readonly people: Set<string>;
}

/** Whom one operation has shown so far, and of whom the trail already says so. */
export interface Shown {
  readonly people: Set<string>;
  readonly households: Set<string>;
  readonly writtenPeople: Set<string>;
  readonly writtenHouseholds: Set<string>;
  /** Rows found to lie in the caller's territory, so that each is asked once and not once a field. */
  readonly within: Set<unknown>;
  /** By action: groups of fields that the document asks of it, beyond those that it always shows. */
  readonly asked: Map<string, Set<string>>;
  /** By action: what was refused and is not written down yet. */
  readonly denials: Map<string, Denial>;
  /** Actions of which the trail already says that they were refused. */
  readonly writtenDenials: Set<string>;
  /** Whether something was asked that is shown only while the trail is witnessed: classifications, to the case team. */
  isRestricted: boolean;
}

const operations = new WeakMap<object, Shown>();

/** What is kept of the operation that runs in this context. */
export function shownBy(context: object): Shown {
  let shown = operations.get(context);
  if (shown === undefined) {
    shown = {
      people: new Set(),
      households: new Set(),
      writtenPeople: new Set(),
      writtenHouseholds: new Set(),
      within: new Set(),
      asked: new Map(),
      denials: new Map(),
      writtenDenials: new Set(),
      isRestricted: false,
    };
    operations.set(context, shown);
  }
  return shown;
}
