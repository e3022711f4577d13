import { RefusalError } from '../refusal-error.js';

/** The class attaches to persons and no person was named, or to families and one was. */
export class SubjectMismatchError extends RefusalError {
  constructor() {
    super('SUBJECT_MISMATCH', {
      id: 'Kategori ini tidak berlaku untuk subjek itu: orang, atau keluarga.',
      en: 'The class does not attach to that kind of subject: a person, or a family.',
    });
  }
}

/** The person is too young or too old for the class on that day. */
export class AgeOutOfRangeError extends RefusalError {
  /** Completed years, both included; null = no bound. */
  readonly minAgeYears: number | null;
  readonly maxAgeYears: number | null;
  constructor(minAgeYears: number | null, maxAgeYears: number | null) {
    super('AGE_OUT_OF_RANGE', {
      id: 'Umur orang itu pada tanggal tersebut berada di luar batas kategori.',
      en: 'The age of the person on that day lies outside the bounds of the class.',
    });
    this.minAgeYears = minAgeYears;
    this.maxAgeYears = maxAgeYears;
  }
}

/** The class is for the other sex. */
export class SexMismatchError extends RefusalError {
  constructor() {
    super('SEX_MISMATCH', {
      id: 'Kategori ini hanya untuk jenis kelamin lain.',
      en: 'The class is for the other sex only.',
    });
  }
}

/** The subject belongs to the class already. */
export class AlreadyClassifiedError extends RefusalError {
  constructor() {
    super('ALREADY_CLASSIFIED', {
      id: 'Orang atau keluarga itu sudah tercatat dalam kategori ini.',
      en: 'The person or family already belongs to this class.',
    });
  }
}

/** No such classification that the caller may see. */
export class ClassificationNotFoundError extends RefusalError {
  constructor() {
    super('CLASSIFICATION_NOT_FOUND', {
      id: 'Tidak ada klasifikasi dengan id itu yang dapat Anda lihat.',
      en: 'There is no such classification that you may see.',
    });
  }
}

/** It was ended before. */
export class ClassificationEndedError extends RefusalError {
  constructor() {
    super('CLASSIFICATION_ENDED', {
      id: 'Klasifikasi ini sudah diakhiri.',
      en: 'The classification has already ended.',
    });
  }
}
