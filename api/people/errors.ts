import { RefusalError } from '../refusal-error.js';

/** No such person in the caller's territory, or not a member of the household. Said alike of one who does not exist. */
export class PersonNotFoundError extends RefusalError {
  constructor() {
    super('PERSON_NOT_FOUND', {
      id: 'Tidak ada orang dengan id itu di keluarga atau wilayah Anda.',
      en: 'There is no such person in the household or in your territory.',
    });
  }
}

/** Another record has this NIK. Whose, and where, is not said. */
export class NikAlreadyRecordedError extends RefusalError {
  constructor() {
    super('NIK_ALREADY_RECORDED', {
      id: 'NIK sudah tercatat untuk orang lain. Periksa KTP atau KK, atau hubungi Dinas Sosial.',
      en: 'The NIK is already recorded for another person. Check the card, or ask the social office.',
    });
  }
}

/** Who this person is was erased for good: there is nothing to correct, and nothing left to erase. */
export class PersonErasedError extends RefusalError {
  constructor() {
    super('PERSON_ERASED', {
      id: 'Identitas orang ini telah dimusnahkan dan tidak dapat dipulihkan.',
      en: 'The identity of this person was erased and cannot be brought back.',
    });
  }
}

/** The person, or the household, is still served by a program: what aid is owed to whom must stay known. */
export class PersonInUseError extends RefusalError {
  constructor() {
    super('PERSON_IN_USE', {
      id: 'Orang ini atau keluarganya masih menjadi peserta program. Akhiri kepesertaannya terlebih dahulu.',
      en: 'The person or the household is still enrolled in a program. End the enrolment first.',
    });
  }
}
