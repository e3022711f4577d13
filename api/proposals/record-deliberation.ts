import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { PUBLICATIONS, StepReason } from './evidence.js';
import { forumOf } from './forum-of.js';
import { takeStep, type StepInput } from './take-step.js';

/** What a village meeting decided, by its papers. */
export interface RecordDeliberationInput extends StepInput {
  readonly outcome: 'APPROVED' | 'REJECTED';
  readonly heldOn: CalendarDate;
  /** Number of the minutes (berita acara). */
  readonly minutes: string;
  readonly attendance?: string | null | undefined;
  readonly attendees?: number | null | undefined;
  readonly photos?: readonly string[] | null | undefined;
  readonly publishedIn?: (typeof PUBLICATIONS)[number] | null | undefined;
  readonly publishedOn?: CalendarDate | null | undefined;
  /** Of a rejection. */
  readonly reason?: StepReason | null | undefined;
}

/**
 * Records what the meeting decided. An approval needs minutes, attendance, photos and publication (Kepmensos 73/HUK/2024), a
 * rejection minutes and a reason.
 *
 * @throws as {@link takeStep}
 */
export function recordDeliberation(
  context: Context,
  input: RecordDeliberationInput,
): Promise<string> {
  const { outcome, heldOn, minutes, reason } = input;
  const { attendance, attendees, photos, publishedIn, publishedOn } = input;
  const common = { field: 'recordDeliberation', input: { ...input } };
  if (outcome === 'REJECTED') {
    if (reason == null) throw badInput('reason must be given with a rejection.');
    return takeStep(context, {
      ...{ ...common, action: 'REJECT_BY_MEETING' },
      evidence: ({ villageCode }) => ({ forum: forumOf(villageCode), heldOn, minutes, reason }),
    });
  }
  if (
    attendance == null ||
    attendees == null ||
    photos == null ||
    publishedIn == null ||
    publishedOn == null
  ) {
    throw badInput(
      'attendance, attendees, photos, publishedIn and publishedOn must be given with an approval.',
    );
  }
  return takeStep(context, {
    ...{ ...common, action: 'APPROVE_BY_MEETING' },
    evidence: ({ villageCode }) => ({
      ...{ forum: forumOf(villageCode), heldOn, minutes, attendance, attendees },
      ...{ photos: [...photos], publishedIn, publishedOn },
    }),
  });
}
