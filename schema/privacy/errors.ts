import {
  CorrectionAlreadyOpenError,
  CorrectionNotFoundError,
  CorrectionResolvedError,
  NotCorrectedYetError,
  PersonNotIdentifiedError,
} from '../../api/privacy/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';

const interfaces = [ErrorInterface];

builder.objectType(PersonNotIdentifiedError, {
  name: 'PersonNotIdentifiedError',
  description:
    "There is no person of that NIK whom this desk can serve. Nobody, somebody who lives elsewhere, and another family's child look the same; the attempt is written down.",
  interfaces,
});

builder.objectType(CorrectionAlreadyOpenError, {
  name: 'CorrectionAlreadyOpenError',
  description: 'A wish to correct the same of the same person is open already.',
  interfaces,
});

builder.objectType(CorrectionNotFoundError, {
  name: 'CorrectionNotFoundError',
  description:
    "There is no such wish to correct in the caller's territory. One that lies elsewhere looks the same.",
  interfaces,
});

builder.objectType(CorrectionResolvedError, {
  name: 'CorrectionResolvedError',
  description: 'It was answered before, and an answer stands.',
  interfaces,
});

builder.objectType(NotCorrectedYetError, {
  name: 'NotCorrectedYetError',
  description:
    'Nothing of what was asked about has changed since: correct it first, with `correctPerson` or another change.',
  interfaces,
});
