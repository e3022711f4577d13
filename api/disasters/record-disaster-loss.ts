import type { DamageLevel, DisasterKind } from '../../prisma/generated/enums.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { changeHousehold } from '../households/change-household.js';
import { touchHouseholds } from '../households/touch-households.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';

/** A loss of a household by disaster. */
export interface RecordDisasterLossInput {
  readonly householdId: string;
  readonly version: number;
  readonly kind: DisasterKind;
  readonly happenedOn: CalendarDate;
  /** When an officer confirmed it on site; null = reported only. */
  readonly verifiedOn?: CalendarDate | null | undefined;
  readonly damage: DamageLevel;
}

// The same kind on the same day is the same loss, seen again. A confirmation holds for the damage that was confirmed.
const LOSS_STATEMENT = `
WITH seen AS (
  UPDATE disaster_loss SET damage = $6::"DamageLevel",
    verified_on = coalesce($5::date, CASE WHEN damage = $6::"DamageLevel" THEN verified_on END)
  WHERE household_id = $2::uuid AND kind = $3::"DisasterKind" AND happened_on = $4::date
  RETURNING id
)
INSERT INTO disaster_loss (id, household_id, kind, happened_on, verified_on, damage)
SELECT $1::uuid, $2::uuid, $3::"DisasterKind", $4::date, $5::date, $6::"DamageLevel"
WHERE NOT EXISTS (SELECT 1 FROM seen)`;

/**
 * Records a loss, or what is newly known of one: the same kind on the same day is the same loss. Gives the household's id.
 *
 * @throws HouseholdNotFoundError, StaleVersionError; Fault FORBIDDEN, and BAD_USER_INPUT for a day in the future or a
 *   confirmation before the disaster.
 */
export async function recordDisasterLoss(
  context: Context,
  input: RecordDisasterLossInput,
): Promise<string> {
  const { app } = context;
  const { householdId, version, kind, happenedOn, damage } = input;
  const verifiedOn = input.verifiedOn ?? null;
  const today = jakartaDate(app.now());
  demandPastDate('happenedOn', happenedOn, today);
  if (verifiedOn !== null) {
    demandPastDate('verifiedOn', verifiedOn, today);
    if (verifiedOn < happenedOn) throw badInput('verifiedOn must not lie before happenedOn.');
  }
  return changeHousehold(
    context,
    { field: 'recordDisasterLoss', fields: ['disaster'], personIds: [] },
    async ({ sql, range }) => {
      await touchHouseholds(sql, range, [{ id: householdId, version }]);
      await sql.query(LOSS_STATEMENT, [
        ...[app.newId(), householdId, kind, happenedOn, verifiedOn, damage],
      ]);
      return { result: householdId, householdId };
    },
  );
}
