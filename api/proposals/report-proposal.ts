import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { changeHousehold } from '../households/change-household.js';
import { jakartaDate } from '../values/calendar-date.js';
import { decideBeginning } from './decide-step.js';
import { EVIDENCE, type Evidence } from './evidence.js';
import { findStep } from './find-step.js';
import { KINDS, type KindDemands } from './kinds.js';
import { openPeriod } from './open-period.js';
import { programOf, termsOf, villageOf, type ReportProposalInput } from './report-terms.js';
import { stepKey } from './step-key.js';
import { insertStep } from './write-step.js';

const INSERT_STATEMENT = `
INSERT INTO proposal (id, kind, state, need, village_code, household_id, person_id, program_code, owner_code, ground_code,
  to_village_code, period, reported_at, turn_since)
VALUES ($1::uuid, $2::"ProposalKind", 'REPORTED', $3::"NeedKind", $4, $5::uuid, $6::uuid, $7, $8, $9, $10, $11,
  $12::timestamptz, $12::timestamptz)`;

/**
 * Records a report, with which a proposal begins, and gives its id. The same key with the same input gives the proposal that
 * was begun before.
 *
 * @throws VillageNotFoundError, HouseholdNotFoundError, PersonNotFoundError, ProgramNotProposableError, AlreadyProposedError;
 *   Fault FORBIDDEN, BAD_USER_INPUT for what the kind does not go with, NOT_FOUND for an unknown ground, CONFLICT where the
 *   key was used for another input.
 */
export async function reportProposal(
  context: Context,
  input: ReportProposalInput,
): Promise<string> {
  const { app, principal, requestId } = context;
  const key = stepKey('reportProposal', { ...input });
  demandForm(input);
  const { kind, need, source, reference } = input;
  const today = jakartaDate(app.now());
  const evidence: Evidence = { source, reference };
  if (!EVIDENCE.report.safeParse(evidence).success) {
    throw badInput(
      'reference must be the number of a paper: with a digit, and no run of thirteen.',
    );
  }
  const personId = input.personId ?? null;
  return changeHousehold(
    context,
    {
      field: 'reportProposal',
      fields: ['proposal'],
      personIds: personId === null ? [] : [personId],
    },
    async ({ sql, range }) => {
      const before = await findStep(sql, principal.subject, key);
      if (before !== undefined) return { result: before.id, householdId: before.householdId };
      const villageCode = await villageOf(sql, range, input);
      const terms = await termsOf(sql, villageCode, input, today);
      const id = app.newId();
      const period = openPeriod(today, terms.calendar);
      await sql.query(INSERT_STATEMENT, [
        ...[id, kind, need, villageCode, input.householdId ?? null, personId],
        ...[programOf(input), terms.program?.ownerCode ?? null, input.groundCode ?? null],
        ...[input.toVillageCode ?? null, period, app.now().toISOString()],
      ]);
      const decided = decideBeginning(principal);
      if (decided instanceof Error) throw decided;
      const author = { subject: principal.subject, office: principal.territory, requestId, key };
      await insertStep(
        { sql, now: app.now, newId: app.newId },
        { ...{ ...decided, action: 'REPORT', evidence, author, id, number: 1, period } },
      );
      return { result: id, householdId: input.householdId ?? null };
    },
  );
}

/** What goes with the kind, and nothing else. */
function demandForm(input: ReportProposalInput): void {
  const demands: KindDemands = KINDS[input.kind];
  demandGiven('householdId', input.householdId, demands.household);
  demandGiven('villageCode', input.villageCode, !demands.household);
  if (demands.person !== 'possible') {
    demandGiven('personId', input.personId, demands.person === 'needed');
  }
  demandGiven('programCode', input.programCode, demands.program === 'needed');
  demandGiven('groundCode', input.groundCode, demands.ground);
  demandGiven('toVillageCode', input.toVillageCode, demands.destination);
}

function demandGiven(name: string, value: unknown, isNeeded: boolean): void {
  if ((value == null) === isNeeded) {
    throw badInput(`${name} must be ${isNeeded ? 'given' : 'absent'} for this kind of proposal.`);
  }
}
