/**
 * A sealed value or a wrapped key that was altered, moved to another row, cut short, put back in an outlived form, or that
 * needs a key which is not held. The message names nothing.
 */
export class SealBrokenError extends Error {
  readonly code = 'SEAL_BROKEN';
  constructor() {
    super('A sealed value cannot be opened.');
  }
}
