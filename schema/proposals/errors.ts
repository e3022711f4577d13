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
import { ErrorInterface } from '../errors.js';
import { ProposalStateEnum } from './enums.js';

const interfaces = [ErrorInterface];

builder.objectType(StepNotOpenError, {
  name: 'StepNotOpenError',
  description: 'The step is not open where the proposal stands.',
  interfaces,
  fields: (t) => ({
    state: t.expose('state', { type: ProposalStateEnum, description: 'Where it stands.' }),
  }),
});

builder.objectType(ProposalNotFoundError, {
  name: 'ProposalNotFoundError',
  description: 'There is no such proposal in the territory of the caller.',
  interfaces,
});

builder.objectType(SameOfficerError, {
  name: 'SameOfficerError',
  description:
    'The caller entered or verified the proposal: entry, verification and sign-off are the work of different officers.',
  interfaces,
});

builder.objectType(HouseholdMissingError, {
  name: 'HouseholdMissingError',
  description: 'The family is not registered in the village that proposes.',
  interfaces,
});

builder.objectType(IdentityIncompleteError, {
  name: 'IdentityIncompleteError',
  description: 'NIK or KK number is missing.',
  interfaces,
});

builder.objectType(VisitMissingError, {
  name: 'VisitMissingError',
  description: 'Nobody has visited the house, or another visit was asked for.',
  interfaces,
});

builder.objectType(VisitNotConfirmingError, {
  name: 'VisitNotConfirmingError',
  description: 'The last visit did not confirm what is proposed.',
  interfaces,
});

builder.objectType(DukcapilNotMatchedError, {
  name: 'DukcapilNotMatchedError',
  description: 'Dukcapil has not confirmed everybody yet. The proposal waits; it is not rejected.',
  interfaces,
});

builder.objectType(NotYetSentError, {
  name: 'NotYetSentError',
  description: 'The proposal is endorsed, and goes to the ministry on the day of the pull.',
  interfaces,
});

builder.objectType(AlreadyProposedError, {
  name: 'AlreadyProposedError',
  description: 'The same is proposed for the household already, and not decided.',
  interfaces,
});

builder.objectType(ProgramNotProposableError, {
  name: 'ProgramNotProposableError',
  description:
    'There is no such program, it is not for the area, or not for whom the proposal is about.',
  interfaces,
});
