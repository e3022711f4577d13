import type { ReactElement } from 'react';
import { areaName, type Area } from './figures.js';
import { say, type PageLanguage } from './words.js';

/** An area on the way from the officer's own down to the one looked at. */
export interface Step {
  /** Kemendagri code. */
  readonly code: string;
  readonly name: string;
}

/** Where the officer is, the way back, and the areas that lie below. */
export function Path({
  language,
  path,
  below,
  isLoading,
  onGo,
}: {
  readonly language: PageLanguage;
  /** Empty = the officer's own territory. */
  readonly path: readonly Step[];
  /** Areas that can be looked into. */
  readonly below: readonly Area[];
  readonly isLoading: boolean;
  readonly onGo: (path: readonly Step[]) => void;
}): ReactElement {
  const steps = [{ code: '', name: say(language, 'ownTerritory') }, ...path];
  return (
    <nav aria-label={say(language, 'path')} className="path">
      <ol>
        {steps.map(({ code, name }, at) => (
          <li key={code}>
            <button
              type="button"
              aria-current={at === steps.length - 1 ? 'location' : undefined}
              onClick={() => {
                onGo(path.slice(0, at));
              }}
            >
              {name}
            </button>
          </li>
        ))}
      </ol>
      {below.length > 0 && (
        <div className="control">
          <label htmlFor="into">{say(language, 'lookInto')}</label>
          <select
            id="into"
            value=""
            disabled={isLoading}
            onChange={({ currentTarget: { value } }) => {
              const area = below.find(({ code }) => code === value);
              if (area !== undefined) onGo([...path, stepOf(language, area)]);
            }}
          >
            <option value="">{say(language, 'choose')}</option>
            {below.map((area) => (
              <option key={area.code} value={area.code ?? ''}>
                {areaName(language, area)}
              </option>
            ))}
          </select>
        </div>
      )}
    </nav>
  );
}

/** An area as a step of the way. */
export function stepOf(language: PageLanguage, area: Area): Step {
  return { code: area.code ?? '', name: areaName(language, area) };
}
