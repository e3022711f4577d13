import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';

import { type Example, examples, examplesFor, variablesText } from './examples.js';
import { useExplorer } from './use-explorer.js';

/** Where an example opens. */
export type OpenIn = 'newTab' | 'sameTab';

const operationName = (document: string): string | null =>
  /^(?:query|mutation) (\w+)/m.exec(document)?.[1] ?? null;

const useEditors = () =>
  useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    responseEditor: state.responseEditor,
  }));

/** Puts an example and its variables into the editors. */
export function useOpenExample(): (example: Example, where: OpenIn) => void {
  const { latestDecision } = useExplorer();
  const actions = useGraphiQLActions();
  const { queryEditor, variableEditor, responseEditor } = useEditors();

  return (example, where) => {
    const variables = variablesText(example, latestDecision());
    actions.stop();
    if (where === 'newTab') actions.addTab();
    queryEditor?.setValue(example.document);
    variableEditor?.setValue(variables);
    responseEditor?.setValue('');
    const name = operationName(example.document);
    actions.updateActiveTabValues({
      query: example.document,
      variables,
      operationName: name,
      response: null,
    });
    if (name !== null) actions.setOperationName(name);
  };
}

/** The example that the active tab shows unchanged, if any. */
export function useShownExample(): Example | undefined {
  const query = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query);
  return examples.find((example) => example.document === query);
}

/** When another persona is chosen, an unchanged example that it may not run gives way to its first. */
export function useFollowPersona(): void {
  const { persona } = useExplorer();
  const open = useOpenExample();
  const shown = useShownExample();
  const before = useRef(persona?.id);

  useEffect(() => {
    if (persona === undefined || before.current === persona.id) return;
    before.current = persona.id;
    const offered = examplesFor(persona.id);
    const [first] = offered;
    if (shown !== undefined && first !== undefined && !offered.includes(shown)) {
      open(first, 'sameTab');
    }
  }, [persona, open, shown]);
}

/** Breaks long lines in the editors, so that the comments can be read in a narrow one. */
export function useReadableEditors(): void {
  const { queryEditor, variableEditor, responseEditor } = useEditors();
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, responseEditor]) {
      editor?.updateOptions({ wordWrap: 'on', fontSize: 13.5 });
    }
  }, [queryEditor, variableEditor, responseEditor]);
}
