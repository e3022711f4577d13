import { SANDBOX_PARTNERS } from '../../prisma/seed/sandbox-partners.js';
import { parseRegionCode, regionLevel, type RegionCode } from '../values/region-code.js';
import type { Principal, Role, Tier } from './principal.js';

/** Somebody invented in whose name a newcomer can ask. */
export interface SandboxPersona {
  readonly id: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly description: { readonly id: string; readonly en: string };
  readonly tier: Tier;
  readonly territory: RegionCode | null;
  readonly roles: readonly Role[];
  readonly purpose: Principal['purpose'];
  readonly partner: Principal['partner'];
  readonly scopes: readonly string[];
}

const PARTNER_SCOPES = ['eligibility:check', 'webhooks:manage'];
const OFFICER_SCOPES = ['eligibility:check', 'registry:read', 'registry:write'];

const PARTNER_WORK: Record<string, SandboxPersona['description']> = {
  bank: {
    id: 'Memastikan penerima yang sah sebelum bantuan dibayarkan.',
    en: 'Verifies the payee before aid is paid out.',
  },
  post: {
    id: 'Memastikan penerima yang sah sebelum bantuan diantar.',
    en: 'Verifies the recipient before aid is handed over.',
  },
  hospital: {
    id: 'Memeriksa apakah iuran kesehatan pasien ditanggung (PBI-JK).',
    en: "Checks whether a patient's health premium is covered (PBI-JK).",
  },
  university: {
    id: 'Menyaring pendaftar KIP Kuliah.',
    en: 'Screens applicants for student aid (KIP Kuliah).',
  },
};

const ROLES_OF_LEVEL: Record<Exclude<Tier, 'PARTNER' | 'CITIZEN'>, readonly Role[]> = {
  NATIONAL: ['ministry_determination'],
  PROVINCE: ['province_monitor'],
  REGENCY: ['regency_verifier'],
  DISTRICT: ['tksk'],
  VILLAGE: ['village_operator'],
};

const LEVEL_WORDS: Record<ReturnType<typeof regionLevel>, { id: string; en: string }> = {
  PROVINCE: { id: 'Petugas provinsi', en: 'Province officer' },
  REGENCY: { id: 'Petugas kabupaten/kota', en: 'Regency or city officer' },
  DISTRICT: { id: 'Petugas kecamatan', en: 'District officer' },
  VILLAGE: { id: 'Operator desa/kelurahan', en: 'Village officer' },
};

/** The fixed personas of the sandbox, in the order in which a chooser shows them. */
export const SANDBOX_PERSONAS: readonly SandboxPersona[] = Object.freeze([
  ...SANDBOX_PARTNERS.map(partnerPersona),
  {
    ...officer('officer-national', null),
    name: { id: 'Petugas Kemensos', en: 'Officer of the ministry' },
    description: { id: 'Melihat seluruh Indonesia.', en: 'Sees the whole country.' },
  },
  {
    ...officer('program-owner', null),
    name: { id: 'Pemilik program Kemensos', en: 'Program owner, the ministry' },
    description: {
      id: 'Mendaftarkan mitra, mencatat perjanjian, dan menangguhkan akses.',
      en: 'Registers partners, records agreements, and suspends access.',
    },
    roles: ['ministry_program_owner'],
  },
  { ...officer('officer-province', regionOf('32')), name: places('Jawa Barat', 'PROVINCE') },
  { ...officer('officer-regency', regionOf('32.05')), name: places('Garut', 'REGENCY') },
  {
    ...officer('social-worker', regionOf('32.05')),
    name: { id: 'Pekerja sosial Garut', en: 'Social worker, Garut' },
    description: {
      id: 'Menangani kasus: satu-satunya yang melihat kategori peka.',
      en: 'Case team: the only one that sees sensitive categories.',
    },
    roles: ['social_worker'],
  },
  {
    ...officer('regency-head', regionOf('32.05')),
    name: { id: 'Kepala Dinas Sosial Garut', en: 'Head of the social office, Garut' },
    description: {
      id: 'Mengelola mitra daerah, misalnya bank yang menyalurkan bantuan APBD.',
      en: "Manages the regency's own partners, such as a bank that pays out its aid.",
    },
    roles: ['regency_head'],
  },
  { ...officer('officer-district', regionOf('32.05.01')), name: places('Garut Kota', 'DISTRICT') },
  { ...officer('officer-village', regionOf('32.05.01.1001')), name: places('Garut', 'VILLAGE') },
  {
    ...officer('citizen-desk', regionOf('32.05')),
    name: { id: 'Loket warga, Garut', en: 'Citizen desk, Garut' },
    description: {
      id: 'Warga bertanya tentang dirinya sendiri, dibantu di loket.',
      en: 'A citizen asks about herself, helped at a desk.',
    },
    tier: 'CITIZEN',
    roles: [],
    purpose: 'SELF_SERVICE',
    scopes: PARTNER_SCOPES,
  },
  {
    ...officer('village-head', regionOf('32.05.01.1001')),
    name: { id: 'Kepala desa/lurah Garut', en: 'Village head, Garut' },
    description: {
      id: 'Menandatangani berita acara: membaca data warga desanya, tidak mengubahnya.',
      en: 'Signs the minutes: reads the people of the village, and changes nothing.',
    },
    roles: ['village_head'],
  },
  {
    ...officer('tagana', regionOf('32.05')),
    name: { id: 'Tagana Garut', en: 'Tagana, Garut' },
    description: {
      id: 'Siaga bencana: melihat siapa tinggal di rumah mana, dan mencatat kerugian.',
      en: 'Disaster response: sees who lives in which house, and records what was lost.',
    },
    roles: ['tagana'],
  },
  {
    ...officer('auditor', regionOf('32')),
    name: { id: 'Auditor Jawa Barat', en: 'Auditor, Jawa Barat' },
    description: {
      id: 'Memeriksa jejak akses, tidak membuka data warga.',
      en: 'Examines the trail of looks; opens no data of citizens.',
    },
    roles: ['auditor'],
    scopes: ['registry:read'],
  },
  {
    ...officer('data-protection-officer', null),
    name: { id: 'Pejabat pelindungan data', en: 'Data-protection officer' },
    description: {
      id: 'Mengawasi siapa membuka data siapa, tidak membuka data warga.',
      en: 'Watches over who opens whose data; opens no data of citizens.',
    },
    roles: ['data_protection_officer'],
    scopes: ['registry:read', 'registry:write'],
  },
] satisfies SandboxPersona[]);

/** The persona with this id; `officer:<region code>` gives an officer of any area. Null when there is none. */
export function findSandboxPersona(id: string): SandboxPersona | null {
  const fixed = SANDBOX_PERSONAS.find((persona) => persona.id === id);
  if (fixed !== undefined) return fixed;
  const code = id.startsWith('officer:') ? parseRegionCode(id.slice('officer:'.length)) : null;
  return code === null ? null : officer(id, code);
}

function partnerPersona({ slug, id, name, kind, agreement }: (typeof SANDBOX_PARTNERS)[number]) {
  const persona = slug.replace(/^sandbox-/, '');
  const description = PARTNER_WORK[persona] ?? { id: name, en: name };
  return {
    ...{ id: persona, name: { id: name, en: name }, description },
    ...{ tier: 'PARTNER', territory: null, roles: [] },
    purpose: agreement.purpose,
    partner: { id, kind },
    scopes: PARTNER_SCOPES,
  } satisfies SandboxPersona;
}

function officer(id: string, territory: RegionCode | null): SandboxPersona {
  const tier = territory === null ? 'NATIONAL' : regionLevel(territory);
  return {
    id,
    name: territory === null ? { id, en: id } : places(territory, regionLevel(territory)),
    description: {
      id: 'Bekerja dengan data warga di wilayahnya.',
      en: 'Works with the people of the area.',
    },
    tier,
    territory,
    roles: ROLES_OF_LEVEL[tier],
    purpose: 'SOCIAL_SERVICE',
    partner: null,
    scopes: OFFICER_SCOPES,
  };
}

function places(place: string, level: ReturnType<typeof regionLevel>): SandboxPersona['name'] {
  const words = LEVEL_WORDS[level];
  return { id: `${words.id} ${place}`, en: `${words.en}, ${place}` };
}

function regionOf(code: string): RegionCode {
  const region = parseRegionCode(code);
  if (region === null) throw new Error('A persona stands in no region.');
  return region;
}
