import { SPECIFIC_DATA, dataGroupsOf, type SpecificData } from './data-groups-of.js';

/** Whose looks leaked: a token subject, or everything that one OAuth client asked. Exactly one. */
export type BreachActor =
  | { readonly subject: string; readonly client?: null | undefined }
  | { readonly client: string; readonly subject?: null | undefined };

/** The incident: whose looks, made from one instant on and before another. */
export interface Incident {
  readonly actor: BreachActor;
  readonly from: Date;
  readonly until: Date;
}

/** Somebody whom an incident concerns. */
export interface AffectedPerson {
  readonly id: string;
  readonly firstAt: string;
  readonly lastAt: string;
  /** In how many entries of the trail. */
  readonly looks: number;
  /** The groups of fields, as the trail names them. */
  readonly fields: readonly string[];
  readonly specificData: readonly SpecificData[];
}

/** A person as the database's `incident_people` gives it. */
export type AffectedRow = Omit<AffectedPerson, 'specificData'> & { readonly isChild: boolean };

/** What an incident comes to within a territory. */
export interface BreachTotals {
  readonly people: number;
  readonly entries: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly deniedPeople: number;
  readonly deniedEntries: number;
  /** People outside the territory, whom another officer has to tell. */
  readonly peopleElsewhere: number;
}

/** What the database's functions about an incident are asked with, first. */
export function incidentParams(
  { actor, from, until }: Incident,
  range: { readonly low: string; readonly high: string },
): unknown[] {
  return [
    ...[from.toISOString(), until.toISOString(), actor.subject ?? null, actor.client ?? null],
    ...[range.low, range.high],
  ];
}

/** A person with the kinds of specific data that the groups of fields can hold (UU 27/2022 art. 4). */
export function affectedPerson({ isChild, ...row }: AffectedRow): AffectedPerson {
  const kinds = new Set(dataGroupsOf(row.fields).flatMap(({ specific }) => specific));
  if (isChild) kinds.add('CHILD');
  return { ...row, specificData: SPECIFIC_DATA.filter((kind) => kinds.has(kind)) };
}
