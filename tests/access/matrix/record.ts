import type { Principal } from '../../../api/auth/principal.js';
import { makeAgencies, seedPartners, type Owner } from './agencies.js';
import type { Asking } from './asking.js';
import { callersOf, oddCallers, VILLAGE, type Caller, type PartnerIds } from './callers.js';
import { fillTables } from './fill-tables.js';
import { makeJob } from './job.js';
import { makeProposals, type MatrixProposals } from './proposals.js';
import { makeWatched, type Watched } from './watched.js';
import { makeUse } from './uses.js';
import { makeWebhooks, type MatrixWebhooks } from './webhooks.js';

/** The family that everybody asks for, with something in every table, so that what is not shown was not to be seen. */
export interface MatrixRecord {
  readonly householdId: string;
  readonly version: number;
  readonly kkNumber: string;
  /** The head. */
  readonly personId: string;
  readonly nik: string;
  readonly spouseId: string;
  readonly openClassificationId: string;
  readonly sensitiveClassificationId: string;
  readonly hiddenClassificationId: string;
  /** Decisions about the head, by who asked. */
  readonly decisions: { readonly officer: string; readonly bank: string; readonly desk: string };
  /** A job of a bank's, with a row and a chunk. */
  readonly jobId: string;
  /** An instant at which the family was registered, and something was changed later. */
  readonly instant: string;
  /** Cursors of pages that the ministry made: the entry just before the record. */
  readonly householdsCursor: string;
  readonly peopleCursor: string;
  /** The area around one that has a retired code. */
  readonly aliasedParent: string | null;
  readonly partners: PartnerIds;
  /** An agency of each owner, with a client, a key and an agreement. */
  readonly agencies: Readonly<
    Record<Owner, { readonly partnerId: string; readonly clientId: string }>
  >;
  /** Of the agency of each owner, and of the bank that asks. */
  readonly webhooks: Readonly<Record<Owner | 'bank', MatrixWebhooks>>;
  /** Ids of what they use that is deprecated. */
  readonly uses: Readonly<Record<Owner | 'bank', string>>;
  readonly childNik: string;
  /** A wish of the head to correct something, which waits for its answer. */
  readonly wishId: string;
  readonly alerts: Watched['alerts'];
  readonly proposals: MatrixProposals;
}

export const NAME = 'Teratai';
export const UNKNOWN_NIK = '3205014107909988';
const KK = '3205012001269801';
const HEAD_NIK = '3205011704829811';
const CHILD_NIK = '3205010907169813';

type Change = Record<
  string,
  { id: string; members: { relationship: string; person: { id: string } }[] }
>;

/** Makes the record: by the changes that officers make, and what no change makes, in the database. */
export async function makeRecord(asking: Asking): Promise<MatrixRecord> {
  const { app } = asking;
  const { sql } = app.app.database;
  const partners = await seedPartners(asking);
  const callers = callersOf(partners);
  const by = (who: string): Principal => callers.find((one) => one.who === who)!.from.get('own')!;
  const change = async (who: string, field: string, input: object, selection: string) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const { data, errors } = await asking.ask(
      by(who),
      `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${selection} ... on Error { code } } }`,
      { input },
    );
    const result = (data as Change | null)?.[field];
    if (result?.id === undefined) {
      throw new Error(`The record cannot be made: ${field}: ${JSON.stringify(errors ?? data)}`);
    }
    return result;
  };
  const household = await change('village_operator', 'registerHousehold', FAMILY, HOUSEHOLD);
  const member = (relationship: string) =>
    household.members.find((one) => one.relationship === relationship)!.person.id;
  const [householdId, personId, spouseId] = [household.id, member('HEAD'), member('SPOUSE')];
  const instant = await instantOf(asking);
  let version = 1;
  const at = () => ({ householdId, version: version++ });
  await change(
    'village_operator',
    'removeHouseholdMember',
    { ...at(), personId: member('PARENT'), on: '2025-05-05', reason: 'DIED' },
    HOUSEHOLD,
  );
  await change('tksk', 'recordHousing', { ...at(), ...HOUSING }, HOUSEHOLD);
  await change('tagana@REGENCY', 'recordDisasterLoss', { ...at(), ...LOSS }, HOUSEHOLD);
  const classify = async (who: string, categoryCode: string) => {
    const input = { householdId, version, personId, categoryCode, since: '2022-01-01' };
    return change(who, 'classifyPerson', input, '... on Classification { id }');
  };
  const open = await classify('regency_verifier', 'STRANDED_TRAVELLER');
  version += 1;
  const sensitive = await classify('regency_verifier', 'HOMELESS_OR_BEGGAR');
  version += 1;
  const hidden = await classify('social_worker', 'PERSON_LIVING_WITH_HIV');
  for (const [who, { id }] of [
    ['regency_verifier', open],
    ['social_worker', hidden],
  ] as const) {
    const input = { id, version: 1, until: '2026-01-01' };
    await change(who, 'endClassification', input, '... on Classification { id }');
  }
  await fillTables(asking, householdId, personId);
  const { alerts } = await makeWatched(asking, personId, partners.BANK);
  const proposals = await makeProposals(asking, householdId, personId);
  const wish = (field: string) => {
    const person = { nik: HEAD_NIK, verifiedBy: 'KTP_SHOWN' };
    const input = { person, field, claimed: 'Bukan Begitu', evidence: 'KTP' };
    return change('citizen desk', 'requestCorrection', input, '... on Correction { id }');
  };
  const answer = (id: string, more: object) =>
    change('regency_verifier', 'resolveCorrection', { id, ...more }, '... on Correction { id }');
  await answer((await wish('SEX')).id, {
    version: 1,
    refusal: 'NOT_PROVEN',
    legalBasis: 'UU 27/2022',
  });
  const { id: toCorrect } = await wish('OCCUPATION');
  const corrected = { personId, version: 1, occupation: 'FARMER' };
  await change('regency_verifier', 'correctPerson', corrected, '... on Person { id }');
  await answer(toCorrect, { version: 1 });
  const { id: wishId } = await wish('NAME');
  const taken = { id: wishId, version: 1 };
  await change('regency_verifier', 'startCorrection', taken, '... on Correction { id }');
  const made = {
    ministry: await makeAgencies(asking, 'ministry'),
    province: await makeAgencies(asking, 'province'),
    regency: await makeAgencies(asking, 'regency'),
  };
  const webhooks = {
    ministry: made.ministry.webhooks,
    province: made.province.webhooks,
    regency: made.regency.webhooks,
    bank: await makeWebhooks(asking, partners.BANK),
  };
  const uses = {
    ...{ ministry: made.ministry.useId, province: made.province.useId },
    ...{ regency: made.regency.useId, bank: await makeUse(asking, partners.BANK) },
  };
  await sql.query('INSERT INTO webhook_touch (household_id) VALUES ($1::uuid)', [householdId]);
  await sql.query("INSERT INTO index_step (layer, step, done_at) VALUES (2, 'person', now())");
  const decide = async (who: string, purpose: string) => {
    const { data, errors } = await asking.ask(
      by(who),
      `{ checkEligibility(input: { nik: "${HEAD_NIK}", program: "PKH", purpose: ${purpose} }) { id outcome } }`,
    );
    const decision = data?.['checkEligibility'] as { id: string; outcome: string } | undefined;
    if (decision?.outcome !== 'ELIGIBLE') {
      throw new Error(`The record is not eligible for PKH: ${JSON.stringify(errors ?? data)}`);
    }
    return decision.id;
  };
  const jobId = await makeJob(asking, by('BANK for PAYEE_VERIFICATION'));
  const decisions = {
    officer: await decide('village_operator', 'SOCIAL_SERVICE'),
    bank: await decide('BANK for PAYEE_VERIFICATION', 'PAYEE_VERIFICATION'),
    desk: await decide('citizen desk', 'SELF_SERVICE'),
  };
  await giveEverybodyDecisions(asking, decisions.officer, [...callers, ...oddCallers(partners)]);
  const [before] = await sql.query<{ household: string; person: string }>(BEFORE_STATEMENT, [
    ...[householdId, personId],
  ]);
  const [now] = await sql.query<{ version: number }>(
    'SELECT version FROM household WHERE id = $1::uuid',
    [householdId],
  );
  const [alias] = await sql.query<{ parent: string | null }>(
    'SELECT r.parent_code AS parent FROM region_alias a JOIN region r ON r.code = a.code ORDER BY r.code LIMIT 1',
  );
  return {
    version: now!.version,
    ...{ householdId, kkNumber: KK, personId, nik: HEAD_NIK, spouseId, instant, partners },
    ...{ openClassificationId: open.id, sensitiveClassificationId: sensitive.id },
    hiddenClassificationId: hidden.id,
    ...{ decisions, jobId, childNik: CHILD_NIK, wishId, alerts, proposals },
    agencies: {
      ...{ ministry: made.ministry.working, province: made.province.working },
      regency: made.regency.working,
    },
    ...{ webhooks, uses },
    householdsCursor: Buffer.from(before!.household).toString('base64'),
    peopleCursor: Buffer.from(before!.person).toString('base64'),
    aliasedParent: alias!.parent,
  };
}

const HOUSEHOLD = '... on Household { id members { relationship person { id } } }';

/** What stands just before the record in the order of its list, whoever may see it. */
const BEFORE_STATEMENT = `SELECT
  (SELECT h.id FROM household h JOIN household r ON r.id = $1::uuid WHERE (h.village_code, h.id) < (r.village_code, r.id)
   ORDER BY h.village_code DESC, h.id DESC LIMIT 1) AS household,
  (SELECT p.id FROM person p WHERE p.id < $2::uuid ORDER BY p.id DESC LIMIT 1) AS person`;

const since = '2020-01-01';
const member = (
  relationship: string,
  name: string,
  sex: 'F' | 'M',
  birthDate: string,
  more: object = {},
) => ({ relationship, name: `${name} ${NAME} Contoh`, sex, birthDate, since, ...more });

const FAMILY = {
  ...{
    villageCode: VILLAGE,
    kkNumber: KK,
    address: 'Jalan Matriks Contoh 1',
    rt: '001',
    rw: '002',
  },
  monthlyIncome: 900_000,
  members: [
    member('HEAD', 'Bagas', 'M', '1982-04-17', { nik: HEAD_NIK, occupation: 'DAY_LABOURER' }),
    member('SPOUSE', 'Laras', 'F', '1986-02-03', {
      nik: '3205014302869812',
      conditions: [{ kind: 'PREGNANT', since: '2026-05-01' }],
    }),
    member('CHILD', 'Dimas', 'M', '2016-07-09', {
      nik: CHILD_NIK,
      conditions: [{ kind: 'SCHOOL_LEVEL', grade: 'ELEMENTARY', since: '2023-07-01' }],
    }),
    member('PARENT', 'Surya', 'M', '1950-01-02', { nik: '3205010201509814' }),
  ],
};

const HOUSING = {
  ...{ recordedOn: '2026-10-05', floor: 'EARTH', roof: 'THATCH', wall: 'BAMBOO' },
  ...{ structure: 'SOUND', sanitation: 'FIT', floorAreaDm2: 2400 },
  ...{ ownsLand: true, earlierHousingAid: false },
};

const LOSS = {
  ...{ kind: 'FLOOD', happenedOn: '2026-09-01', verifiedOn: '2026-09-02', damage: 'LIGHT' },
};

/** A decision about nobody that each caller asked for itself. */
async function giveEverybodyDecisions(
  { app }: Asking,
  decisionId: string,
  callers: readonly Caller[],
): Promise<void> {
  const subjects = callers.flatMap(({ from }) => [...from.values()].map(({ subject }) => subject));
  await app.app.database.sql.query(
    `INSERT INTO decision (id, subject, program_id, rule_version_id, as_of, decided_at, purpose, actor, outcome, facts, findings, result)
     SELECT gen_random_uuid(), d.subject, d.program_id, d.rule_version_id, d.as_of, d.decided_at, d.purpose, s.subject, d.outcome,
       d.facts, d.findings, d.result
     FROM decision d CROSS JOIN unnest($2::text[]) AS s(subject) WHERE d.id = $1::uuid`,
    [decisionId, [...new Set(subjects)]],
  );
}

async function instantOf({ app }: Asking): Promise<string> {
  const select = `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC' + interval '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`;
  const [row] = await app.app.database.sql.query<{ at: string }>(select);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return row!.at;
}
