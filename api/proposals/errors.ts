import type { ProposalState } from '../../prisma/generated/enums.js';
import { RefusalError } from '../refusal-error.js';

/** No such proposal in the caller's territory. Said alike of one that does not exist. */
export class ProposalNotFoundError extends RefusalError {
  constructor() {
    super('PROPOSAL_NOT_FOUND', {
      id: 'Tidak ada usulan dengan id itu di wilayah Anda.',
      en: 'There is no such proposal in your territory.',
    });
  }
}

/** The step is not open where the proposal stands. */
export class StepNotOpenError extends RefusalError {
  /** Where it stands. */
  readonly state: ProposalState;
  constructor(state: ProposalState) {
    super('STEP_NOT_OPEN', {
      id: 'Usulan belum atau tidak lagi sampai pada tahap ini.',
      en: 'The proposal has not come to this step, or is past it.',
    });
    this.state = state;
  }
}

/** Entry, verification and sign-off are the work of different officers. */
export class SameOfficerError extends RefusalError {
  constructor() {
    super('SAME_OFFICER', {
      id: 'Input, verifikasi, dan pengesahan harus dilakukan petugas yang berbeda.',
      en: 'Entry, verification and sign-off must be done by different officers.',
    });
  }
}

/** NIK or KK number is missing. */
export class IdentityIncompleteError extends RefusalError {
  constructor() {
    super('IDENTITY_INCOMPLETE', {
      id: 'NIK dan nomor KK harus lengkap sebelum usulan diinput. Lengkapi dahulu data keluarganya.',
      en: 'NIK and KK number must be there before a proposal is entered. Complete the household first.',
    });
  }
}

/** The family is not in the registry of the village that proposes. */
export class HouseholdMissingError extends RefusalError {
  constructor() {
    super('HOUSEHOLD_MISSING', {
      id: 'Keluarga belum terdaftar di desa/kelurahan pengusul: sertakan datanya, atau usulkan di tempat tinggalnya sekarang.',
      en: 'The family is not registered in the village that proposes: give it with the entry, or propose it where it lives now.',
    });
  }
}

/** The program is not one that this village may propose for. */
export class ProgramNotProposableError extends RefusalError {
  constructor() {
    super('PROGRAM_NOT_PROPOSABLE', {
      id: 'Program itu tidak ada, tidak berlaku di wilayah ini, atau tidak untuk sasaran usulan ini.',
      en: 'There is no such program, it is not for this area, or not for whom the proposal is about.',
    });
  }
}

/** Nobody has visited the house. */
export class VisitMissingError extends RefusalError {
  constructor() {
    super('VISIT_MISSING', {
      id: 'Rumah belum dikunjungi TKSK atau Dinas Sosial.',
      en: 'Neither TKSK nor the social office has visited the house.',
    });
  }
}

/** The visit did not confirm what is proposed. */
export class VisitNotConfirmingError extends RefusalError {
  constructor() {
    super('VISIT_NOT_CONFIRMING', {
      id: 'Kunjungan tidak membenarkan usulan: kembalikan untuk diperbaiki, atau nyatakan tidak layak.',
      en: 'The visit did not confirm the proposal: return it for revision, or find it not eligible.',
    });
  }
}

/** Dukcapil has not said of everybody that they match; it may not have been asked, or not be reachable. No rejection. */
export class DukcapilNotMatchedError extends RefusalError {
  constructor() {
    super('DUKCAPIL_NOT_MATCHED', {
      id: 'Data belum dipadankan dengan Dukcapil. Usulan menunggu dan tidak ditolak.',
      en: 'Dukcapil has not confirmed the identity yet. The proposal waits and is not rejected.',
    });
  }
}

/** Endorsed, and not sent to the ministry yet. */
export class NotYetSentError extends RefusalError {
  constructor() {
    super('NOT_YET_SENT', {
      id: 'Usulan sudah disahkan dan dikirim ke Kementerian pada hari penarikan data.',
      en: 'The proposal is endorsed, and goes to the ministry on the day of the pull.',
    });
  }
}

/** The same is proposed already, and not decided. */
export class AlreadyProposedError extends RefusalError {
  constructor() {
    super('ALREADY_PROPOSED', {
      id: 'Usulan yang sama untuk keluarga ini masih berjalan.',
      en: 'The same is proposed for this household already, and not decided.',
    });
  }
}
