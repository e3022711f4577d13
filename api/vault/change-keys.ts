import { open, readFile, rename, rm } from 'node:fs/promises';
import { KeysError, parseKeys } from '../keys.js';

/** What commands change in a key file, as it stands there. */
export interface ChangeableKeys {
  readonly wrapping: {
    readonly current: number;
    readonly keys: readonly { readonly id: number; readonly key: string }[];
  };
  /** Absent = the blind indexes stand under their first key alone. */
  readonly indexLayers?: readonly string[];
}

/**
 * Changes keys of a key file, all or nothing: the new file is written beside it and renamed over it. One change
 * at a time. Everything else in the file stays. Where `change` throws, nothing is changed.
 *
 * @throws KeysError where the file, or what it would become, is no key file, or another change is under way.
 */
export async function changeKeys(
  file: string,
  change: (kept: ChangeableKeys) => Partial<ChangeableKeys> | Promise<Partial<ChangeableKeys>>,
): Promise<void> {
  const next = `${file}.next`;
  const place = await open(next, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new KeysError(`No key file at ${file}.`);
    if (error.code !== 'EEXIST') throw error;
    throw new KeysError(`${next} is there: another change is under way, or was killed. Remove it.`);
  });
  try {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new KeysError(`No key file at ${file}.`);
    });
    parseKeys(text, file);
    const kept = JSON.parse(text) as ChangeableKeys;
    const changed = `${JSON.stringify({ ...kept, ...(await change(kept)) }, null, 2)}\n`;
    parseKeys(changed, file);
    await place.writeFile(changed);
    await place.sync();
    await rename(next, file);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  } finally {
    await place.close();
  }
}
