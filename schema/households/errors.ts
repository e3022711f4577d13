import {
  DateConflictError,
  HeadAlreadyNamedError,
  HeadRequiredError,
  HouseholdNotFoundError,
  KkNumberInUseError,
  StaleVersionError,
  VillageNotFoundError,
} from '../../api/households/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';

const interfaces = [ErrorInterface];

builder.objectType(HouseholdNotFoundError, {
  name: 'HouseholdNotFoundError',
  description:
    "There is no such household in the caller's territory. One that lies elsewhere looks the same.",
  interfaces,
});

builder.objectType(StaleVersionError, {
  name: 'StaleVersionError',
  description:
    'The record was changed since the caller read it: read it again, then repeat the change.',
  interfaces,
  fields: (t) => ({
    recordId: t.exposeID('recordId', {
      description: 'The household, person, classification or partner that has moved on.',
    }),
    currentVersion: t.exposeInt('currentVersion', { description: 'Its version now.' }),
  }),
});

builder.objectType(VillageNotFoundError, {
  name: 'VillageNotFoundError',
  description: "There is no village with this code in the caller's territory.",
  interfaces,
});

builder.objectType(KkNumberInUseError, {
  name: 'KkNumberInUseError',
  description: 'Another household has this family card. Which one, and where, is not said.',
  interfaces,
});

builder.objectType(HeadRequiredError, {
  name: 'HeadRequiredError',
  description: 'Living members would be left without a head of the family: name one of them.',
  interfaces,
});

builder.objectType(HeadAlreadyNamedError, {
  name: 'HeadAlreadyNamedError',
  description: 'The family has a head already, and has one at a time.',
  interfaces,
});

builder.objectType(DateConflictError, {
  name: 'DateConflictError',
  description: 'The date does not fit what is recorded: a birth, a death, or an earlier period.',
  interfaces,
});
