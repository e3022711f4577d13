import { RefusalError } from '../refusal-error.js';

/** No such partner that the caller manages. Said alike of one that does not exist. */
export class PartnerNotFoundError extends RefusalError {
  constructor() {
    super('PARTNER_NOT_FOUND', {
      id: 'Tidak ada mitra dengan id itu yang Anda kelola.',
      en: 'There is no partner with that id that you manage.',
    });
  }
}

/** Another partner has this short name. */
export class PartnerSlugInUseError extends RefusalError {
  constructor() {
    super('PARTNER_SLUG_IN_USE', {
      id: 'Nama singkat itu sudah dipakai mitra lain. Pilih nama lain.',
      en: 'Another partner has that short name. Choose another.',
    });
  }
}

/** What the agency is does not go with the purpose. */
export class PurposeUnsuitedError extends RefusalError {
  constructor() {
    super('PURPOSE_UNSUITED', {
      id: 'Tujuan itu tidak sesuai dengan jenis mitra: bank dan pos memverifikasi penerima, rumah sakit memeriksa jaminan, perguruan tinggi menyaring pendaftar.',
      en: 'That purpose does not suit the kind of partner: banks and the post verify payees, hospitals check coverage, universities screen applicants.',
    });
  }
}

/** The partner has no such OAuth client. */
export class ClientNotFoundError extends RefusalError {
  constructor() {
    super('CLIENT_NOT_FOUND', {
      id: 'Mitra ini tidak mempunyai klien itu.',
      en: 'The partner has no such client.',
    });
  }
}

/** The partner has no such key. */
export class ClientKeyNotFoundError extends RefusalError {
  constructor() {
    super('CLIENT_KEY_NOT_FOUND', {
      id: 'Mitra ini tidak mempunyai kunci itu.',
      en: 'The partner has no such key.',
    });
  }
}

/** A key belongs to one client, and one that has retired never comes back. */
export class ClientKeyUsedBeforeError extends RefusalError {
  constructor() {
    super('CLIENT_KEY_USED_BEFORE', {
      id: 'Kunci itu sudah pernah dipakai. Buat pasangan kunci baru.',
      en: 'That key was used before. Make a new pair.',
    });
  }
}

/** The client has as many keys in use as it may have. */
export class TooManyClientKeysError extends RefusalError {
  constructor() {
    super('TOO_MANY_CLIENT_KEYS', {
      id: 'Klien ini sudah mempunyai lima kunci yang berlaku. Pensiunkan salah satu lebih dahulu.',
      en: 'The client has five keys in use already. Retire one of them first.',
    });
  }
}

/** The partner has no such agreement. */
export class AgreementNotFoundError extends RefusalError {
  constructor() {
    super('AGREEMENT_NOT_FOUND', {
      id: 'Mitra ini tidak mempunyai perjanjian dengan nomor itu.',
      en: 'The partner has no agreement with that number.',
    });
  }
}

/** Another agreement has this number, or this one has other terms. */
export class AgreementNumberInUseError extends RefusalError {
  constructor() {
    super('AGREEMENT_NUMBER_IN_USE', {
      id: 'Nomor perjanjian itu sudah tercatat dengan isi lain. Perjanjian tidak diubah: akhiri, lalu catat yang baru.',
      en: 'That number is recorded already, with other terms. An agreement is not edited: end it, then record the new one.',
    });
  }
}

/** One agreement at a time for a purpose. */
export class AgreementOverlapsError extends RefusalError {
  constructor() {
    super('AGREEMENT_OVERLAPS', {
      id: 'Mitra ini sudah mempunyai perjanjian untuk tujuan itu pada masa tersebut. Akhiri yang lama, atau ubah masa berlakunya.',
      en: 'The partner has an agreement for that purpose in that time already. End the earlier one, or choose another time.',
    });
  }
}

/** It was ended before, for good. */
export class AgreementEndedError extends RefusalError {
  constructor() {
    super('AGREEMENT_ENDED', {
      id: 'Perjanjian itu sudah diakhiri dan tidak dapat diaktifkan kembali.',
      en: 'The agreement has ended and cannot be taken up again.',
    });
  }
}

/** An area that does not exist, or that the owner of the partner has no say in. */
export class TerritoryOutsideError extends RefusalError {
  constructor() {
    super('TERRITORY_OUTSIDE', {
      id: 'Perjanjian hanya dapat mencakup wilayah yang ada dan berada di wilayah Anda.',
      en: 'An agreement can cover only areas that exist and lie in your own.',
    });
  }
}

/** A program that does not exist, is not the owner's, or does not belong to the purpose. */
export class ProgramOutsideError extends RefusalError {
  constructor() {
    super('PROGRAM_OUTSIDE', {
      id: 'Perjanjian hanya dapat mencakup program Anda sendiri yang termasuk tujuan itu: kementerian program nasional, daerah program daerahnya.',
      en: 'An agreement can cover only your own programs that belong to the purpose: the ministry national ones, an area those that it runs.',
    });
  }
}
