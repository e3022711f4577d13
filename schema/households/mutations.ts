import { rowFilter } from '../../api/access/row-filter.js';
import type { Context } from '../../api/context.js';
import { recordDisasterLoss } from '../../api/disasters/record-disaster-loss.js';
import { PossibleDuplicateError } from '../../api/duplicates/errors.js';
import { addHouseholdMember } from '../../api/households/add-household-member.js';
import {
  DateConflictError,
  HeadAlreadyNamedError,
  HeadRequiredError,
  HouseholdNotFoundError,
  KkNumberInUseError,
  StaleVersionError,
  VillageNotFoundError,
} from '../../api/households/errors.js';
import { moveHouseholdMember } from '../../api/households/move-household-member.js';
import { recordHousing } from '../../api/households/record-housing.js';
import { registerHousehold } from '../../api/households/register-household.js';
import { removeHouseholdMember } from '../../api/households/remove-household-member.js';
import { NikAlreadyRecordedError, PersonNotFoundError } from '../../api/people/errors.js';
import { builder } from '../builder.js';
import { RecordDisasterLossInput } from '../disasters/inputs.js';
import '../duplicates/errors.js';
import './errors.js';
import '../people/errors.js';
import {
  AddHouseholdMemberInput,
  MoveHouseholdMemberInput,
  RecordHousingInput,
  RegisterHouseholdInput,
  RemoveHouseholdMemberInput,
} from './inputs.js';
import { Household } from './types.js';

const CHANGED = [HouseholdNotFoundError, StaleVersionError];

/** The household as it stands after a change. */
function readBack<Query extends object>(query: Query, context: Context, id: string) {
  return context.app.database.prisma.household.findFirstOrThrow({
    ...query,
    where: { AND: [{ id }, rowFilter('Household', context.principal)] },
  });
}

builder.mutationField('registerHousehold', (t) =>
  t.prismaField({
    type: Household,
    complexity: 20,
    errors: {
      types: [
        VillageNotFoundError,
        KkNumberInUseError,
        NikAlreadyRecordedError,
        PossibleDuplicateError,
      ],
    },
    description:
      'Registers a family that is not in the registry yet. It stands in no version of DTSEN and Dukcapil has not been asked about anybody. For the regency and the village; gives the household.',
    args: {
      input: t.arg({ type: RegisterHouseholdInput, required: true, description: 'The family.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await registerHousehold(context, input)),
  }),
);

builder.mutationField('addHouseholdMember', (t) =>
  t.prismaField({
    type: Household,
    complexity: 20,
    errors: {
      types: [
        ...CHANGED,
        NikAlreadyRecordedError,
        PossibleDuplicateError,
        HeadAlreadyNamedError,
        HeadRequiredError,
      ],
    },
    description:
      'Adds somebody who is not in the registry yet to a household: a newborn, or a person never recorded. For the regency and the village; gives the household.',
    args: {
      input: t.arg({
        type: AddHouseholdMemberInput,
        required: true,
        description: 'Who joins what.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await addHouseholdMember(context, input)),
  }),
);

builder.mutationField('moveHouseholdMember', (t) =>
  t.prismaField({
    type: Household,
    complexity: 20,
    errors: {
      types: [
        ...CHANGED,
        PersonNotFoundError,
        DateConflictError,
        HeadAlreadyNamedError,
        HeadRequiredError,
      ],
    },
    description:
      'Moves a person into another household of the territory, with the records of his own. Where he lived stays as history. For the regency and the village; gives the household that he joins.',
    args: {
      input: t.arg({
        type: MoveHouseholdMemberInput,
        required: true,
        description: 'Who moves where.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await moveHouseholdMember(context, input)),
  }),
);

builder.mutationField('removeHouseholdMember', (t) =>
  t.prismaField({
    type: Household,
    complexity: 20,
    errors: {
      types: [
        ...CHANGED,
        PersonNotFoundError,
        DateConflictError,
        HeadAlreadyNamedError,
        HeadRequiredError,
      ],
    },
    description:
      'Ends the membership of somebody who joins no other household that is recorded. The person stays recorded. For the regency and the village; gives the household.',
    args: {
      input: t.arg({
        type: RemoveHouseholdMemberInput,
        required: true,
        description: 'Who leaves, when and why.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await removeHouseholdMember(context, input)),
  }),
);

builder.mutationField('recordHousing', (t) =>
  t.prismaField({
    type: Household,
    complexity: 20,
    errors: { types: CHANGED },
    description:
      'Records the house as an officer saw it on a day. For the regency, the district and the village; gives the household.',
    args: {
      input: t.arg({ type: RecordHousingInput, required: true, description: 'What was seen.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await recordHousing(context, input)),
  }),
);

builder.mutationField('recordDisasterLoss', (t) =>
  t.prismaField({
    type: Household,
    complexity: 20,
    errors: { types: CHANGED },
    description:
      'Records a loss by disaster, or what is newly known of one. For the village, the district, the regency and its Tagana; gives the household.',
    args: {
      input: t.arg({
        type: RecordDisasterLossInput,
        required: true,
        description: 'What was lost.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await recordDisasterLoss(context, input)),
  }),
);
