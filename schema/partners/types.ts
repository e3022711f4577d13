import { PartnerKind } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';

export const PartnerKindEnum = builder.enumType(PartnerKind, {
  name: 'PartnerKind',
  description: 'What kind of agency a partner is.',
});

/** A partner agency. */
export const Partner = builder.prismaObject('Partner', {
  description: 'An agency that asks by a data-sharing agreement (PKS). Seen by itself only.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    name: t.exposeString('name', { description: 'Name of the agency.' }),
    kind: t.expose('kind', { type: PartnerKindEnum, description: 'What kind of agency it is.' }),
  }),
});
