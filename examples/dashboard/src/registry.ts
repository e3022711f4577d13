import { createClient, RegionStatisticsDocument } from '@dinsos/sdk';
import type { AidProgram, RegionStatistics } from '@dinsos/sdk';
import type { PageLanguage } from './words.js';

/** Somebody of the sandbox in whose name the page asks. */
export interface Officer {
  readonly id: string;
  readonly name: Readonly<Record<PageLanguage, string>>;
}

/** Which counts are wanted. */
export interface Question {
  /** Kemendagri code; null = the officer's own territory. */
  readonly region: string | null;
  readonly program: string;
  /** YYYY-MM-DD; null = today in Jakarta. */
  readonly asOf: string | null;
}

/** The registry as the page asks it. */
export interface Registry {
  /** Their names in a language. */
  programs(language: PageLanguage, signal: AbortSignal): Promise<AidProgram[]>;
  /** Null where there is no such area. */
  statistics(question: Question, signal: AbortSignal): Promise<RegionStatistics | null>;
}

const GOVERNMENT = new Set(['NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE']);

/**
 * Opens the registry in an officer's name. Here that is a persona of the sandbox; in an office it is whoever signed in:
 * `credentials: { token: () => … }` takes the place of `sandboxPersona`, and nothing else changes.
 */
export function openRegistry(officer: string): Registry {
  const open = (language: 'ID' | 'EN') =>
    createClient({ url: location.origin, credentials: { sandboxPersona: officer }, language });
  const clients = { id: open('ID'), en: open('EN') } as const;
  return {
    async programs(language, signal) {
      const programs: AidProgram[] = [];
      for await (const program of clients[language].programs.list({ signal })) {
        programs.push(program);
      }
      return programs;
    },
    async statistics(question, signal) {
      const data = await clients.id.request(RegionStatisticsDocument, { ...question }, { signal });
      return data.regionStatistics;
    },
  };
}

/** The officers that the sandbox offers. */
export async function listOfficers(signal: AbortSignal): Promise<Officer[]> {
  const response = await fetch('/sandbox/personas', { signal });
  if (!response.ok) throw new Error(`The sandbox answers ${String(response.status)}.`);
  const personas = (await response.json()) as readonly (Officer & { readonly tier: string })[];
  return personas.filter(({ tier }) => GOVERNMENT.has(tier));
}
