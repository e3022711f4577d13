import { rowFilter } from '../../api/access/row-filter.js';
import type { Context } from '../../api/context.js';
import { StaleVersionError } from '../../api/households/errors.js';
import type { PartnerTarget } from '../../api/partners/change-partner.js';
import {
  AgreementEndedError,
  AgreementNotFoundError,
  ClientNotFoundError,
  PartnerNotFoundError,
} from '../../api/partners/errors.js';
import { setSuspension, type Suspendable } from '../../api/partners/set-suspension.js';
import { builder } from '../builder.js';
import '../households/errors.js';
import './errors.js';
import { AgreementInput, ClientInput, PartnerInput } from './inputs.js';
import { Partner } from './types.js';

const WHO = 'For the ministry, and for the head of the area that owns the partner.';
const CHANGED = [PartnerNotFoundError, StaleVersionError];
const AGREEMENT = [...CHANGED, AgreementNotFoundError, AgreementEndedError];

const SUSPENDED = {
  partner: 'Everything is refused to the partner everywhere within 60 seconds',
  client: 'Everything is refused to the client everywhere within 60 seconds',
  agreement:
    'What the agreement covers is refused to the partner everywhere within 60 seconds; its other agreements hold',
};

/** Suspends or resumes, and gives the partner as it stands after it. */
async function set<Query extends object>(
  query: Query,
  context: Context,
  target: PartnerTarget,
  what: Suspendable,
  field: string,
) {
  const suspended = field.startsWith('suspend');
  const id = await setSuspension(context, target, { field, what, suspended });
  return context.app.database.prisma.partner.findFirstOrThrow({
    ...query,
    where: { AND: [{ id }, rowFilter('Partner', context.principal)] },
  });
}

for (const field of ['suspendPartner', 'resumePartner'] as const) {
  builder.mutationField(field, (t) =>
    t.prismaField({
      type: Partner,
      complexity: 20,
      errors: { types: CHANGED },
      description: describe(field, SUSPENDED.partner),
      args: {
        input: t.arg({ type: PartnerInput, required: true, description: 'Which partner.' }),
      },
      resolve: (query, _root, { input }, context) =>
        set(query, context, input, { kind: 'partner' }, field),
    }),
  );
}

for (const field of ['suspendClient', 'resumeClient'] as const) {
  builder.mutationField(field, (t) =>
    t.prismaField({
      type: Partner,
      complexity: 20,
      errors: { types: [...CHANGED, ClientNotFoundError] },
      description: describe(field, SUSPENDED.client),
      args: {
        input: t.arg({ type: ClientInput, required: true, description: 'Which client.' }),
      },
      resolve: (query, _root, { input }, context) =>
        set(query, context, input, { kind: 'client', clientId: input.clientId }, field),
    }),
  );
}

for (const field of ['suspendAgreement', 'resumeAgreement'] as const) {
  builder.mutationField(field, (t) =>
    t.prismaField({
      type: Partner,
      complexity: 20,
      errors: { types: AGREEMENT },
      description: describe(field, SUSPENDED.agreement),
      args: {
        input: t.arg({ type: AgreementInput, required: true, description: 'Which agreement.' }),
      },
      resolve: (query, _root, { input }, context) =>
        set(query, context, input, { kind: 'agreement', number: input.number }, field),
    }),
  );
}

function describe(field: string, suspended: string): string {
  return field.startsWith('suspend')
    ? `${suspended}, until it is resumed. What is suspended already stays so. ${WHO}`
    : `Lifts a suspension; what is not suspended stays as it is. ${WHO}`;
}
