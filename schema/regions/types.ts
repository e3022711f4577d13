import { RegionLevel, VillageKind } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';

export const RegionLevelEnum = describedEnum(
  'RegionLevel',
  RegionLevel,
  'Level of an area, from province to village.',
  {
    PROVINCE: 'Provinsi, 2 digits.',
    REGENCY: 'Kabupaten or kota, 32.05.',
    DISTRICT: 'Kecamatan (distrik, kapanewon), 32.05.01.',
    VILLAGE: 'Desa or kelurahan, 32.05.01.1001.',
  },
);

const VillageKindEnum = describedEnum(
  'VillageKind',
  VillageKind,
  'What a village-level unit is by law: KELURAHAN (holds a Muskel), DESA or DESA_ADAT (hold a Musdes).',
  {
    KELURAHAN: 'Urban village; its forum is the Muskel.',
    DESA: 'Rural village; its forum is the Musdes.',
    DESA_ADAT: 'Customary village, of which there are 14.',
  },
);

/** An administrative area. */
export const Region = builder.prismaObject('Region', {
  select: { code: true },
  description:
    'Administrative area by Kepmendagri 300.2.2-2430/2025: 38 provinces, 514 regencies and cities, 7,285 districts, 83,762 villages. Open to every caller.',
  fields: (t) => ({
    code: t.expose('code', { type: 'RegionCode', description: 'Kemendagri code, dotted.' }),
    name: t.exposeString('name', {
      description: 'Official name, with its kind for regencies and cities.',
    }),
    level: t.expose('level', {
      type: RegionLevelEnum,
      description: 'Where the area stands in the tree.',
    }),
    villageKind: t.expose('villageKind', {
      type: VillageKindEnum,
      nullable: true,
      description: 'Kind of village; null above the village level.',
    }),
    parent: t.relation('parent', {
      nullable: true,
      description: 'The area that this one lies in; null for a province.',
    }),
    aliases: t.relation('aliases', {
      description: 'Retired codes of this area that living NIKs still carry; empty for most.',
    }),
  }),
});

builder.prismaObject('RegionAlias', {
  description: 'A retired area code: old NIKs and documents carry it, and it stays valid there.',
  fields: (t) => ({
    retiredCode: t.expose('retiredCode', {
      type: 'RegionCode',
      description: 'The code as it was.',
    }),
    name: t.exposeString('name', { description: 'The name as it was.' }),
  }),
});
