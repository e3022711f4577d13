import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

import { type OperationAnswer, type OperationRequest, sendOperation } from './send-operation.js';
import { type Persona, SandboxClosed, openSandbox } from './sandbox.js';
import type { PageLanguage } from './words.js';

/** Whom the server takes us for. */
export interface Viewer {
  readonly name: string;
  readonly tier: string;
  readonly territory: { readonly code: string; readonly name: string } | null;
}

/** What the parts of the page share. */
export interface Explorer {
  readonly language: PageLanguage;
  readonly setLanguage: (language: PageLanguage) => void;
  readonly personas: readonly Persona[];
  readonly persona: Persona | undefined;
  readonly choosePersona: (id: string) => void;
  readonly viewer: Viewer | undefined;
  readonly trouble: 'sandboxClosed' | 'failed' | undefined;
  /** How far making the sandbox as new has come; undefined before anybody asked for it. */
  readonly reset: 'resetting' | 'resetDone' | 'resetRefused' | undefined;
  readonly resetSandbox: () => void;
  /** Id of the latest decision in an answer, for the example that replays one. */
  readonly latestDecision: () => string | undefined;
  readonly send: (
    request: OperationRequest,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<OperationAnswer>;
}

/** Gives the explorer's state to the panel that GraphiQL renders. */
export const ExplorerContext = createContext<Explorer | undefined>(undefined);

/** The explorer's state, inside `ExplorerContext`. */
export function useExplorer(): Explorer {
  const explorer = useContext(ExplorerContext);
  if (explorer === undefined) throw new Error('outside ExplorerContext');
  return explorer;
}

const viewerDocument = 'query ExplorerViewer { viewer { name tier territory { code name } } }';

const remembered = (key: string): string | null => sessionStorage.getItem(`dinsos:${key}`);
const remember = (key: string, value: string): void => {
  sessionStorage.setItem(`dinsos:${key}`, value);
};

function startLanguage(): PageLanguage {
  const kept = remembered('language');
  if (kept === 'id' || kept === 'en') return kept;
  return navigator.languages.some((tag) => tag.startsWith('id')) ? 'id' : 'en';
}

function decisionIn(answer: OperationAnswer): string | undefined {
  const found = Object.values(answer.data ?? {})
    .flat()
    .find(
      (value): value is { id: string } =>
        typeof value === 'object' &&
        value !== null &&
        'id' in value &&
        'outcome' in value &&
        typeof value.id === 'string',
    );
  return found?.id;
}

/** Personas, the one chosen, its token and viewer: everything that the page keeps. */
export function useExplorerState(): Explorer {
  const [language, keepLanguage] = useState(startLanguage);
  const [personas, setPersonas] = useState<readonly Persona[]>([]);
  const [personaId, setPersonaId] = useState<string>();
  const [viewer, setViewer] = useState<Viewer>();
  const [trouble, setTrouble] = useState<Explorer['trouble']>();
  const [reset, setReset] = useState<Explorer['reset']>();
  const [sandbox] = useState(openSandbox);
  const decision = useRef<string>(undefined);
  const current = useRef<string>(undefined);

  const report = useCallback((error: unknown) => {
    setTrouble(error instanceof SandboxClosed ? 'sandboxClosed' : 'failed');
  }, []);

  const choosePersona = useCallback((id: string) => {
    if (current.current === id) return;
    remember('persona', id);
    current.current = id;
    setPersonaId(id);
    setViewer(undefined);
  }, []);

  useEffect(() => {
    sandbox.personas().then((list) => {
      setPersonas(list);
      const kept = list.find((each) => each.id === remembered('persona')) ?? list[0];
      if (kept !== undefined) choosePersona(kept.id);
    }, report);
  }, [sandbox, choosePersona, report]);

  useEffect(() => {
    if (personaId === undefined) return;
    sendOperation(sandbox, personaId, { query: viewerDocument }).then((answer) => {
      if (current.current !== personaId) return;
      setTrouble(undefined);
      setViewer(answer.data?.['viewer'] as Viewer | undefined);
    }, report);
  }, [sandbox, personaId, report]);

  const resetSandbox = useCallback(() => {
    setReset('resetting');
    sandbox.reset().then(
      (done) => {
        decision.current = undefined;
        setReset(done ? 'resetDone' : 'resetRefused');
      },
      (error: unknown) => {
        setReset(undefined);
        report(error);
      },
    );
  }, [sandbox, report]);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const send = useCallback<Explorer['send']>(
    async (request, headers) => {
      const answer = await sendOperation(sandbox, current.current, request, headers);
      decision.current = decisionIn(answer) ?? decision.current;
      return answer;
    },
    [sandbox],
  );

  return useMemo(
    () => ({
      language,
      setLanguage: (chosen: PageLanguage) => {
        remember('language', chosen);
        keepLanguage(chosen);
      },
      personas,
      persona: personas.find((each) => each.id === personaId),
      choosePersona,
      viewer,
      trouble,
      reset,
      resetSandbox,
      latestDecision: () => decision.current,
      send,
    }),
    [language, personas, personaId, choosePersona, viewer, trouble, reset, resetSandbox, send],
  );
}
