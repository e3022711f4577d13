import type { Relationship } from '../../prisma/generated/enums.js';
import type { Vault } from '../../prisma/vault/vault.js';
import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import { findHome } from '../people/find-home.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';
import { changeHousehold } from './change-household.js';
import { chooseHead } from './choose-head.js';
import { DateConflictError, HeadAlreadyNamedError, HeadRequiredError } from './errors.js';
import { listOpenMembers, type OpenMember } from './list-open-members.js';
import { renewMembership } from './renew-membership.js';
import { touchHouseholds } from './touch-households.js';

/** A person of the registry joins another household of the territory. */
export interface MoveHouseholdMemberInput {
  readonly personId: string;
  /** Version of the household that the person is recorded in now. */
  readonly version: number;
  readonly toHouseholdId: string;
  readonly toVersion: number;
  /** Relationship to the head of the new household. */
  readonly relationship: Relationship;
  /** First day in the new household. */
  readonly on: CalendarDate;
  /** Who becomes the head of the old household, where its head leaves and others remain. */
  readonly newHeadPersonId?: string | null | undefined;
}

interface Mover {
  readonly identity: Uint8Array;
  readonly wrapped: Uint8Array | null;
  readonly isErased: boolean;
  readonly birthDate: string;
  readonly deathDate: string | null;
  readonly villageCode: string;
  /** The last day on which an earlier membership began or ended; null = there was none. */
  readonly latest: string | null;
}

const MOVER_STATEMENT = `
SELECT p.identity, k.wrapped, p.erased_at IS NOT NULL AS "isErased", p.birth_date AS "birthDate", p.death_date AS "deathDate", p.village_code AS "villageCode",
  (SELECT max(coalesce(m.until, m.since)) FROM days_of_memberships(p.id) m) AS latest
FROM person p LEFT JOIN person_key k ON k.person_id = p.id
WHERE p.id = $1::uuid AND p.household_id = $2::uuid FOR UPDATE OF p`;

// What is recorded of the person goes along, by a trigger: the caller may not see all of it.
const FOLLOW_STATEMENT = `
UPDATE person SET household_id = $2::uuid, village_code = $3, name_tokens = coalesce($4::bigint[], name_tokens),
  version = version + 1
WHERE id = $1::uuid`;

const JOIN_STATEMENT = `INSERT INTO household_member (id, household_id, person_id, relationship, since)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::"Relationship", $5::date)`;

/**
 * Moves a person into another household, with all records of his own, and gives the id of that household. The old
 * membership stays as history. Also takes in somebody whose membership ended before.
 *
 * @throws PersonNotFoundError, HouseholdNotFoundError (a household elsewhere looks like none), StaleVersionError,
 *   DateConflictError, HeadRequiredError, HeadAlreadyNamedError; Fault FORBIDDEN, BAD_USER_INPUT, and CONFLICT where the
 *   person was moved at the same moment.
 */
export async function moveHouseholdMember(
  context: Context,
  input: MoveHouseholdMemberInput,
): Promise<string> {
  const { app } = context;
  const { personId, toHouseholdId, relationship, on } = input;
  const newHeadPersonId = input.newHeadPersonId ?? null;
  demandPastDate('on', on, jakartaDate(app.now()));
  return changeHousehold(
    context,
    {
      field: 'moveHouseholdMember',
      fields: ['conditions'],
      personIds: newHeadPersonId === null ? [personId] : [personId, newHeadPersonId],
    },
    async ({ sql, range }) => {
      const fromId = await findHome(sql, personId, range);
      if (fromId === toHouseholdId) throw badInput('toHouseholdId must name another household.');
      const [, villageCode] = await touchHouseholds(sql, range, [
        { id: fromId, version: input.version },
        { id: toHouseholdId, version: input.toVersion },
      ]);
      const [mover] = await sql.query<Mover>(MOVER_STATEMENT, [personId, fromId]);
      if (mover === undefined) throw new Fault('CONFLICT', 'The person was moved just now.');
      const before = await listOpenMembers(sql, fromId);
      const leaving = before.find((member) => member.personId === personId);
      const head = leaving === undefined ? null : chooseHead(before, personId, newHeadPersonId);
      if (leaving === undefined && newHeadPersonId !== null) throw new HeadAlreadyNamedError();
      demandDay(mover, head, on);
      demandPlace(await listOpenMembers(sql, toHouseholdId), relationship, mover);
      const next = { id: app.newId(), householdId: toHouseholdId, relationship };
      if (leaving === undefined) {
        await sql.query(JOIN_STATEMENT, [next.id, toHouseholdId, personId, relationship, on]);
      } else {
        await renewMembership(sql, leaving.id, on, next);
      }
      await sql.query(FOLLOW_STATEMENT, [
        ...[personId, toHouseholdId, villageCode],
        tokensElsewhere(app.vault, personId, mover, villageCode!),
      ]);
      if (head !== null) {
        const headship = { id: app.newId(), householdId: fromId, relationship: 'HEAD' } as const;
        await renewMembership(sql, head.id, on, headship);
      }
      return { result: toHouseholdId, householdId: toHouseholdId };
    },
  );
}

function demandDay(mover: Mover, head: OpenMember | null, on: CalendarDate): void {
  const early = on < mover.birthDate || (mover.latest !== null && on < mover.latest);
  const dead = mover.deathDate !== null && on >= mover.deathDate;
  if (early || dead || (head !== null && on < head.since)) throw new DateConflictError();
}

function demandPlace(
  members: readonly OpenMember[],
  relationship: Relationship,
  { deathDate }: Mover,
): void {
  const living = members.filter((member) => member.deathDate === null);
  const hasHead = living.some((member) => member.relationship === 'HEAD');
  if (relationship === 'HEAD' && hasHead) throw new HeadAlreadyNamedError();
  if (relationship !== 'HEAD' && living.length === 0 && deathDate === null) {
    throw new HeadRequiredError();
  }
}

/** Name tokens are salted by regency: new ones where the person comes into another, null where they stay or
 * the person was erased. */
function tokensElsewhere(
  vault: Vault,
  personId: string,
  { identity, wrapped, isErased, villageCode }: Mover,
  toVillageCode: string,
): bigint[] | null {
  const regency = toVillageCode.slice(0, 5);
  if (isErased || regency === villageCode.slice(0, 5)) return null;
  return vault.nameTokens(vault.open('person', personId, identity, wrapped).name, regency);
}
