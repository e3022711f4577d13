import { change, inventFamily } from './changes.js';
import type { TestApp } from './app.js';

/** Families that live in a district, alike in welfare and in their state in PKH. */
interface Settlement {
  readonly district: string;
  readonly families: number;
  /** Null = listed and not ranked; absent = not listed. */
  readonly decile?: number | null;
  readonly pkh?: 'ACTIVE' | 'WAITLISTED' | 'SUSPENDED';
}

/** A regency in which nobody lives until {@link settleSumedang}. */
export const SUMEDANG = '32.11';

/** 36 families of three in three districts of Kabupaten Sumedang. */
const SETTLEMENTS: readonly Settlement[] = [
  { district: '32.11.01', families: 6, decile: 1, pkh: 'ACTIVE' },
  { district: '32.11.01', families: 1, decile: 1, pkh: 'WAITLISTED' },
  { district: '32.11.01', families: 6, decile: 2, pkh: 'WAITLISTED' },
  { district: '32.11.01', families: 2, decile: 3 },
  { district: '32.11.02', families: 5, decile: 1, pkh: 'ACTIVE' },
  { district: '32.11.02', families: 9, decile: 2, pkh: 'WAITLISTED' },
  { district: '32.11.03', families: 6, decile: 1, pkh: 'ACTIVE' },
  { district: '32.11.03', families: 1, decile: 4, pkh: 'SUSPENDED' },
];

/** Registers the families by the officer of their regency, and lists, ranks and enrols them as the ministry would. */
export async function settleSumedang(app: TestApp): Promise<void> {
  const { sql } = app.app.database;
  for (const { district, families, decile, pkh } of SETTLEMENTS) {
    const [village] = await sql.query<{ code: string }>(
      'SELECT code FROM region WHERE parent_code = $1 ORDER BY code LIMIT 1',
      [district],
    );
    for (let family = 0; family < families; family += 1) {
      const input = inventFamily({ villageCode: village!.code });
      const { id } = await change(app, 'registerHousehold', input, `officer:${SUMEDANG}`);
      if (decile !== undefined) {
        await sql.query(
          `INSERT INTO registry_listing (id, household_id, system, period, since, listed, decile)
           VALUES (gen_random_uuid(), $1::uuid, 'DTSEN', '2026-Q4', '2026-10-01', true, $2::int4)`,
          [id, decile],
        );
      }
      if (pkh !== undefined) {
        await sql.query(
          `INSERT INTO enrolment (id, household_id, program_code, status, since)
           VALUES (gen_random_uuid(), $1::uuid, 'PKH', $2::"EnrolmentState", '2026-10-01')`,
          [id, pkh],
        );
      }
    }
  }
}
