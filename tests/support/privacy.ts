import { v7 as uuidv7 } from 'uuid';
import type { TestAnswer, TestApp } from './app.js';
import type { ChangeAnswer } from './changes.js';

/** A look as a person at a desk reads it. */
export interface ReadLook {
  readonly at: string;
  readonly office: string;
  readonly kantor: string;
  readonly tier: string;
  readonly purpose: string;
  readonly action: string;
  readonly tindakan: string;
  readonly reach: string;
  readonly groups: readonly string[];
  readonly legalBasis: string;
  readonly outcome: string;
  readonly delayedUntil: string | null;
}

/** The log as a person at a desk reads it. */
export interface ReadLog {
  readonly edges: readonly { readonly cursor: string; readonly node: ReadLook }[];
  readonly withheld: readonly {
    readonly reason: string;
    readonly count: number;
    readonly legalBasis: string;
    readonly message: string;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const LOG = `query ($person: DeskPersonInput!, $first: Int, $after: String) {
  accessLog(person: $person, first: $first, after: $after) {
    edges { cursor node { at office(language: EN) kantor: office tier purpose action(language: EN) tindakan: action reach groups
      legalBasis outcome delayedUntil } }
    withheld { reason count legalBasis message(language: EN) }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Asks at a desk, by default that of Garut, who looked. */
export function askLog(
  app: TestApp,
  nik: string,
  more: {
    readonly childNik?: string;
    readonly first?: number;
    readonly after?: string | null;
  } = {},
): Promise<TestAnswer<{ accessLog: ReadLog | null }>> {
  const { childNik, ...page } = more;
  const person = { nik, verifiedBy: 'KTP_SHOWN', ...(childNik === undefined ? {} : { childNik }) };
  return app.graphql(LOG, { person, first: 100, ...page }, 'citizen-desk');
}

/** What a person is told at the desk of Garut; null = the desk may not ask for this person. */
export async function readLog(
  app: TestApp,
  nik: string,
  more: Parameters<typeof askLog>[2] = {},
): Promise<ReadLog | null> {
  const { data, errors } = await askLog(app, nik, more);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
  return data!.accessLog;
}

const USUAL = new Set(['Read the log of looks at a desk', 'Registered a household']);

/** What was done, latest first, without the desk's own looks and the registration. */
export function actionsOf(log: ReadLog | null): string[] {
  return log!.edges.map(({ node }) => node.action).filter((action) => !USUAL.has(action));
}

/** The NIK of the first member with this relationship. */
export function nikOf({ members }: ChangeAnswer, relationship: string): string {
  return members.find((one) => one.relationship === relationship)!.person.nik!;
}

/** What an invented entry of the trail says; the rest is usual. */
export interface InventedEntry {
  readonly people: readonly string[];
  readonly at?: string;
  readonly action?: string;
  readonly fields?: readonly string[];
  readonly outcome?: 'ALLOWED' | 'DENIED';
  readonly actor?: string;
  readonly tier?: string;
  readonly territory?: string | null;
  readonly partnerId?: string | null;
  readonly purpose?: string;
}

/** Writes an entry of the trail as it could have been written, and gives its id. */
export async function writeEntry({ app }: TestApp, entry: InventedEntry): Promise<string> {
  const id = uuidv7();
  const { people, at = '2026-10-01T03:00:00Z', action = 'person', outcome = 'ALLOWED' } = entry;
  const { fields = ['identity', 'person'], actor = 'officer-7', tier = 'REGENCY' } = entry;
  const { territory = '32.05', partnerId = null, purpose = 'SOCIAL_SERVICE' } = entry;
  await app.database.sql.query(
    `INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
       fields, people, person_ids)
     VALUES ($1::uuid, $2::timestamptz, 'invented', $3, $4::"AccessOutcome", $5, $6, $7, $8::uuid, $9::"AccessPurpose",
       'UU 11/2009', $10::text[], $11::int4, $12::uuid[])`,
    [
      ...[id, at, action, outcome, actor, tier, territory, partnerId, purpose, fields],
      ...[people.length, people],
    ],
  );
  return id;
}

/** A clock that a test moves. */
export function movableClock(start: string): { now: () => Date; set(instant: string): void } {
  let instant = new Date(start);
  return {
    now: () => instant,
    set: (next) => {
      instant = new Date(next);
    },
  };
}
