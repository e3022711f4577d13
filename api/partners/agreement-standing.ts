import { fromDateColumn, type CalendarDate } from '../values/calendar-date.js';

/** How an agreement stands on a day. */
export const AGREEMENT_STATUS = ['UPCOMING', 'IN_FORCE', 'SUSPENDED', 'ENDED', 'EXPIRED'] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUS)[number];

/** What tells how an agreement stands. */
export interface AgreementPeriod {
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly suspendedAt: Date | null;
  readonly endedAt: Date | null;
}

const DAY_MS = 86_400_000;

/** How an agreement stands on `today` in Asia/Jakarta, and days to its last day; null = it holds no longer. */
export function agreementStanding(
  { validFrom, validUntil, suspendedAt, endedAt }: AgreementPeriod,
  today: CalendarDate,
): { readonly status: AgreementStatus; readonly daysLeft: number | null } {
  if (endedAt !== null) return { status: 'ENDED', daysLeft: null };
  const daysLeft = Math.round((validUntil.getTime() - Date.parse(`${today}T00:00:00Z`)) / DAY_MS);
  if (daysLeft < 0) return { status: 'EXPIRED', daysLeft: null };
  if (suspendedAt !== null) return { status: 'SUSPENDED', daysLeft };
  return { status: fromDateColumn(validFrom) > today ? 'UPCOMING' : 'IN_FORCE', daysLeft };
}
