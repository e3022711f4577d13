import { RefusalError } from '../refusal-error.js';

/** Nobody of this NIK for whom this desk may ask. Said alike of nobody, of somebody elsewhere, and of another's child. */
export class PersonNotIdentifiedError extends RefusalError {
  constructor() {
    super('PERSON_NOT_IDENTIFIED', {
      id: 'Tidak ada orang dengan NIK itu yang dapat dilayani di loket ini. Periksa KTP dan KK, atau datang ke loket di tempat tinggal.',
      en: 'There is no person of that NIK whom this desk can serve. Check the cards, or ask at the desk of the place of residence.',
    });
  }
}

/** The same wish is open already. */
export class CorrectionAlreadyOpenError extends RefusalError {
  constructor() {
    super('CORRECTION_ALREADY_OPEN', {
      id: 'Permintaan perbaikan untuk data itu sudah ada dan masih ditangani.',
      en: 'A wish to correct the same is open already.',
    });
  }
}

/** No such wish in the caller's territory. Said alike of one that does not exist. */
export class CorrectionNotFoundError extends RefusalError {
  constructor() {
    super('CORRECTION_NOT_FOUND', {
      id: 'Tidak ada permintaan perbaikan dengan id itu di wilayah Anda.',
      en: 'There is no such wish to correct in your territory.',
    });
  }
}

/** It was answered before. */
export class CorrectionResolvedError extends RefusalError {
  constructor() {
    super('CORRECTION_RESOLVED', {
      id: 'Permintaan perbaikan itu sudah dijawab.',
      en: 'The wish to correct was answered before.',
    });
  }
}

/** Nothing of what was asked about has changed since it was asked. */
export class NotCorrectedYetError extends RefusalError {
  constructor() {
    super('NOT_CORRECTED_YET', {
      id: 'Data yang diminta belum berubah sejak permintaan masuk. Perbaiki datanya dahulu, lalu jawab.',
      en: 'What was asked about has not changed since. Correct it first, then answer.',
    });
  }
}
