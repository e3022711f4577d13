import { placeProposal } from '../../support/proposal-rows.js';
import type { Owner } from './agencies.js';
import type { Asking } from './asking.js';
import { VILLAGE } from './callers.js';

/** Who determines, with a program that is there. */
const DETERMINERS = {
  ministry: undefined,
  province: { code: '32', program: 'PROV-31-KLJ' },
  regency: { code: '32.05', program: 'APBD-32.05-FIRE' },
} as const;

/** The proposals of the record, by who determines them. */
export type MatrixProposals = Readonly<Record<Owner, string>>;

/** Makes a proposal of each owner about the family, and others by which every field has something in it. */
export async function makeProposals(
  { app }: Asking,
  householdId: string,
  personId: string,
): Promise<MatrixProposals> {
  const { sql } = app.app.database;
  const of = (owner: Owner) => {
    const determiner = DETERMINERS[owner];
    return placeProposal(sql, {
      ...{ villageCode: VILLAGE, state: 'ENDORSED' },
      ...(determiner === undefined ? {} : { owner: determiner }),
      about: { kind: 'UPDATE', householdId, personId },
    });
  };
  const made = {
    ministry: await of('ministry'),
    province: await of('province'),
    regency: await of('regency'),
  };
  const other = { villageCode: VILLAGE, owner: DETERMINERS.province };
  await placeProposal(sql, {
    ...{ ...other, state: 'ROLLED_OVER', about: { kind: 'REMOVAL', householdId } },
  });
  const moved = { kind: 'MOVE', householdId, toVillageCode: '32.05.01.1002' } as const;
  await placeProposal(sql, { ...other, state: 'VERIFIED', about: moved });
  return made;
}

/** Proposals that no change was made to, each where one of the changes is open. */
export interface FreshProposals {
  readonly reported: string;
  readonly called: string;
  readonly approved: string;
  readonly submitted: string;
  readonly assessed: string;
  readonly verified: string;
  /** By who determines them. */
  readonly awaiting: MatrixProposals;
}

/** Makes them, of families that are not in the registry yet. */
export async function freshProposals({ app }: Asking): Promise<FreshProposals> {
  const { sql } = app.app.database;
  const at = (state: Parameters<typeof placeProposal>[1]['state']) =>
    placeProposal(sql, { villageCode: VILLAGE, state });
  const own = (owner: 'province' | 'regency') =>
    placeProposal(sql, { villageCode: VILLAGE, state: 'ENDORSED', owner: DETERMINERS[owner] });
  return {
    ...{ reported: await at('REPORTED'), called: await at('IN_DELIBERATION') },
    ...{ approved: await at('VILLAGE_APPROVED'), submitted: await at('SUBMITTED') },
    ...{ assessed: await at('FIELD_ASSESSED'), verified: await at('VERIFIED') },
    awaiting: {
      ministry: await at('SENT_TO_MINISTRY'),
      ...{ province: await own('province'), regency: await own('regency') },
    },
  };
}
