import type { TestAnswer, TestApp } from './app.js';

/** A check of one person, as a document of nobody's. */
export const CHECK =
  'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id outcome } }';
export const CHECK_MANY = `query ($input: CheckEligibilitiesInput!) { checkEligibilities(input: $input) { __typename
  ... on EligibilityDecision { id outcome } ... on EligibilityCheckRefused { code } } }`;
export const PAYEE = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };

/** An invented NIK that nobody has: a different birth date and serial for each `index`, far from its neighbours. */
export function strangerNik(index: number): string {
  const day = String(1 + ((index * 11) % 28)).padStart(2, '0');
  const month = String(1 + ((index * 7) % 12)).padStart(2, '0');
  const year = String((index * 13) % 100).padStart(2, '0');
  return `327305${day}${month}${year}${String(9000 + ((index * 17) % 900)).padStart(4, '0')}`;
}

/** Checks one person. */
export function check(
  app: TestApp,
  nik: string,
  persona = 'bank',
  input: object = PAYEE,
): Promise<TestAnswer<{ checkEligibility: { id: string; outcome: string } }>> {
  return app.graphql(CHECK, { input: { ...input, nik } }, persona);
}

/** Gives the sandbox partner of a slug so many people a day. Before anybody has asked, or the register holds the old number. */
export async function allowPeople(app: TestApp, slug: string, people: number): Promise<void> {
  await app.app.database.sql.query(
    `UPDATE agreement SET daily_people = $2 WHERE partner_id = (SELECT id FROM partner WHERE slug = $1)`,
    [slug, people],
  );
}
