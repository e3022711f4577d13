import { z } from 'zod';
import type { Expression, MemberExpression } from './expression.js';
import { parseExpression } from './parse-expression.js';
import { DEGREES, MEMBER_VOCABULARY, VOCABULARY, type FactType } from './vocabulary.js';

/** Sums of a year stay exact: 60 lines × 366 × this is below 2^53. */
const MAX_RUPIAH = 100_000_000_000;

const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/, 'expected a code such as NIK_MATCHED');
const programCode = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9._-]{1,39}$/, 'expected a program code such as PKH or PROV-31-KLJ');
const text = z.string().trim().min(1, 'expected words').max(500);
const date = z.iso.date();
const words = z.strictObject({ id: text, en: text });
const rupiah = z.int().min(0).max(MAX_RUPIAH);
const kind = z.enum(['CASH', 'PREMIUM', 'CAP', 'IN_KIND']);

function over(vocabulary: Readonly<Record<string, FactType>>) {
  return z.unknown().check((context) => {
    for (const { path, message } of parseExpression(context.value, vocabulary).issues) {
      context.issues.push({ code: 'custom', path: [...path], message, input: context.value });
    }
  });
}

const expression = over(VOCABULARY) as unknown as z.ZodType<Expression>;
const memberExpression = over(MEMBER_VOCABULARY) as unknown as z.ZodType<MemberExpression>;

const step = z.strictObject({ code, message: words, office: text });

const criterionHead = {
  code,
  message: words,
  legalBasis: text,
  appliesWhen: expression.exactOptional(),
  nextSteps: z
    .array(step.extend({ when: z.enum(['NOT_MET', 'UNKNOWN']).exactOptional() }))
    .min(1)
    .max(10),
};

const criterion = z.union([
  z.strictObject({ ...criterionHead, holds: expression }),
  z.strictObject({
    ...criterionHead,
    routes: z
      .array(z.strictObject({ route: code, holds: expression }))
      .min(1)
      .max(10),
  }),
]);

const line = z.strictObject({
  code,
  kind,
  amount: rupiah.min(1),
  period: z.enum(['ONCE', 'MONTH', 'QUARTER', 'SEMESTER', 'YEAR']),
  count: z.int().min(1).max(366),
  when: expression.exactOptional(),
});

const components = z.strictObject({
  maxPeople: z.int().min(1).max(20),
  stages: z.literal([1, 2, 4, 12]),
  kind,
  caps: z.record(code, z.int().min(0).max(20)).exactOptional(),
  list: z
    .array(z.strictObject({ code, perYear: rupiah.min(1), when: memberExpression }))
    .min(1)
    .max(30),
});

/** The form of a rule set; what its parts demand of each other is checked by `parseRuleSet`. */
export const ruleSetSchema = z.strictObject({
  program: programCode,
  version: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, 'expected a version such as 2026-01-01'),
  inForceFrom: date,
  inForceUntil: date.exactOptional(),
  unit: z.enum(['PERSON', 'HOUSEHOLD']),
  legalBasis: text,
  claims: z.enum(['NONE', 'STUDENT_AID']),
  criteria: z.array(criterion).min(1).max(40),
  entitlement: z.strictObject({
    lines: z.array(line).max(60),
    components: components.exactOptional(),
    maxSemesters: z.partialRecord(z.enum(DEGREES), z.int().min(1).max(20)).exactOptional(),
  }),
  whenEligible: z
    .array(
      z.strictObject({
        enrolment: z.enum(['NOT_ENROLLED', 'WAITLISTED', 'ACTIVE', 'SUSPENDED', 'ENDED']),
        step,
      }),
    )
    .max(10)
    .exactOptional(),
});
