import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { useCallback, useState } from 'react';

import { examplesFor, variablesText } from './examples.js';
import { examplesPlugin } from './examples-panel.js';
import { PersonaBar } from './persona-bar.js';
import { ExplorerContext, useExplorerState } from './use-explorer.js';
import { useFollowPersona, useReadableEditors } from './use-open-example.js';

const plugins = [examplesPlugin, explorerPlugin(), HISTORY_PLUGIN];

type Fetcher = Parameters<typeof GraphiQL>[0]['fetcher'];

const tabsKept = () => sessionStorage.getItem('graphiql:tabState') !== null;

/** Stands where GraphiQL has its logo, since what stands there is always mounted. */
function Follower() {
  useFollowPersona();
  useReadableEditors();
  return <span>GraphiQL</span>;
}

/** The explorer: the persona bar above GraphiQL, which starts once somebody asks. */
export function App() {
  const explorer = useExplorerState();
  const { persona, trouble, send } = explorer;
  const fetcher = useCallback<Fetcher>(
    (request, options) => send(request, options?.headers) as ReturnType<Fetcher>,
    [send],
  );
  const [startPersona, setStartPersona] = useState<string>();
  const started = startPersona ?? persona?.id ?? (trouble === undefined ? undefined : '');
  if (started !== startPersona) setStartPersona(started);
  const [first] = examplesFor(started ?? '');
  const [resumed] = useState(tabsKept);
  const initialTab =
    resumed || first === undefined
      ? { defaultQuery: '' }
      : { initialQuery: first.document, initialVariables: variablesText(first, undefined) };

  return (
    <ExplorerContext.Provider value={explorer}>
      <PersonaBar />
      <main className="workbench">
        {started !== undefined && (
          <GraphiQL
            fetcher={fetcher}
            plugins={plugins}
            visiblePlugin={examplesPlugin.title}
            storage={sessionStorage}
            shouldPersistHeaders={false}
            showPersistHeadersSettings={false}
            defaultEditorToolsVisibility="variables"
            {...initialTab}
          >
            <GraphiQL.Logo>
              <Follower />
            </GraphiQL.Logo>
          </GraphiQL>
        )}
      </main>
    </ExplorerContext.Provider>
  );
}
