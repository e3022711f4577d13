import type { RefusalWords } from '../refusal-error.js';
import type { LoggedLook } from './read-access-log.js';

/** The office or partner that looked; never the officer. */
export function nameOffice({ tier, place }: Pick<LoggedLook, 'tier' | 'place'>): RefusalWords {
  const where = place ?? '';
  switch (tier) {
    case 'NATIONAL':
      return { id: 'Kementerian Sosial', en: 'Ministry of Social Affairs' };
    case 'PROVINCE':
    case 'REGENCY':
      return { id: `Dinas Sosial ${where}`, en: `Social office of ${where}` };
    case 'DISTRICT':
      return { id: `TKSK Kecamatan ${where}`, en: `Social worker of the district ${where}` };
    case 'VILLAGE':
      return { id: `Kantor desa/kelurahan ${where}`, en: `Village office of ${where}` };
    case 'CITIZEN':
      return { id: `Loket layanan ${where}`, en: `Service desk of ${where}` };
    case 'PARTNER':
      return { id: where, en: where };
  }
}
