import { AlertKind } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { Tier } from '../programs/types.js';
import { TIERS } from '../../api/auth/principal.js';

const AlertKindEnum = describedEnum(
  'AlertKind',
  AlertKind,
  'Which pattern was seen in the look-ups of one actor.',
  {
    SEQUENTIAL_NIKS:
      'Most of the last numbers stood next to one just before: serials or dates in a row.',
    HIGH_MISS_RATE: 'Most of the last numbers belong to nobody whom the actor may see.',
    BULK_READING: 'An officer looked up far more people on a day than usual.',
  },
);

builder.prismaObject('AlertAcknowledgement', {
  description: 'That a data-protection officer has seen to an alert.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was acknowledged.' }),
    actor: t.exposeString('actor', { description: 'Opaque id of the officer who did.' }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'What was found; null = nothing was said.',
    }),
  }),
});

/** What the server noticed of an actor's look-ups. */
export const AccessAlert = builder.prismaObject('AccessAlert', {
  select: { id: true },
  description:
    'A pattern of look-ups that looks like scanning: who, when and how many, never whom. For data-protection officers. At most one a window, actor and kind; never edited.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When the pattern was seen.' }),
    kind: t.expose('kind', { type: AlertKindEnum, description: 'Which pattern.' }),
    actor: t.exposeString('actor', {
      description: "The actor's opaque id, as in the trail of looks.",
    }),
    clientId: t.exposeString('clientId', { description: 'The OAuth client that asked.' }),
    tier: t.field({
      type: Tier,
      select: { tier: true },
      description: 'Where the actor stands.',
      resolve: ({ tier }) => TIERS.find((one) => one === tier)!,
    }),
    territory: t.expose('territory', {
      type: 'RegionCode',
      nullable: true,
      description:
        "The officer's area, or the region that manages the partner; null = neither has one.",
    }),
    partnerId: t.exposeID('partnerId', {
      nullable: true,
      description: 'The partner; null for an officer.',
    }),
    purpose: t.expose('purpose', {
      type: AccessPurpose,
      description: 'For which purpose it asked.',
    }),
    windowStart: t.expose('windowStart', {
      type: 'DateTime',
      description: 'Beginning of the hour, or of the day for BULK_READING.',
    }),
    windowEnd: t.expose('windowEnd', {
      type: 'DateTime',
      description: 'End of that time, not included.',
    }),
    looked: t.exposeInt('looked', {
      description:
        'Look-ups that the pattern was seen in; for BULK_READING people of the day so far.',
    }),
    missed: t.exposeInt('missed', { description: 'How many of them found nobody.' }),
    sequential: t.exposeInt('sequential', {
      description: 'How many of them stood next to one just before.',
    }),
    usual: t.exposeInt('usual', {
      nullable: true,
      description: 'People a day that were usual in the two weeks before; null for other kinds.',
    }),
    acknowledgement: t.relation('acknowledgement', {
      nullable: true,
      description: 'That somebody has seen to it; null = nobody yet.',
    }),
  }),
});
