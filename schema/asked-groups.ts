import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { askedFields } from './asked-fields.js';

/** How the trail names what hangs on a person or a household, by the type that shows it. */
const GROUPS: Readonly<Record<string, string>> = {
  Classification: 'classifications',
  DisasterLoss: 'losses',
  DukcapilMatch: 'dukcapil',
  Enrolment: 'enrolments',
  Exclusion: 'exclusions',
  HouseholdChange: 'changes',
  HouseholdState: 'history',
  HousingCondition: 'housing',
  MemberState: 'history',
  PersonCondition: 'conditions',
  Proposal: 'proposal',
  RegistryListing: 'listings',
};

const known = new WeakMap<FieldNode, readonly string[]>();

/** The groups of fields that a document asks of an operation beyond those that it always shows; found once a document. */
export function askedGroups(info: GraphQLResolveInfo): readonly string[] {
  const [node] = info.fieldNodes;
  if (node === undefined) return [];
  let groups = known.get(node);
  if (groups === undefined) {
    const types = askedFields(info, Infinity).map((field) => field.slice(0, field.indexOf('.')));
    groups = [...new Set(types.flatMap((type) => GROUPS[type] ?? []))].sort();
    known.set(node, groups);
  }
  return groups;
}
