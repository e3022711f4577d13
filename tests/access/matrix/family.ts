import { inventWord } from '../../support/changes.js';
import type { Principal } from '../../../api/auth/principal.js';
import type { Asking } from './asking.js';
import { VILLAGE } from './callers.js';

/** A family made for one attempt, at its present version. */
export interface FreshFamily {
  readonly householdId: string;
  readonly version: number;
  readonly personId: string;
  readonly nik: string;
  readonly childId: string;
  /** A class that was given to the head: open, or of R3. */
  readonly openClassificationId: string;
  readonly hiddenClassificationId: string;
  /** A wish of the head to correct something, which nobody has taken yet. */
  readonly wishId: string;
  /** Another family of the same village. */
  readonly otherHouseholdId: string;
  readonly otherVersion: number;
  /** Different with every attempt: from 9000 on, as invented numbers are. */
  readonly serial: number;
}

interface Made {
  readonly id: string;
  readonly members: readonly { relationship: string; person: { id: string } }[];
}

const FAMILY = '... on Household { id members { relationship person { id } } }';

/** Registers two families through the front door; the head of the first belongs to an open class and to one of R3, and wishes to correct something. */
export async function makeFamily(
  asking: Asking,
  by: (who: string) => Principal,
  serial: number,
): Promise<FreshFamily> {
  const first = await register(asking, by('village_operator'), serial);
  const other = await register(asking, by('village_operator'), serial + 4);
  const person = (relationship: string) =>
    first.members.find((one) => one.relationship === relationship)!.person.id;
  const classify = async (who: string, categoryCode: string, version: number) => {
    const input = {
      ...{ householdId: first.id, version, personId: person('HEAD'), categoryCode },
      since: '2026-01-01',
    };
    const selection = '... on Classification { id }';
    return (await make<{ id: string }>(asking, by(who), 'classifyPerson', input, selection)).id;
  };
  const nik = nikOf('HEAD', serial);
  const wish = {
    ...{ person: { nik, verifiedBy: 'KTP_SHOWN' }, field: 'NAME', claimed: 'Bukan Begitu' },
  };
  const selection = '... on Correction { id }';
  const { id: wishId } = await make(
    asking,
    by('citizen desk'),
    'requestCorrection',
    wish,
    selection,
  );
  return {
    ...{ householdId: first.id, personId: person('HEAD'), childId: person('CHILD'), nik, wishId },
    openClassificationId: await classify('regency_verifier', 'POOR', 1),
    hiddenClassificationId: await classify('social_worker', 'MINORITY_GROUP', 2),
    ...{ version: 2, otherHouseholdId: other.id, otherVersion: 1, serial },
  };
}

function nikOf(relationship: string, number: number): string {
  return `3205011204${relationship === 'HEAD' ? '85' : '15'}${number}`;
}

async function register(asking: Asking, caller: Principal, serial: number): Promise<Made> {
  const member = (relationship: string, number: number) => ({
    ...{ nik: nikOf(relationship, number), sex: 'M' },
    ...{ birthDate: relationship === 'HEAD' ? '1985-04-12' : '2015-04-12', relationship },
    ...{ name: `${inventWord(number)} Contoh`, since: '2020-01-01' },
  });
  const input = {
    ...{ villageCode: VILLAGE, kkNumber: `320501010125${serial}` },
    ...{ address: 'Jalan Contoh 8', rt: '001', rw: '001' },
    members: [member('HEAD', serial), member('CHILD', serial + 1)],
  };
  return make<Made>(asking, caller, 'registerHousehold', input, FAMILY);
}

async function make<T extends { id: string }>(
  { ask }: Asking,
  caller: Principal,
  field: string,
  input: object,
  selection: string,
): Promise<T> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await ask(
    caller,
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} ... on Error { code } } }`,
    { input },
  );
  const made = data?.[field] as T | undefined;
  if (made?.id === undefined) {
    throw new Error(`A family cannot be made: ${field}: ${JSON.stringify(errors ?? data)}`);
  }
  return made;
}
