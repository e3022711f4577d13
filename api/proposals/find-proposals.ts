import type { ProposalKind, ProposalState } from '../../prisma/generated/enums.js';
import { allows, callerRange } from '../access/allows.js';
import { lookUpRows } from '../access/look-up-rows.js';
import { lookUp, type LookUp } from '../access/look-up.js';
import { noteDenial } from '../access/note-denial.js';
import { PROPOSAL_READER } from '../access/policy/proposals.js';
import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import type { CodeRange } from '../values/region-code.js';

/** A page of proposals of the territory, the earliest first. */
export interface ProposalsPage {
  readonly state: ProposalState | null;
  readonly kind: ProposalKind | null;
  readonly programCode: string | null;
  /** How many to find, and how many of them are shown. */
  readonly limit: number;
  readonly shown: number;
  /** Id of the last proposal of the page before; null = the first page. */
  readonly after: string | null;
}

const SHOWN = ['proposal'];
/** Whom a proposal is about: the member who is named, or the whole family. */
const PEOPLE = `ARRAY(SELECT m.person_id FROM household_member m WHERE m.household_id = p.household_id AND m.until IS NULL
  AND (p.person_id IS NULL OR m.person_id = p.person_id)) AS person_ids`;

/** The ids of a page of proposals, with the look written down. */
export async function findProposals(context: Context, page: ProposalsPage): Promise<string[]> {
  const look = pageLook(context, page);
  return look === null ? [] : lookUp(context, look);
}

/**
 * A page of proposals with all that `selection` (a Prisma selection) names of them, and the look written down, in one
 * statement.
 *
 * @returns null where the selection is not covered: then {@link findProposals}, and Prisma.
 */
export async function readProposals<Row extends object>(
  context: Context,
  page: ProposalsPage,
  selection: object,
): Promise<Row[] | null> {
  const look = pageLook(context, page);
  if (look === null) return [];
  const where = rowFilter('Proposal', context.principal);
  return lookUpRows<Row>(context, look, { ...selection, where });
}

/** The id of a proposal that the caller may see, with the look written down; null where there is none. */
export async function findProposal(context: Context, id: string): Promise<string | null> {
  const range = rangeOf(context);
  if (range === null || !isUuid(id)) {
    noteDenial(context, 'proposal', SHOWN);
    return null;
  }
  const [found] = await lookUp(context, {
    ...{ action: 'proposal', fields: SHOWN, kind: 'proposals', shown: 1, name: 'find-proposal' },
    select: `SELECT p.id, ${PEOPLE} FROM proposal p
      WHERE p.id = $1::uuid AND p.village_code >= $2 AND p.village_code < $3`,
    params: [id, range.low, range.high],
  });
  return found ?? null;
}

function pageLook(
  context: Context,
  { state, kind, programCode, after, limit, shown }: ProposalsPage,
): LookUp | null {
  const range = rangeOf(context);
  if (range === null || (after !== null && !isUuid(after))) {
    noteDenial(context, 'proposals', SHOWN);
    return null;
  }
  return {
    ...{ action: 'proposals', fields: SHOWN, kind: 'proposals', shown, name: 'find-proposals' },
    select: `SELECT p.id, ${PEOPLE} FROM proposal p
      WHERE p.village_code >= $1 AND p.village_code < $2 AND ($3::uuid IS NULL OR p.id > $3::uuid)
        AND ($4::text IS NULL OR p.state::text = $4::text) AND ($5::text IS NULL OR p.kind::text = $5::text)
        AND ($6::text IS NULL OR p.program_code = $6::text)
      ORDER BY p.id LIMIT $7::int4`,
    params: [range.low, range.high, after, state, kind, programCode, limit],
  };
}

/** The villages whose proposals the caller may find; null = none. */
function rangeOf({ principal }: Context): CodeRange | null {
  return allows(PROPOSAL_READER, principal) ? callerRange(principal) : null;
}
