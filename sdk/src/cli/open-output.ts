import { fstatSync, ftruncateSync } from 'node:fs';
import { once } from 'node:events';

/** Where answers go. */
export interface Output {
  /** Whether what was written up to `bytes` is still there, so that it can be gone on with. */
  goOnFrom(bytes: number): boolean;
  /** Writes, and resolves once it may be written on. */
  write(text: string): Promise<void>;
  /** Bytes of the file, what was there before included; of a pipe, what went through. */
  readonly bytes: number;
}

/**
 * Standard output. As a file that is appended to (`>>`) it can be gone on with, and what was written behind the last state is cut
 * off; a pipe, or a file that was begun anew (`>`), gets everything again.
 */
export function openOutput(stream: NodeJS.WriteStream & { readonly fd: number }): Output {
  const stat = fstatSync(stream.fd);
  let bytes = stat.isFile() ? stat.size : 0;
  return {
    goOnFrom(known) {
      if (!stat.isFile() || known === 0 || stat.size < known) return false;
      ftruncateSync(stream.fd, known);
      bytes = known;
      return true;
    },
    async write(text) {
      bytes += Buffer.byteLength(text);
      if (!stream.write(text)) await once(stream, 'drain');
    },
    get bytes() {
      return bytes;
    },
  };
}
