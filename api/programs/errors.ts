import { RefusalError } from '../refusal-error.js';

/** No such program that the caller runs. Said alike of one that does not exist. */
export class ProgramNotFoundError extends RefusalError {
  constructor() {
    super('PROGRAM_NOT_FOUND', {
      id: 'Tidak ada program dengan kode itu yang Anda kelola.',
      en: 'There is no program with that code that you run.',
    });
  }
}

/** Another program has this code, or this one was registered with other words. */
export class ProgramCodeInUseError extends RefusalError {
  constructor() {
    super('PROGRAM_CODE_IN_USE', {
      id: 'Kode itu sudah dipakai program lain. Pilih kode lain.',
      en: 'Another program has that code. Choose another.',
    });
  }
}

/** What is published is not edited. */
export class RuleVersionInUseError extends RefusalError {
  constructor() {
    super('RULE_VERSION_IN_USE', {
      id: 'Versi itu sudah terbit dengan isi lain. Aturan yang terbit tidak diubah: terbitkan versi baru.',
      en: 'That version is published already, with other rules. What is published is not edited: publish a new version.',
    });
  }
}

/** Rules do not hold backwards: what was decided stays as it was decided. */
export class RuleVersionInPastError extends RefusalError {
  constructor() {
    super('RULE_VERSION_IN_PAST', {
      id: 'Aturan tidak berlaku surut: hari pertamanya paling cepat hari ini.',
      en: 'Rules do not hold backwards: their first day is today at the earliest.',
    });
  }
}
