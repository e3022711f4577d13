import { ResetButton } from './reset-button.js';
import type { Persona } from './sandbox.js';
import { type Explorer, useExplorer } from './use-explorer.js';
import { say } from './words.js';

const groups = ['partners', 'officers', 'citizens'] as const;

function groupOf(persona: Persona): (typeof groups)[number] {
  if (persona.tier === 'PARTNER') return 'partners';
  return persona.tier === 'CITIZEN' ? 'citizens' : 'officers';
}

function PersonaChooser({ explorer }: { readonly explorer: Explorer }) {
  const { language, personas, persona, choosePersona } = explorer;
  return (
    <select
      id="persona"
      value={persona?.id ?? ''}
      disabled={personas.length === 0}
      onChange={(event) => {
        choosePersona(event.currentTarget.value);
      }}
    >
      {groups.map((group) => {
        const members = personas.filter((each) => groupOf(each) === group);
        return members.length === 0 ? undefined : (
          <optgroup key={group} label={say(language, group)}>
            {members.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name[language]}
              </option>
            ))}
          </optgroup>
        );
      })}
    </select>
  );
}

function ViewerCard({ explorer }: { readonly explorer: Explorer }) {
  const { language, persona, viewer, trouble } = explorer;
  if (trouble !== undefined) {
    return (
      <p className="viewer viewer-trouble" role="alert">
        {say(language, trouble)}
      </p>
    );
  }
  if (viewer === undefined) {
    return (
      <p className="viewer" role="status">
        {say(language, 'signingIn')}
      </p>
    );
  }
  const place =
    viewer.territory === null
      ? say(language, 'nationwide')
      : `${viewer.territory.name} (${viewer.territory.code})`;
  const facts = [viewer.tier, ...(viewer.tier === 'PARTNER' ? [] : [place])];
  return (
    <p className="viewer" role="status">
      <span className="viewer-dot" aria-hidden="true" />
      <span>
        {say(language, 'signedIn')} <strong>{viewer.name}</strong>
        <small>
          {facts.join(' · ')}
          {persona !== undefined && ` · ${say(language, 'purpose')} ${persona.purpose}`}
        </small>
      </span>
    </p>
  );
}

function LanguageSwitch({ explorer }: { readonly explorer: Explorer }) {
  const { language, setLanguage } = explorer;
  return (
    <div className="language" role="group" aria-label={say(language, 'language')}>
      {(['id', 'en'] as const).map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={language === each}
          aria-label={each === 'id' ? 'ID, Bahasa Indonesia' : 'EN, English'}
          onClick={() => {
            setLanguage(each);
          }}
        >
          {each.toUpperCase()}
        </button>
      ))}
    </div>
  );
}

/** Above GraphiQL: as whom the server knows us, and the three steps to a first answer. */
export function PersonaBar() {
  const explorer = useExplorer();
  const { language } = explorer;
  return (
    <header>
      <div className="top-bar">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M6.5 15.5 16 7.5l9.5 8" fill="none" strokeLinecap="round" />
          <path d="M16 25.5c-4-2.6-6-4.6-6-7.2a3 3 0 0 1 6-.9 3 3 0 0 1 6 .9c0 2.6-2 4.6-6 7.2z" />
        </svg>
        <h1>Dinsos API</h1>
        <p className="subtitle">{say(language, 'subtitle')}</p>
        <ViewerCard explorer={explorer} />
        <LanguageSwitch explorer={explorer} />
      </div>
      <div className="second-bar">
        <ol className="steps" aria-label={say(language, 'steps')}>
          <li>
            <label htmlFor="persona">{say(language, 'choosePersona')}</label>
            <PersonaChooser explorer={explorer} />
          </li>
          <li>{say(language, 'chooseExample')}</li>
          <li>{say(language, 'run')}</li>
        </ol>
        <a className="bar-action" href="/schema.graphql" download="dinsos.graphql">
          {say(language, 'sdl')}
        </a>
        <ResetButton />
      </div>
    </header>
  );
}
