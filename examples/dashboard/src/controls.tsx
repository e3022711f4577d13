import type { AidProgram } from '@dinsos/sdk';
import type { ReactElement, ReactNode } from 'react';
import type { Officer } from './registry.js';
import { say, type PageLanguage } from './words.js';

const LANGUAGES = [
  ['id', 'Bahasa Indonesia'],
  ['en', 'English'],
] as const;

/** What the page asks for, and in which language it speaks. */
export interface Choice {
  readonly language: PageLanguage;
  readonly officer: string;
  readonly program: string;
  /** Empty = today. */
  readonly day: string;
}

function Control({
  id,
  label,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="control">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

/** Chooses officer, program, day and language. */
export function Controls({
  choice,
  officers,
  programs,
  onChoose,
}: {
  readonly choice: Choice;
  readonly officers: readonly Officer[];
  readonly programs: readonly AidProgram[];
  readonly onChoose: (change: Partial<Choice>) => void;
}): ReactElement {
  const { language, officer, program, day } = choice;
  const isListed = officers.some(({ id }) => id === officer);
  return (
    <div className="controls">
      <Control id="officer" label={say(language, 'officer')}>
        <select
          id="officer"
          value={officer}
          onChange={({ currentTarget }) => {
            onChoose({ officer: currentTarget.value });
          }}
        >
          {!isListed && <option value={officer}>{officer}</option>}
          {officers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language]}
            </option>
          ))}
        </select>
      </Control>
      <Control id="program" label={say(language, 'program')}>
        <select
          id="program"
          value={program}
          onChange={({ currentTarget }) => {
            onChoose({ program: currentTarget.value });
          }}
        >
          {programs.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Control>
      <Control id="day" label={say(language, 'day')}>
        <input
          id="day"
          type="date"
          value={day}
          onChange={({ currentTarget }) => {
            onChoose({ day: currentTarget.value });
          }}
        />
      </Control>
      <div role="group" aria-label={say(language, 'language')} className="languages">
        {LANGUAGES.map(([each, name]) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={language === each}
            onClick={() => {
              onChoose({ language: each });
            }}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
