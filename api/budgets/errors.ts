import { RefusalError } from '../refusal-error.js';

/** No such alert in the caller's territory. Said alike of one that does not exist. */
export class AlertNotFoundError extends RefusalError {
  constructor() {
    super('ALERT_NOT_FOUND', {
      id: 'Tidak ada peringatan dengan id itu di wilayah Anda.',
      en: 'There is no such alert in your territory.',
    });
  }
}

/** Somebody has acknowledged the alert before. What was said then stands. */
export class AlertAcknowledgedError extends RefusalError {
  constructor() {
    super('ALERT_ACKNOWLEDGED', {
      id: 'Peringatan itu sudah ditandai selesai ditinjau.',
      en: 'The alert was acknowledged before.',
    });
  }
}
