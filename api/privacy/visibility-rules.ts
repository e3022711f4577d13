import { CASE_TEAM_MARK } from '../access/record-access.js';
import type { RefusalWords } from '../refusal-error.js';

/** Why a look is told later, only counted, or not told. */
export const WITHHELD_REASONS = [
  'CHILD_PROTECTION',
  'CASE_WORK',
  'SHELTER',
  'LAW_ENFORCEMENT',
  'DELAY',
  'OBJECTION',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/**
 * What a person is told of looks that could endanger somebody. A rule applies to entries whose fields hold `mark`; the first
 * one that applies decides.
 */
export interface VisibilityRule {
  readonly reason: WithheldReason;
  /** A group of fields in the entry. */
  readonly mark: string;
  /** Who reads: whoever it is, or a guardian for a child. */
  readonly reader: 'ANYBODY' | 'GUARDIAN';
  /**
   * LATER: told once no look of this mark at the person is younger than `days`, and until then neither told nor counted.
   * COUNTED: never told, but counted with its legal basis. NEVER: neither told nor counted.
   */
  readonly shown: 'LATER' | 'COUNTED' | 'NEVER';
  readonly days: number;
  readonly legalBasis: string;
  readonly words: RefusalWords;
}

/** Other parts of the registry put these into the fields of an entry to have its look kept back. */
export const MARKS = {
  /** A look while a place in a shelter is sought or held. */
  shelter: 'shelter',
  /** A look for police, prosecutor or court. */
  lawEnforcement: 'law_enforcement',
  /** A look at the person objected to, in handling an objection: whoever objects stays unknown. */
  objection: 'objected_to',
  /** That a look is told later, which would tell that there was one. */
  delay: 'delay',
} as const;

/**
 * Even the number of looks would tell somebody who stands beside the person at the desk that a case is open, so what can
 * endanger is not counted; an objection is known to whoever is heard about it, so it is.
 */
export const VISIBILITY_RULES: readonly VisibilityRule[] = [
  {
    ...{ reason: 'CHILD_PROTECTION', mark: CASE_TEAM_MARK, reader: 'GUARDIAN' },
    ...{ shown: 'NEVER', days: 0 },
    legalBasis: 'UU 27/2022 pasal 33; UU 35/2014 pasal 64; UU 11/2012 pasal 19',
    words: {
      id: 'Perlindungan anak: hanya anak itu sendiri, sesudah dewasa, yang dapat membacanya.',
      en: 'Protection of a child: for the child alone to read, once grown up.',
    },
  },
  {
    ...{ reason: 'CASE_WORK', mark: CASE_TEAM_MARK, reader: 'ANYBODY' },
    ...{ shown: 'LATER', days: 180 },
    legalBasis: 'UU 27/2022 pasal 33; UU 21/2007 pasal 44; UU 12/2022; UU 23/2004',
    words: {
      id: 'Penanganan kasus oleh pekerja sosial: diberitahukan 180 hari sesudah kegiatan terakhir.',
      en: 'Case work by social workers: told 180 days after the last of it.',
    },
  },
  {
    ...{ reason: 'SHELTER', mark: MARKS.shelter, reader: 'ANYBODY' },
    ...{ shown: 'LATER', days: 180 },
    legalBasis: 'UU 27/2022 pasal 33; UU 23/2004; UU 12/2022',
    words: {
      id: 'Rumah perlindungan: diberitahukan 180 hari sesudah kegiatan terakhir.',
      en: 'A shelter: told 180 days after the last of it.',
    },
  },
  {
    ...{ reason: 'LAW_ENFORCEMENT', mark: MARKS.lawEnforcement, reader: 'ANYBODY' },
    ...{ shown: 'LATER', days: 180 },
    legalBasis: 'UU 27/2022 pasal 15 ayat (1)',
    words: {
      id: 'Proses penegakan hukum: diberitahukan 180 hari sesudah kegiatan terakhir.',
      en: 'Law enforcement: told 180 days after the last of it.',
    },
  },
  {
    // As long as the longest delay, so that the delay's own entry never speaks before it ends.
    ...{ reason: 'DELAY', mark: MARKS.delay, reader: 'ANYBODY', shown: 'LATER', days: 180 },
    legalBasis: 'UU 27/2022 pasal 33',
    words: {
      id: 'Pemberitahuan akses ditunda oleh pejabat yang berwenang.',
      en: 'An officer with the authority put off telling of looks.',
    },
  },
  {
    ...{ reason: 'OBJECTION', mark: MARKS.objection, reader: 'ANYBODY' },
    ...{ shown: 'COUNTED', days: 0 },
    legalBasis: 'UU 27/2022 pasal 33; UU 31/2014 pasal 10',
    words: {
      id: 'Penanganan sanggahan: identitas penyanggah dilindungi.',
      en: 'Handling of an objection: whoever objects is protected.',
    },
  },
];
