import type { Sql } from '../../prisma/sql.js';
import type { CodeRange } from '../values/region-code.js';
import type { Facts, StudentAidClaims } from './facts.js';
import { FACTS_STATEMENT } from './facts-statement.js';

/** One question about one person, under one caller's grant. */
export interface FactsRequest {
  readonly nikIndex: Uint8Array;
  readonly asOf: string;
  /** Villages that the caller may see; none = nobody. */
  readonly territories: readonly CodeRange[];
  readonly claims: StudentAidClaims | null;
}

/** Facts, and where the person's records are held: for the record, never for the answer. */
export interface LoadedFacts {
  readonly facts: Facts;
  readonly villageCode: string | null;
}

interface FactsRow {
  readonly ord: number;
  readonly village: string;
  readonly facts: Pick<Facts, 'person' | 'household'>;
}

/**
 * The facts of many people, in the order asked, by one statement. Nobody by that NIK, and somebody outside the caller's
 * territory, give the same: `known: false` and nothing else.
 */
export async function loadFacts(
  sql: Sql,
  requests: readonly FactsRequest[],
): Promise<LoadedFacts[]> {
  const questions = requests.flatMap((request, index) =>
    request.territories.map((range) => ({ request, index, range })),
  );
  const rows = await sql.query<FactsRow>(
    FACTS_STATEMENT,
    [
      questions.map(({ request }) => request.nikIndex),
      questions.map(({ request }) => request.asOf),
      questions.map(({ range }) => range.low),
      questions.map(({ range }) => range.high),
    ],
    'load-facts',
  );
  const loaded: LoadedFacts[] = requests.map(({ asOf }) => ({
    facts: { asOf, known: false, person: null, household: null, claims: null },
    villageCode: null,
  }));
  for (const { ord, village, facts } of rows) {
    const question = questions[ord - 1];
    if (question === undefined) continue;
    const { request, index } = question;
    const { asOf, claims } = request;
    loaded[index] = {
      facts: { asOf, known: true, person: facts.person, household: facts.household, claims },
      villageCode: village,
    };
  }
  return loaded;
}
