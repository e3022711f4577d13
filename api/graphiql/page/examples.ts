import type { Bilingual, ExampleEntry } from '../example-entry.js';
import { exampleIndex } from '../example-index.js';

/** An example as the page offers it. */
export interface Example extends ExampleEntry {
  readonly document: string;
  /** What its leading comments say. */
  readonly explanation: Bilingual;
}

const documents = import.meta.glob<string>('../examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function explanationOf(document: string): Bilingual {
  const comment = /^(?:#.*\n)+/.exec(document)?.[0] ?? '';
  const flat = comment.replaceAll(/^# */gm, '').replaceAll('\n', ' ');
  const [, id = '', en = ''] = /\[ID\] (.*) \[EN\] (.*)/.exec(flat) ?? [];
  return { id: id.trim(), en: en.trim() };
}

/** Every example, in the order of the index. */
export const examples: readonly Example[] = exampleIndex.map((entry) => {
  const document = documents[`../examples/${entry.name}.graphql`] ?? '';
  return { ...entry, document, explanation: explanationOf(document) };
});

/** The examples that a persona may run, its own first. */
export const examplesFor = (persona: string): readonly Example[] =>
  examples.filter((example) => example.personas.some((id) => id === '*' || id === persona));

/** An example's variables as the editor shows them. */
export function variablesText(example: Example, decision: string | undefined): string {
  const filled =
    example.decisionVariable !== undefined && decision !== undefined
      ? { ...example.variables, [example.decisionVariable]: decision }
      : example.variables;
  return Object.keys(filled).length === 0 ? '' : JSON.stringify(filled, undefined, 2);
}
