/** What the admission desk tells a patient. */
export type Coverage =
  'PAID_BY_THE_STATE' | 'CAN_BE_ACTIVATED' | 'NOT_COVERED' | 'NOT_KNOWN_YET' | 'CHECK_THE_NIK';

/** The same in both languages, as it is said at the desk. */
export const WORDS: Readonly<Record<Coverage, { readonly id: string; readonly en: string }>> = {
  PAID_BY_THE_STATE: {
    id: 'Iuran JKN dibayar negara (PBI-JK).',
    en: 'The state pays the premium (PBI-JK).',
  },
  CAN_BE_ACTIVATED: {
    id: 'Berhak atas PBI-JK, tetapi belum aktif.',
    en: 'Has a right to PBI-JK, but it is not active.',
  },
  NOT_COVERED: {
    id: 'Iuran tidak dibayar negara.',
    en: 'The state does not pay the premium.',
  },
  NOT_KNOWN_YET: {
    id: 'Belum dapat ditentukan.',
    en: 'It cannot be told yet.',
  },
  CHECK_THE_NIK: {
    id: 'NIK tidak mungkin benar: periksa kembali.',
    en: 'The NIK cannot be right: check it.',
  },
};
