import { builder } from '../builder.js';
import { DamageLevelEnum, DisasterKindEnum } from './types.js';

export const RecordDisasterLossInput = builder.inputType('RecordDisasterLossInput', {
  description:
    'A loss of a household by disaster. The same kind on the same day is the same loss, seen again.',
  fields: (t) => ({
    householdId: t.id({ required: true, description: 'The household that it belongs to.' }),
    version: t.int({
      required: true,
      description: 'Version of the household as the caller read it.',
    }),
    kind: t.field({ type: DisasterKindEnum, required: true, description: 'What happened.' }),
    happenedOn: t.field({ type: 'Date', required: true, description: 'When; not in the future.' }),
    verifiedOn: t.field({
      type: 'Date',
      description:
        'When an officer confirmed it on site; null = reported only, which no program counts.',
    }),
    damage: t.field({ type: DamageLevelEnum, required: true, description: 'How bad.' }),
  }),
});
