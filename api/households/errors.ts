import { RefusalError } from '../refusal-error.js';

/** No such household in the caller's territory. Said alike of one that does not exist. */
export class HouseholdNotFoundError extends RefusalError {
  constructor() {
    super('HOUSEHOLD_NOT_FOUND', {
      id: 'Tidak ada keluarga dengan id itu di wilayah Anda.',
      en: 'There is no such household in your territory.',
    });
  }
}

/** The record was changed since the caller read it. */
export class StaleVersionError extends RefusalError {
  /** Id of the record that has moved on. */
  readonly recordId: string;
  readonly currentVersion: number;
  constructor(recordId: string, currentVersion: number) {
    super('STALE_VERSION', {
      id: 'Data telah diubah sejak Anda membacanya. Baca kembali, lalu ulangi perubahan Anda.',
      en: 'The record was changed since you read it. Read it again, then repeat your change.',
    });
    this.recordId = recordId;
    this.currentVersion = currentVersion;
  }
}

/** No such village in the caller's territory. */
export class VillageNotFoundError extends RefusalError {
  constructor() {
    super('VILLAGE_NOT_FOUND', {
      id: 'Tidak ada desa atau kelurahan dengan kode itu di wilayah Anda.',
      en: 'There is no village with that code in your territory.',
    });
  }
}

/** Another household has this family card. Which one, and where, is not said. */
export class KkNumberInUseError extends RefusalError {
  constructor() {
    super('KK_NUMBER_IN_USE', {
      id: 'Nomor KK sudah tercatat pada keluarga lain. Periksa kartu keluarga, atau hubungi Dinas Sosial.',
      en: 'The KK number is already recorded for another household. Check the card, or ask the social office.',
    });
  }
}

/** Somebody must be the head of the family. */
export class HeadRequiredError extends RefusalError {
  constructor() {
    super('HEAD_REQUIRED', {
      id: 'Keluarga memerlukan kepala keluarga: sebutkan salah satu anggota yang tinggal.',
      en: 'The household needs a head: name one of the members who remain.',
    });
  }
}

/** The family has a head already. */
export class HeadAlreadyNamedError extends RefusalError {
  constructor() {
    super('HEAD_ALREADY_NAMED', {
      id: 'Keluarga sudah mempunyai kepala keluarga.',
      en: 'The household already has a head.',
    });
  }
}

/** The date does not fit what is recorded. */
export class DateConflictError extends RefusalError {
  constructor() {
    super('DATE_CONFLICT', {
      id: 'Tanggal tidak sesuai dengan data yang tercatat: kelahiran, kematian, atau masa sebelumnya.',
      en: 'The date does not fit what is recorded: a birth, a death, or an earlier period.',
    });
  }
}
