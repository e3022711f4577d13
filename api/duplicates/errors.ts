import { RefusalError } from '../refusal-error.js';
import type { LikenessReason } from './judge-pair.js';

/** Somebody of the village who may be the one that is entered. */
export interface PossibleDuplicate {
  /** Which of those entered, from 0, in the order given. */
  readonly at: number;
  /** The person who is recorded. */
  readonly personId: string;
  readonly reasons: readonly LikenessReason[];
}

/** People of the village may be those that are entered. Nothing was written: somebody has to say who is who. */
export class PossibleDuplicateError extends RefusalError {
  readonly duplicates: readonly PossibleDuplicate[];
  constructor(duplicates: readonly PossibleDuplicate[]) {
    super('POSSIBLE_DUPLICATE', {
      id: 'Orang ini mungkin sudah tercatat di desa. Periksa data yang mirip; bila memang orang lain, sebutkan dalam distinctFrom.',
      en: 'This person may be recorded in the village already. Look at who is alike; if it is somebody else, name them in distinctFrom.',
    });
    this.duplicates = duplicates;
  }
}
