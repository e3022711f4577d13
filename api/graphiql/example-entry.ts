/** A text in both languages of the sandbox. */
export interface Bilingual {
  readonly id: string;
  readonly en: string;
}

/** What the explorer knows of an example beside its document. */
export interface ExampleEntry {
  /** Name of the file in `examples/`, without `.graphql`. */
  readonly name: string;
  readonly title: Bilingual;
  /** Ids of the sandbox personas that it is offered to; `*` = every persona. */
  readonly personas: readonly string[];
  /** Variables that make it run against the seeded sandbox as it stands. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Variable into which the page puts the id of the latest decision that it has seen. */
  readonly decisionVariable?: string;
}
