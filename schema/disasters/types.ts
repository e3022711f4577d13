import { DamageLevel, DisasterKind } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';

export const DisasterKindEnum = describedEnum('DisasterKind', DisasterKind, 'What happened.', {
  FIRE: 'Fire (kebakaran).',
  FLOOD: 'Flood (banjir).',
  LANDSLIDE: 'Landslide (tanah longsor).',
  EARTHQUAKE: 'Earthquake (gempa bumi).',
  TSUNAMI: 'Sea wave after an earthquake.',
  ERUPTION: 'Volcanic eruption (erupsi).',
  STORM: 'Storm (angin kencang).',
  SOCIAL_CONFLICT: 'Conflict between groups (bencana sosial).',
});

export const DamageLevelEnum = describedEnum(
  'DamageLevel',
  DamageLevel,
  'How badly the house was damaged.',
  {
    LIGHT: 'Light damage (rusak ringan).',
    MEDIUM: 'Medium damage (rusak sedang).',
    HEAVY: 'Heavy damage (rusak berat).',
  },
);

builder.prismaObject('DisasterLoss', {
  description: 'A loss of a household by disaster.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kind: t.expose('kind', { type: DisasterKindEnum, description: 'What happened.' }),
    happenedOn: t.expose('happenedOn', { type: 'Date', description: 'When it happened.' }),
    verifiedOn: t.expose('verifiedOn', {
      type: 'Date',
      nullable: true,
      description:
        'When an officer confirmed it on site; null = reported only, which no program counts.',
    }),
    damage: t.expose('damage', { type: DamageLevelEnum, description: 'How bad.' }),
  }),
});
