import type { BulkSql } from './bulk-sql.js';

/** A partner of the sandbox and its one agreement. All invented; in production partners are registered, not seeded. */
export interface SandboxPartner {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: 'BANK' | 'POST' | 'HOSPITAL' | 'UNIVERSITY';
  readonly agreement: {
    readonly id: string;
    readonly number: string;
    readonly purpose: 'PAYEE_VERIFICATION' | 'HEALTH_COVERAGE_CHECK' | 'STUDENT_AID_SCREENING';
    readonly programs: readonly string[];
  };
}

const VALID_FROM = '2020-01-01';
const VALID_UNTIL = '2035-12-31';
const DAILY_PEOPLE = 1_000_000;
const TERRITORIES = ['ID'];

/** The sandbox partners with their fixed ids; programs per purpose as in the disclosure contract. */
export const SANDBOX_PARTNERS: readonly SandboxPartner[] = [
  {
    id: '019b76da-a800-7000-8000-000000000001',
    slug: 'sandbox-bank',
    name: 'Bank Contoh',
    kind: 'BANK',
    agreement: {
      id: '019b76da-a800-7000-8000-000000000011',
      number: 'PKS-CONTOH-BANK-01',
      purpose: 'PAYEE_VERIFICATION',
      programs: ['PKH', 'BPNT', 'RST', 'PROV-31-KLJ', 'APBD-32.05-FIRE'],
    },
  },
  {
    id: '019b76da-a800-7000-8000-000000000002',
    slug: 'sandbox-post',
    name: 'Pos Contoh',
    kind: 'POST',
    agreement: {
      id: '019b76da-a800-7000-8000-000000000012',
      number: 'PKS-CONTOH-POST-01',
      purpose: 'PAYEE_VERIFICATION',
      programs: ['PKH', 'BPNT', 'RST'],
    },
  },
  {
    id: '019b76da-a800-7000-8000-000000000003',
    slug: 'sandbox-hospital',
    name: 'RS Contoh',
    kind: 'HOSPITAL',
    agreement: {
      id: '019b76da-a800-7000-8000-000000000013',
      number: 'PKS-CONTOH-HOSPITAL-01',
      purpose: 'HEALTH_COVERAGE_CHECK',
      programs: ['PBI_JK'],
    },
  },
  {
    id: '019b76da-a800-7000-8000-000000000004',
    slug: 'sandbox-university',
    name: 'Universitas Contoh',
    kind: 'UNIVERSITY',
    agreement: {
      id: '019b76da-a800-7000-8000-000000000014',
      number: 'PKS-CONTOH-UNIVERSITY-01',
      purpose: 'STUDENT_AID_SCREENING',
      programs: ['KIP_KULIAH'],
    },
  },
];

/** Writes the sandbox partners and their agreements; writing them again changes nothing. */
export async function seedSandboxPartners(sql: BulkSql): Promise<void> {
  await sql.transaction(async (inner) => {
    for (const { id, slug, name, kind, agreement } of SANDBOX_PARTNERS) {
      await inner.query(
        `INSERT INTO partner (id, slug, name, kind) VALUES ($1, $2, $3, $4::"PartnerKind")
         ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, kind = excluded.kind`,
        [id, slug, name, kind],
      );
      await inner.query(
        `INSERT INTO agreement
           (id, partner_id, number, purpose, programs, territories, valid_from, valid_until, daily_people)
         VALUES ($1, $2, $3, $4::"AccessPurpose", $5, $6, $7::date, $8::date, $9)
         ON CONFLICT (id) DO UPDATE SET number = excluded.number, purpose = excluded.purpose,
           programs = excluded.programs, territories = excluded.territories,
           valid_from = excluded.valid_from, valid_until = excluded.valid_until,
           daily_people = excluded.daily_people`,
        [
          agreement.id,
          id,
          agreement.number,
          agreement.purpose,
          agreement.programs,
          TERRITORIES,
          VALID_FROM,
          VALID_UNTIL,
          DAILY_PEOPLE,
        ],
      );
    }
  });
}
