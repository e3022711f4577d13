import type { AidProgram, RegionStatistics } from '@dinsos/sdk';
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { Controls, type Choice } from './controls.js';
import { areaName, isInhabited, type Area } from './figures.js';
import { Path, stepOf, type Step } from './path.js';
import { listOfficers, openRegistry, type Officer } from './registry.js';
import { CoverageSection, WaitingSection, WelfareSection } from './sections.js';
import { Summary } from './summary.js';
import { useAnswer } from './use-answer.js';
import { say, type PageLanguage, type Word } from './words.js';

const NO_OFFICERS: readonly Officer[] = [];
const NO_PROGRAMS: readonly AidProgram[] = [];
const NO_STEPS: readonly Step[] = [];

/** Why there is no answer, where the same question may get one later. */
const MAY_PASS: ReadonlySet<Word> = new Set(['failed', 'tooMuch']);

/** `?as=officer:32.73` opens the page as another persona of the sandbox, `?lang=en` in English. */
function firstChoice(): Choice {
  const query = new URLSearchParams(location.search);
  return {
    language: query.get('lang') === 'en' ? 'en' : 'id',
    officer: query.get('as') ?? 'officer-regency',
    program: 'PKH',
    day: '',
  };
}

/** The counts of an area, drawn and in tables. */
function Figures({
  language,
  found: { total, areas, asOf },
  takesFocus,
  onOpen,
}: {
  readonly language: PageLanguage;
  readonly found: RegionStatistics;
  readonly takesFocus: boolean;
  readonly onOpen: (area: Area) => void;
}): ReactElement {
  // Below a village there is nothing, and the village itself is drawn.
  const all = areas.length === 0 ? [total] : areas;
  const inhabited = all.filter(isInhabited);
  const given = {
    ...{ language, total, areas: inhabited },
    onOpen: areas.length === 0 ? undefined : onOpen,
  };
  return (
    <>
      <Summary
        {...{ language, total, asOf, takesFocus }}
        empty={inhabited.length === 0 ? 0 : all.length - inhabited.length}
      />
      {inhabited.length === 0 ? (
        <p className="empty">{say(language, 'empty')}</p>
      ) : (
        <>
          <WelfareSection {...given} />
          <div className="beside">
            <CoverageSection {...given} />
            <WaitingSection {...given} />
          </div>
        </>
      )}
    </>
  );
}

/** The page: who asks, for what, and what the registry answers. */
export function App(): ReactElement {
  const [choice, setChoice] = useState(firstChoice);
  const [path, setPath] = useState(NO_STEPS);
  // Whoever goes to another area does it by a control that is gone when he is there.
  const [hasMoved, setHasMoved] = useState(false);
  const { language, officer, program, day } = choice;
  const region = path.at(-1)?.code ?? null;
  const go = (way: readonly Step[]): void => {
    setPath(way);
    setHasMoved(true);
  };
  const registry = useMemo(() => openRegistry(officer), [officer]);
  const { answer: programs } = useAnswer(
    useCallback((signal) => registry.programs(language, signal), [registry, language]),
  );
  const { answer: officers } = useAnswer(listOfficers);
  const { answer, again } = useAnswer(
    useCallback(
      (signal) => registry.statistics({ region, program, asOf: day === '' ? null : day }, signal),
      [registry, region, program, day],
    ),
  );
  const isLoading = answer.is === 'loading';
  // What was there stays in view, dimmed, until the answer comes.
  const found = answer.is === 'there' ? answer.value : isLoading ? answer.former : undefined;

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = say(language, 'title');
  }, [language]);

  return (
    <>
      <header>
        <h1>{say(language, 'title')}</h1>
        <p>{say(language, 'subtitle')}</p>
        <Controls
          choice={choice}
          officers={officers.is === 'there' ? officers.value : NO_OFFICERS}
          programs={programs.is === 'there' ? programs.value : NO_PROGRAMS}
          onChoose={(change) => {
            setChoice({ ...choice, ...change });
            setHasMoved(false);
            if (change.officer !== undefined) setPath(NO_STEPS);
          }}
        />
      </header>
      <main aria-busy={isLoading}>
        <Path
          {...{ language, path }}
          below={found?.areas.filter(isInhabited) ?? []}
          isLoading={isLoading}
          onGo={go}
        />
        <p role="status" className="status">
          {isLoading && say(language, 'loading')}
          {answer.is === 'there' &&
            answer.value !== null &&
            `${say(language, 'loaded')} ${areaName(language, answer.value.total)}`}
        </p>
        {answer.is === 'failed' && (
          <div role="alert">
            <p>{say(language, answer.why)}</p>
            {MAY_PASS.has(answer.why) && (
              <button type="button" onClick={again}>
                {say(language, 'again')}
              </button>
            )}
          </div>
        )}
        {found === null && <p role="alert">{say(language, 'noSuchArea')}</p>}
        {found != null && (
          <div className={isLoading ? 'former' : undefined} inert={isLoading}>
            <Figures
              {...{ language, found }}
              takesFocus={hasMoved && !isLoading}
              onOpen={(area) => {
                go([...path, stepOf(language, area)]);
              }}
            />
          </div>
        )}
      </main>
    </>
  );
}
