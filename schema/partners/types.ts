import { PartnerKind } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';

const PartnerKindEnum = describedEnum(
  'PartnerKind',
  PartnerKind,
  'What kind of agency a partner is.',
  {
    BANK: 'A bank that pays aid.',
    POST: 'PT Pos Indonesia.',
    HOSPITAL: 'A hospital or health facility.',
    UNIVERSITY: 'A university that admits students (perguruan tinggi).',
    GOVERNMENT: 'Another agency of government.',
  },
);

/** A partner agency. */
export const Partner = builder.prismaObject('Partner', {
  description: 'An agency that asks by a data-sharing agreement (PKS). Seen by itself only.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    name: t.exposeString('name', { description: 'Name of the agency.' }),
    kind: t.expose('kind', { type: PartnerKindEnum, description: 'What kind of agency it is.' }),
  }),
});
