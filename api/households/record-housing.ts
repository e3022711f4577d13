import type {
  FloorMaterial,
  HouseStructure,
  RoofMaterial,
  Sanitation,
  WallMaterial,
} from '../../prisma/generated/enums.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';
import { changeHousehold } from './change-household.js';
import { touchHouseholds } from './touch-households.js';

/** The house as an officer saw it. */
export interface RecordHousingInput {
  readonly householdId: string;
  readonly version: number;
  readonly recordedOn: CalendarDate;
  readonly floor: FloorMaterial;
  readonly roof: RoofMaterial;
  readonly wall: WallMaterial;
  readonly structure: HouseStructure;
  readonly sanitation: Sanitation;
  /** Square decimetres: 100 is 1 m². */
  readonly floorAreaDm2: number;
  readonly ownsLand: boolean;
  readonly earlierHousingAid: boolean;
}

const LARGEST_AREA_DM2 = 10_000_000;

const HOUSING_STATEMENT = `
INSERT INTO housing_condition (id, household_id, recorded_on, floor, roof, wall, structure, sanitation, floor_area_dm2,
  owns_land, earlier_housing_aid)
VALUES ($1::uuid, $2::uuid, $3::date, $4::"FloorMaterial", $5::"RoofMaterial", $6::"WallMaterial", $7::"HouseStructure",
  $8::"Sanitation", $9::int4, $10::boolean, $11::boolean)
ON CONFLICT (household_id, recorded_on) DO UPDATE SET floor = excluded.floor, roof = excluded.roof, wall = excluded.wall,
  structure = excluded.structure, sanitation = excluded.sanitation, floor_area_dm2 = excluded.floor_area_dm2,
  owns_land = excluded.owns_land, earlier_housing_aid = excluded.earlier_housing_aid`;

/**
 * Records what an officer saw of a house on a day; a second visit on that day replaces the first. Gives the household's id.
 *
 * @throws HouseholdNotFoundError, StaleVersionError; Fault FORBIDDEN, and BAD_USER_INPUT for a day in the future or a floor
 *   area outside 1 to 10,000,000 dm².
 */
export async function recordHousing(context: Context, input: RecordHousingInput): Promise<string> {
  const { app } = context;
  const { householdId, version, recordedOn, floorAreaDm2 } = input;
  demandPastDate('recordedOn', recordedOn, jakartaDate(app.now()));
  if (floorAreaDm2 < 1 || floorAreaDm2 > LARGEST_AREA_DM2) {
    throw badInput('floorAreaDm2 must be from 1 to 10 million.');
  }
  return changeHousehold(
    context,
    { field: 'recordHousing', fields: ['housing'], personIds: [] },
    async ({ sql, range }) => {
      await touchHouseholds(sql, range, [{ id: householdId, version }]);
      await sql.query(HOUSING_STATEMENT, [
        ...[app.newId(), householdId, recordedOn, input.floor, input.roof, input.wall],
        ...[input.structure, input.sanitation, floorAreaDm2, input.ownsLand],
        input.earlierHousingAid,
      ]);
      return { result: householdId, householdId };
    },
  );
}
