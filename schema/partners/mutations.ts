import { rowFilter } from '../../api/access/row-filter.js';
import type { Context } from '../../api/context.js';
import { StaleVersionError } from '../../api/households/errors.js';
import { addClientKey } from '../../api/partners/add-client-key.js';
import { addPartnerClient } from '../../api/partners/add-partner-client.js';
import { endAgreement } from '../../api/partners/end-agreement.js';
import {
  AgreementNotFoundError,
  AgreementNumberInUseError,
  AgreementOverlapsError,
  ClientKeyNotFoundError,
  ClientKeyUsedBeforeError,
  ClientNotFoundError,
  PartnerNotFoundError,
  PartnerSlugInUseError,
  ProgramOutsideError,
  PurposeUnsuitedError,
  TerritoryOutsideError,
  TooManyClientKeysError,
} from '../../api/partners/errors.js';
import { recordAgreement } from '../../api/partners/record-agreement.js';
import { registerPartner } from '../../api/partners/register-partner.js';
import { retireClientKey } from '../../api/partners/retire-client-key.js';
import { rotateClientKey } from '../../api/partners/rotate-client-key.js';
import { builder } from '../builder.js';
import '../households/errors.js';
import './errors.js';
import {
  AddClientKeyInput,
  AddPartnerClientInput,
  AgreementInput,
  RecordAgreementInput,
  RegisterPartnerInput,
  RetireClientKeyInput,
  RotateClientKeyInput,
} from './inputs.js';
import { Partner } from './types.js';

const WHO = 'For the ministry, and for the head of the area that owns the partner.';
const CHANGED = [PartnerNotFoundError, StaleVersionError];
const KEY_PLACED = [
  ...CHANGED,
  ClientNotFoundError,
  ClientKeyUsedBeforeError,
  TooManyClientKeysError,
];

/** The partner as it stands after a change. */
function readBack<Query extends object>(query: Query, context: Context, id: string) {
  return context.app.database.prisma.partner.findFirstOrThrow({
    ...query,
    where: { AND: [{ id }, rowFilter('Partner', context.principal)] },
  });
}

builder.mutationField('registerPartner', (t) =>
  t.prismaField({
    type: Partner,
    complexity: 20,
    errors: { types: [PartnerSlugInUseError] },
    description:
      'Registers an agency as a partner of the ministry, or of the area whose office the caller heads. It can ask nothing until it has an agreement, a client and a key. The same once more gives the same partner.',
    args: {
      input: t.arg({ type: RegisterPartnerInput, required: true, description: 'The agency.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await registerPartner(context, input)),
  }),
);

builder.mutationField('addPartnerClient', (t) =>
  t.prismaField({
    type: Partner,
    complexity: 20,
    errors: { types: [...CHANGED, PurposeUnsuitedError] },
    description: `Gives a partner its OAuth client for a purpose; one that is there stays. ${WHO}`,
    args: {
      input: t.arg({
        type: AddPartnerClientInput,
        required: true,
        description: 'The partner and the purpose.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await addPartnerClient(context, input)),
  }),
);

builder.mutationField('addClientKey', (t) =>
  t.prismaField({
    type: Partner,
    complexity: 20,
    errors: { types: KEY_PLACED },
    description: `Gives a client a key beside those that it has. BAD_USER_INPUT for a key that is private, weak or of another kind. ${WHO}`,
    args: {
      input: t.arg({ type: AddClientKeyInput, required: true, description: 'Whose key, and it.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await addClientKey(context, input)),
  }),
);

builder.mutationField('rotateClientKey', (t) =>
  t.prismaField({
    type: Partner,
    complexity: 20,
    errors: { types: KEY_PLACED },
    description: `Gives a client a new key, and the former ones an end after an overlap, so that the agency can change over. ${WHO}`,
    args: {
      input: t.arg({
        type: RotateClientKeyInput,
        required: true,
        description: 'Whose key, the new one, and the overlap.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await rotateClientKey(context, input)),
  }),
);

builder.mutationField('retireClientKey', (t) =>
  t.prismaField({
    type: Partner,
    complexity: 20,
    errors: { types: [...CHANGED, ClientKeyNotFoundError] },
    description: `Retires a key at once and for good. Tokens that it brought live their five minutes: suspend the client as well where the key was stolen. ${WHO}`,
    args: {
      input: t.arg({ type: RetireClientKeyInput, required: true, description: 'Which key.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await retireClientKey(context, input)),
  }),
);

builder.mutationField('recordAgreement', (t) =>
  t.prismaField({
    type: Partner,
    complexity: 20,
    errors: {
      types: [
        ...CHANGED,
        PurposeUnsuitedError,
        ProgramOutsideError,
        TerritoryOutsideError,
        AgreementNumberInUseError,
        AgreementOverlapsError,
      ],
    },
    description: `Records a signed agreement; the same once more changes nothing. An agreement is never edited. ${WHO}`,
    args: {
      input: t.arg({ type: RecordAgreementInput, required: true, description: 'Its terms.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await recordAgreement(context, input)),
  }),
);

builder.mutationField('endAgreement', (t) =>
  t.prismaField({
    type: Partner,
    complexity: 20,
    errors: { types: [...CHANGED, AgreementNotFoundError] },
    description: `Ends an agreement now and for good, before its last day. ${WHO}`,
    args: {
      input: t.arg({ type: AgreementInput, required: true, description: 'Which agreement.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await endAgreement(context, input)),
  }),
);
