import { PpksSensitivity, Sex } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { inLanguage, languageArgument } from '../language.js';

export const SexEnum = describedEnum('Sex', Sex, 'Sex as recorded by Dukcapil: M male, F female.', {
  M: 'Male.',
  F: 'Female.',
});

const PpksSensitivityEnum = describedEnum(
  'PpksSensitivity',
  PpksSensitivity,
  'Who may see a classification: R1 and R2 officers who read the registry within their territory, R3 the case team alone. Partners never see one.',
  {
    R1: 'Officers who read the registry, within their territory.',
    R2: 'Officers who read the registry, within their territory; a sensitive class.',
    R3: 'The case team alone: in no list, count, search or history of anyone else.',
  },
);

export const PpksCategory = builder.prismaObject('PpksCategory', {
  select: { code: true },
  description:
    'One of the 26 classes of people who need social services (PPKS; Permensos 8/2012 and 5/2019). The catalog is open; who belongs to a class is not.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code, in English.' }),
    number: t.exposeInt('number', { description: 'Position in this list, 1 to 26.' }),
    officialNumber: t.exposeString('officialNumber', {
      nullable: true,
      description:
        'Ordinal in the annex of Permensos 8/2012; null where the annex has no such class.',
    }),
    name: t.string({
      select: { nameId: true, nameEn: true },
      description: 'Name of the class.',
      args: { language: t.arg(languageArgument) },
      resolve: (row, { language }) => inLanguage({ id: row.nameId, en: row.nameEn }, language),
    }),
    definition: t.string({
      select: { definitionId: true, definitionEn: true },
      description: 'Who belongs to the class, by the official criteria.',
      args: { language: t.arg(languageArgument) },
      resolve: (row, { language }) =>
        inLanguage({ id: row.definitionId, en: row.definitionEn }, language),
    }),
    minAgeYears: t.exposeInt('minAgeYears', {
      nullable: true,
      description: 'Youngest age in completed years; null = no lower bound.',
    }),
    maxAgeYears: t.exposeInt('maxAgeYears', {
      nullable: true,
      description: 'Oldest age in completed years, included; null = no upper bound.',
    }),
    sex: t.expose('sex', {
      type: SexEnum,
      nullable: true,
      description: 'The sex that the class is for; null = both.',
    }),
    subjects: t.exposeStringList('subjects', {
      description: 'To whom the class attaches: INDIVIDUAL, FAMILY, COMMUNITY, GROUP.',
    }),
    sensitivity: t.expose('sensitivity', {
      type: PpksSensitivityEnum,
      description: 'Who may see that somebody belongs to it.',
    }),
    regulation: t.exposeString('regulation', { description: 'The regulation that defines it.' }),
  }),
});

/** That a person or family belongs to a class. */
export const Classification = builder.prismaObject('Classification', {
  select: { id: true },
  description:
    'That a person or family belongs to a PPKS class. Officers who read the registry, within their territory; R3 the case team alone; never a partner, in no list, count or search.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    category: t.relation('category', { description: 'The class.' }),
    sensitivity: t.expose('sensitivity', {
      type: PpksSensitivityEnum,
      description: 'Who may see it.',
    }),
    since: t.expose('since', { type: 'Date', description: 'First day.' }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'First day on which it no longer holds; null = it does.',
    }),
    version: t.exposeInt('version', { description: 'To be sent back when it is ended.' }),
    person: t.relation('person', {
      nullable: true,
      description: 'The person; null where the class attaches to the family.',
    }),
    household: t.relation('household', { description: 'The household that it belongs to.' }),
  }),
});
