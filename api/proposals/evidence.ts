import { z } from 'zod';
import { DukcapilStatus } from '../../prisma/generated/enums.js';
import { parseCalendarDate, type CalendarDate } from '../values/calendar-date.js';

/** Whose report it is. */
export const REPORT_SOURCES = ['RT', 'RW', 'CITIZEN', 'OFFICER'] as const;
/** Which meeting deliberates: Musdes in a desa, Muskel in a kelurahan. */
export const FORUMS = ['MUSDES', 'MUSKEL'] as const;
/** Where the result of a deliberation is published. */
export const PUBLICATIONS = ['NOTICE_BOARD', 'WEBSITE', 'SOCIAL_MEDIA', 'OTHER_MEDIA'] as const;
/** What a visit to the house found of what is proposed. */
export const VISIT_FINDINGS = ['CONFIRMED', 'NOT_CONFIRMED'] as const;
/** Why a step was refused or sent back, a closed list: free text would hold names. */
export const STEP_REASONS = [
  ...['NOT_AGREED', 'NOT_IN_NEED', 'ALREADY_SERVED', 'PAPERS_INCOMPLETE', 'DATA_INCORRECT'],
  ...['VISIT_NEEDED', 'NO_BUDGET', 'MOVED_AWAY', 'DECEASED', 'WISH_OF_CITIZEN', 'ENTERED_IN_ERROR'],
] as const;
export type StepReason = (typeof STEP_REASONS)[number];

/** A day that exists. */
const day = z.custom<CalendarDate>((text) => parseCalendarDate(text) !== null);
/** Number of a paper. Long runs of digits are numbers of people, and have no place in evidence. */
const paper = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,59}$/u)
  .refine((text) => /\d/.test(text) && !/\d{13}/.test(text.replace(/[ ./_-]/g, '')));
const reason = z.enum(STEP_REASONS);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** Who determines: the ministry, or the head of an area by its code. */
const authority = z.union([z.literal('MINISTRY'), z.string().regex(/^\d{2}(\.\d{2})?$/)]);

/** What each kind of evidence holds. Stored with the step, and nothing else is. */
export const EVIDENCE = {
  report: z.strictObject({ source: z.enum(REPORT_SOURCES), reference: paper }),
  invitation: z.strictObject({ forum: z.enum(FORUMS), meetingOn: day }),
  meeting: z.strictObject({
    forum: z.enum(FORUMS),
    heldOn: day,
    minutes: paper,
    attendance: paper,
    attendees: z.int().min(1).max(10_000),
    photos: z.array(paper).min(1).max(20),
    publishedIn: z.enum(PUBLICATIONS),
    publishedOn: day,
  }),
  refusedMeeting: z.strictObject({
    forum: z.enum(FORUMS),
    heldOn: day,
    minutes: paper,
    reason,
  }),
  statement: z.strictObject({ statement: paper, signedOn: day }),
  visit: z.strictObject({
    visitedOn: day,
    finding: z.enum(VISIT_FINDINGS),
    photos: z.array(paper).min(1).max(20),
  }),
  reason: z.strictObject({ reason }),
  ground: z.strictObject({ groundCode: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/) }),
  letter: z.strictObject({ letter: paper, signedOn: day }),
  decree: z.strictObject({ decree: paper, decreedOn: day, decreePeriod: month, authority }),
  refusedDecree: z.strictObject({ reason, authority }),
  waiting: z.strictObject({ authority }),
  answer: z.strictObject({
    dukcapil: z.enum(DukcapilStatus),
    mismatchedFields: z.array(z.string().regex(/^[A-Z_]{1,40}$/)).max(40),
    nextOffice: z.literal('DUKCAPIL'),
  }),
  none: z.strictObject({}),
} as const;
export type EvidenceKind = keyof typeof EVIDENCE;

/** The evidence of any step. */
export type Evidence = { [Kind in EvidenceKind]: z.infer<(typeof EVIDENCE)[Kind]> }[EvidenceKind];
