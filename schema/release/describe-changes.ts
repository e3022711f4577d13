import { SIZES, type LabelledChange } from './labelled-change.js';
import { RELEASED_PACKAGE } from './judge-changes.js';

/** The changeset that says these changes, as large as the largest of them; null where nothing changed. */
export function describeChanges(changes: readonly LabelledChange[]): string | null {
  if (changes.length === 0) return null;
  const size = SIZES[Math.max(...changes.map((change) => SIZES.indexOf(change.size)))];
  const parts = (['BREAKING', 'DANGEROUS', 'SAFE'] as const).flatMap((label) => {
    const lines = changes.filter((change) => change.label === label);
    return lines.length === 0
      ? []
      : [`${HEADINGS[label]}:\n`, ...lines.map(({ message }) => `- ${quoted(message)}`), ''];
  });
  return `---\n'${RELEASED_PACKAGE}': ${size}\n---\n\nThe schema changed.\n\n${parts.join('\n')}`;
}

const HEADINGS = {
  BREAKING: 'What callers must change',
  DANGEROUS: 'What callers may meet',
  SAFE: 'What is new',
};

function quoted(message: string): string {
  return message.replaceAll(/'([^']+)'/g, '`$1`');
}
