import type { AccessContext } from '../access/record-access.js';
import type { AffectedPerson } from './incident.js';
import { listAffectedPeople } from './list-affected-people.js';
import { reportBreach, type BreachInput, type BreachReport } from './report-breach.js';

/** A line of the export: the report first, then everybody affected, then everybody about whom something was refused. */
export type BreachLine =
  | ({ readonly kind: 'report' } & BreachReport)
  | ({ readonly kind: 'affected' | 'attempted' } & AffectedPerson);

const PAGE = 500;

/** The whole report of an incident, line by line. It holds ids and no names or numbers; each page read is an entry of the trail. */
export async function* exportBreach(
  context: AccessContext,
  input: BreachInput,
): AsyncGenerator<BreachLine> {
  yield { kind: 'report', ...(await reportBreach(context, input)) };
  for (const [kind, outcome] of [
    ['affected', 'ALLOWED'],
    ['attempted', 'DENIED'],
  ] as const) {
    let after: string | null = null;
    for (;;) {
      const window = { limit: PAGE, shown: PAGE, after };
      const people: AffectedPerson[] = await listAffectedPeople(context, {
        incident: input,
        outcome,
        ...window,
      });
      for (const person of people) yield { kind, ...person };
      if (people.length < PAGE) break;
      after = people.at(-1)?.id ?? null;
    }
  }
}
