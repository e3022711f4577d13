import { DamageLevel, DisasterKind } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';

export const DisasterKindEnum = builder.enumType(DisasterKind, {
  name: 'DisasterKind',
  description: 'What happened.',
});

export const DamageLevelEnum = builder.enumType(DamageLevel, {
  name: 'DamageLevel',
  description: 'How badly the house was damaged.',
});

builder.prismaObject('DisasterLoss', {
  description: 'A loss of a household by disaster.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kind: t.expose('kind', { type: DisasterKindEnum, description: 'What happened.' }),
    happenedOn: t.expose('happenedOn', { type: 'Date', description: 'When it happened.' }),
    verifiedOn: t.expose('verifiedOn', {
      type: 'Date',
      nullable: true,
      description: 'When an officer confirmed it on site; null = reported only, which no program counts.',
    }),
    damage: t.expose('damage', { type: DamageLevelEnum, description: 'How bad.' }),
  }),
});
