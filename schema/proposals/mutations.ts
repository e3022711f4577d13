import { rowFilter } from '../../api/access/row-filter.js';
import type { Context } from '../../api/context.js';
import { PossibleDuplicateError } from '../../api/duplicates/errors.js';
import {
  HouseholdNotFoundError,
  KkNumberInUseError,
  StaleVersionError,
  VillageNotFoundError,
} from '../../api/households/errors.js';
import { NikAlreadyRecordedError, PersonNotFoundError } from '../../api/people/errors.js';
import { assessProposal } from '../../api/proposals/assess-proposal.js';
import { determineProposal } from '../../api/proposals/determine-proposal.js';
import { endorseProposal } from '../../api/proposals/endorse-proposal.js';
import { enterProposal } from '../../api/proposals/enter-proposal.js';
import { recordDeliberation } from '../../api/proposals/record-deliberation.js';
import { reportProposal } from '../../api/proposals/report-proposal.js';
import { returnProposal } from '../../api/proposals/return-proposal.js';
import { scheduleDeliberation } from '../../api/proposals/schedule-deliberation.js';
import { signStatement } from '../../api/proposals/sign-statement.js';
import { verifyProposal } from '../../api/proposals/verify-proposal.js';
import { withdrawProposal } from '../../api/proposals/withdraw-proposal.js';
import {
  AlreadyProposedError,
  DukcapilNotMatchedError,
  HouseholdMissingError,
  IdentityIncompleteError,
  NotYetSentError,
  ProgramNotProposableError,
  ProposalNotFoundError,
  SameOfficerError,
  StepNotOpenError,
  VisitMissingError,
  VisitNotConfirmingError,
} from '../../api/proposals/errors.js';
import { builder } from '../builder.js';
import '../duplicates/errors.js';
import '../households/errors.js';
import '../people/errors.js';
import './errors.js';
import {
  AssessProposalInput,
  DetermineProposalInput,
  EndorseProposalInput,
  EnterProposalInput,
  RecordDeliberationInput,
  ReportProposalInput,
  ReturnProposalInput,
  ScheduleDeliberationInput,
  SignResponsibilityStatementInput,
  VerifyProposalInput,
  WithdrawProposalInput,
} from './inputs.js';
import { Proposal } from './types.js';

/** What every step may be refused for. */
const STEP = [ProposalNotFoundError, StaleVersionError, StepNotOpenError];

/** The proposal as it stands after a step. */
function readBack<Query extends object>(query: Query, context: Context, id: string) {
  return context.app.database.prisma.proposal.findFirstOrThrow({
    ...query,
    where: { AND: [{ id }, rowFilter('Proposal', context.principal)] },
  });
}

builder.mutationField('reportProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: {
      types: [
        VillageNotFoundError,
        HouseholdNotFoundError,
        PersonNotFoundError,
        ProgramNotProposableError,
        AlreadyProposedError,
      ],
    },
    description:
      "Records a need that was reported, with which a proposal begins. For the village and, as the first door for whoever is not listed, the regency's verifier. Gives the proposal.",
    args: {
      input: t.arg({
        type: ReportProposalInput,
        required: true,
        description: 'What was reported.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await reportProposal(context, input)),
  }),
);

builder.mutationField('scheduleDeliberation', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: STEP },
    description:
      'Calls the village meeting: Musdes in a desa, Muskel in a kelurahan. For the village. Gives the proposal.',
    args: {
      input: t.arg({
        type: ScheduleDeliberationInput,
        required: true,
        description: 'For which day.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await scheduleDeliberation(context, input)),
  }),
);

builder.mutationField('recordDeliberation', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: STEP },
    description:
      'Records what the meeting decided, with minutes, attendance, photos and publication (Kepmensos 73/HUK/2024). For the village. Gives the proposal.',
    args: {
      input: t.arg({
        type: RecordDeliberationInput,
        required: true,
        description: 'What it decided.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await recordDeliberation(context, input)),
  }),
);

builder.mutationField('signResponsibilityStatement', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: STEP },
    description:
      'Records an SPTJM of the village head in place of a meeting. For the village head alone. Gives the proposal.',
    args: {
      input: t.arg({
        type: SignResponsibilityStatementInput,
        required: true,
        description: 'The SPTJM.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await signStatement(context, input)),
  }),
);

builder.mutationField('enterProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: {
      types: [
        ...STEP,
        HouseholdMissingError,
        IdentityIncompleteError,
        VillageNotFoundError,
        KkNumberInUseError,
        NikAlreadyRecordedError,
        PossibleDuplicateError,
      ],
    },
    description:
      "Enters a proposal that the village approved or that came back. A new family is registered in the same transaction. Where Dukcapil's stored answer does not match, the proposal is rejected by the system at once; where there is none yet, it waits. For the village operator. Gives the proposal.",
    args: { input: t.arg({ type: EnterProposalInput, required: true, description: 'The entry.' }) },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await enterProposal(context, input)),
  }),
);

builder.mutationField('assessProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: STEP },
    description:
      'Records a visit to the house, in its turn or earlier. For TKSK and the regency. Gives the proposal.',
    args: {
      input: t.arg({ type: AssessProposalInput, required: true, description: 'The visit.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await assessProposal(context, input)),
  }),
);

builder.mutationField('verifyProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: {
      types: [
        ...STEP,
        SameOfficerError,
        VisitMissingError,
        VisitNotConfirmingError,
        DukcapilNotMatchedError,
      ],
    },
    description:
      "Verifies a proposal, or finds that it is not eligible. For the regency's verifier, who must not have entered it. Gives the proposal.",
    args: {
      input: t.arg({ type: VerifyProposalInput, required: true, description: 'What was found.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await verifyProposal(context, input)),
  }),
);

builder.mutationField('returnProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: [...STEP, SameOfficerError] },
    description:
      'Sends a proposal back to the village operator. For the regency. Gives the proposal.',
    args: { input: t.arg({ type: ReturnProposalInput, required: true, description: 'Why.' }) },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await returnProposal(context, input)),
  }),
);

builder.mutationField('endorseProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: [...STEP, SameOfficerError] },
    description:
      "Signs a verified proposal off. For the head of the regency's social office, who must neither have entered nor verified it. Gives the proposal.",
    args: {
      input: t.arg({ type: EndorseProposalInput, required: true, description: 'The letter.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await endorseProposal(context, input)),
  }),
);

builder.mutationField('determineProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: [...STEP, SameOfficerError, NotYetSentError] },
    description:
      'Determines a proposal by decree, declines it, or puts it on the waiting list. For the ministry what is national, for the head of the owning area what is its own; FORBIDDEN for everybody else. Gives the proposal.',
    args: {
      input: t.arg({
        type: DetermineProposalInput,
        required: true,
        description: 'What is determined.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await determineProposal(context, input)),
  }),
);

builder.mutationField('withdrawProposal', (t) =>
  t.prismaField({
    type: Proposal,
    complexity: 20,
    errors: { types: STEP },
    description:
      'Withdraws a proposal that is not determined. For the village. Gives the proposal.',
    args: { input: t.arg({ type: WithdrawProposalInput, required: true, description: 'Why.' }) },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await withdrawProposal(context, input)),
  }),
);
