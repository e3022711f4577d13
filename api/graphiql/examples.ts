import { readFileSync } from 'node:fs';

import type { ExampleEntry } from './example-entry.js';
import { exampleIndex } from './example-index.js';

/** An example of the explorer, ready to be sent. */
export interface ExplorerExample extends ExampleEntry {
  /** The document: leading `# [ID]` and `# [EN]` comments that explain it, then the operation. */
  readonly document: string;
}

/** Every example of the explorer with its document, as the page offers it; tests run each. */
export const explorerExamples: readonly ExplorerExample[] = exampleIndex.map((entry) => ({
  ...entry,
  document: readFileSync(new URL(`examples/${entry.name}.graphql`, import.meta.url), 'utf8'),
}));
