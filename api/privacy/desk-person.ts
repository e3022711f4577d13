import type { IdentityProof } from '../../prisma/generated/enums.js';
import type { Access } from '../access/record-access.js';
import { callerRange } from '../access/allows.js';
import type { Context } from '../context.js';
import { jakartaDate } from '../values/calendar-date.js';
import type { Nik } from '../values/nik.js';
import { VERIFIED } from './data-groups-of.js';

/** Who stands at the desk, and for whom. */
export interface DeskPerson {
  readonly nik: Nik;
  /** By what the desk made sure that the person is the one of the NIK; kept in the trail. */
  readonly verifiedBy: IdentityProof;
  /** A child under 18 of the person's household, for whom the person asks; null = for herself. */
  readonly childNik?: Nik | null | undefined;
}

/** By which right a desk reads and asks in a person's name. */
const PERSONS_LAW = 'UU 27/2022 pasal 30, 31, 32';

/**
 * What the database's `desk_person` is asked with, or null where the caller has no territory. It finds nobody alike for
 * nobody, for somebody outside the desk's territory, for the dead, for a child who asks alone, and for a child of whom the
 * asker is no guardian in the same household.
 */
export function deskParams(
  { app, principal }: Context,
  { nik, childNik }: DeskPerson,
): unknown[] | null {
  const range = callerRange(principal);
  if (range === null) return null;
  return [
    app.vault.nikIndex(nik),
    childNik === null || childNik === undefined ? null : app.vault.nikIndex(childNik),
    ...[range.low, range.high, jakartaDate(app.now())],
  ];
}

/** What the trail says of a desk's look: how the person was identified, and by which right. */
export function deskAccess(
  action: string,
  fields: readonly string[],
  { verifiedBy }: DeskPerson,
): Pick<Access, 'action' | 'fields' | 'legalBasis'> {
  return { action, fields: [...fields, `${VERIFIED}${verifiedBy}`], legalBasis: PERSONS_LAW };
}
