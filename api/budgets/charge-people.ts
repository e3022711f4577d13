import type { Context } from '../context.js';
import { openAccount, openedMeter, type Meter } from './meter.js';
import type { Charge, PeopleAccount } from './people-account.js';

/**
 * Charges the day's budget with people who are about to be looked up, by blind index, whether they exist or not. All that one
 * operation asks at the same time is charged together, or refused together: nobody is looked up then.
 *
 * @returns a charge for each, in their order; each must be told how it ended.
 * @throws Fault RATE_LIMITED when not all of them fit.
 */
export async function chargePeople(
  context: Context,
  subjects: readonly Uint8Array[],
): Promise<Charge[]> {
  const meter = await openedMeter(context);
  const account = await openAccount(context, meter);
  return new Promise<Charge[]>((resolve, reject) => {
    const hex = subjects.map((subject) => Buffer.from(subject).toString('hex'));
    if (meter.waiting.push({ subjects: hex, resolve, reject }) > 1) return;
    queueMicrotask(() => void chargeTogether(meter, account));
  });
}

async function chargeTogether(meter: Meter, account: PeopleAccount): Promise<void> {
  const together = meter.waiting.splice(0);
  try {
    const charges = await account.charge(together.flatMap(({ subjects }) => subjects));
    let from = 0;
    for (const { subjects, resolve } of together) {
      for (const subject of subjects) meter.asked.add(subject);
      resolve(charges.slice(from, (from += subjects.length)).map((one) => counting(meter, one)));
    }
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}

function counting(meter: Meter, charge: Charge): Charge {
  return {
    ...charge,
    answered(isNew) {
      const counts = charge.answered(isNew);
      if (counts) meter.counted++;
      return counts;
    },
  };
}
