/** A sentence for people in both languages. It is fixed: no value of the request or the registry is in it. */
export interface RefusalWords {
  readonly id: string;
  readonly en: string;
}

/**
 * A refusal that the caller can act on: part of the answer, as a member of the field's result union. The code is stable.
 */
export class RefusalError extends Error {
  readonly code: string;
  readonly words: RefusalWords;
  constructor(code: string, words: RefusalWords) {
    super(words.en);
    this.code = code;
    this.words = words;
  }
}
