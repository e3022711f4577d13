/** What has a first day in force and perhaps a first day on which it no longer holds. */
interface Dated {
  readonly inForceFrom: string;
  readonly inForceUntil?: string | null;
}

/**
 * The version of a program's rules that is in force on `asOf`; of several, the one that began last.
 *
 * @returns undefined where none is.
 */
export function ruleSetInForce<Version extends Dated>(
  versions: readonly Version[],
  asOf: string,
): Version | undefined {
  let inForce: Version | undefined;
  for (const version of versions) {
    const { inForceFrom, inForceUntil = null } = version;
    if (inForceFrom > asOf || (inForceUntil !== null && inForceUntil <= asOf)) continue;
    if (inForce === undefined || inForce.inForceFrom < inForceFrom) inForce = version;
  }
  return inForce;
}
