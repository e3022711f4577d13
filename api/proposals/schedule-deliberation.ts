import type { Context } from '../context.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { forumOf } from './forum-of.js';
import { takeStep, type StepInput } from './take-step.js';

/** A village meeting that is called, or called for another day. */
export interface ScheduleDeliberationInput extends StepInput {
  readonly meetingOn: CalendarDate;
}

/** Calls the meeting that deliberates: Musdes or Muskel, by the village's kind. @throws as {@link takeStep} */
export function scheduleDeliberation(
  context: Context,
  input: ScheduleDeliberationInput,
): Promise<string> {
  return takeStep(context, {
    ...{ field: 'scheduleDeliberation', action: 'SCHEDULE_DELIBERATION', input: { ...input } },
    evidence: ({ villageCode }) => ({
      ...{ forum: forumOf(villageCode), meetingOn: input.meetingOn },
    }),
  });
}
