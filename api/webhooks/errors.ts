import { RefusalError } from '../refusal-error.js';

/** No such endpoint of the caller's. Said alike of one that does not exist. */
export class WebhookEndpointNotFoundError extends RefusalError {
  constructor() {
    super('WEBHOOK_ENDPOINT_NOT_FOUND', {
      id: 'Tidak ada titik akhir webhook dengan id itu yang Anda kelola.',
      en: 'There is no webhook endpoint with that id that you manage.',
    });
  }
}

/** No such delivery of the caller's. Said alike of one that does not exist. */
export class WebhookDeliveryNotFoundError extends RefusalError {
  constructor() {
    super('WEBHOOK_DELIVERY_NOT_FOUND', {
      id: 'Tidak ada pengiriman webhook dengan id itu yang Anda kelola.',
      en: 'There is no webhook delivery with that id that you manage.',
    });
  }
}

/** Nothing may be sent to this address. Which rule it breaks is not said of the network behind it. */
export class WebhookUrlRefusedError extends RefusalError {
  constructor() {
    super('WEBHOOK_URL_REFUSED', {
      id: 'Alamat itu ditolak. Pakai https dengan nama host publik pada porta 443, tanpa nama pengguna, kata sandi, fragmen, atau deretan angka panjang.',
      en: 'That address is refused. Use https with a public host name on port 443, without user, password, fragment or a long number.',
    });
  }
}

/** The client has an endpoint at this address. */
export class WebhookUrlInUseError extends RefusalError {
  constructor() {
    super('WEBHOOK_URL_IN_USE', {
      id: 'Alamat itu sudah terdaftar. Jika rahasianya hilang, ganti rahasianya.',
      en: 'That address is registered already. Where its secret was lost, rotate the secret.',
    });
  }
}

/** The client has as many endpoints as it may have. */
export class TooManyWebhookEndpointsError extends RefusalError {
  constructor() {
    super('TOO_MANY_WEBHOOK_ENDPOINTS', {
      id: 'Klien ini sudah mempunyai lima titik akhir webhook. Hapus salah satu lebih dahulu.',
      en: 'The client has five webhook endpoints already. Remove one of them first.',
    });
  }
}
