import type { Sql } from '../../prisma/sql.js';
import type { CodeRange } from '../values/region-code.js';
import { cutFacts } from './cut-facts.js';
import type { Facts, StudentAidClaims } from './facts.js';
import { FACTS_STATEMENT } from './facts-statement.js';
import { HELD_FACTS_STATEMENT, type HeldFacts } from './held-facts.js';

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

interface AskedRange {
  readonly request: FactsRequest;
  readonly index: number;
  readonly range: CodeRange;
}

interface HeldRow {
  readonly ord: number;
  readonly village: string;
  readonly person: string;
  readonly household: string | null;
  readonly facts: HeldFacts | null;
}

interface FactsRow {
  readonly ord: number;
  readonly village: string;
  readonly facts: Pick<Facts, 'person' | 'household'>;
}

/**
 * The facts of many people, in the order asked, by one statement over what is held of their households. Those of whom
 * nothing is held (who live in no household, or were loaded a moment ago) are asked of the tables by a second one. Nobody
 * by that NIK, and somebody outside the caller's territory, give the same: `known: false` and nothing else.
 */
export async function loadFacts(
  sql: Sql,
  requests: readonly FactsRequest[],
): Promise<LoadedFacts[]> {
  const loaded: LoadedFacts[] = requests.map(({ asOf }) => ({
    facts: { asOf, known: false, person: null, household: null, claims: null },
    villageCode: null,
  }));
  const keep = (
    { request, index }: AskedRange,
    villageCode: string,
    { person, household }: Pick<Facts, 'person' | 'household'>,
  ): void => {
    const { asOf, claims } = request;
    loaded[index] = { facts: { asOf, known: true, person, household, claims }, villageCode };
  };
  const asked = requests.flatMap((request, index) =>
    request.territories.map((range) => ({ request, index, range })),
  );
  const notHeld: AskedRange[] = [];
  const held = await ask<HeldRow>(sql, HELD_FACTS_STATEMENT, 'load-held-facts', asked);
  for (const { ord, village, person, household, facts } of held) {
    const question = asked[ord - 1]!;
    const cut =
      facts === null || household === null
        ? null
        : cutFacts(facts, household, person, question.request.asOf);
    if (cut === null) notHeld.push(question);
    else keep(question, village, cut);
  }
  if (notHeld.length > 0) {
    const rows = await ask<FactsRow>(sql, FACTS_STATEMENT, 'load-facts', notHeld);
    for (const { ord, village, facts } of rows) keep(notHeld[ord - 1]!, village, facts);
  }
  return loaded;
}

function ask<Row extends object>(
  sql: Sql,
  statement: string,
  name: string,
  asked: readonly AskedRange[],
): Promise<Row[]> {
  return sql.query<Row>(
    statement,
    [
      asked.map(({ request }) => request.nikIndex),
      asked.map(({ request }) => request.asOf),
      asked.map(({ range }) => range.low),
      asked.map(({ range }) => range.high),
    ],
    name,
  );
}
