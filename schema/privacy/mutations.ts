import { StaleVersionError } from '../../api/households/errors.js';
import { PersonNotFoundError } from '../../api/people/errors.js';
import { delayAccessLog } from '../../api/privacy/delay-access-log.js';
import {
  CorrectionAlreadyOpenError,
  CorrectionNotFoundError,
  CorrectionResolvedError,
  NotCorrectedYetError,
  PersonNotIdentifiedError,
} from '../../api/privacy/errors.js';
import { requestCorrection } from '../../api/privacy/request-correction.js';
import { resolveCorrection } from '../../api/privacy/resolve-correction.js';
import { startCorrection } from '../../api/privacy/start-correction.js';
import { builder } from '../builder.js';
import '../households/errors.js';
import '../people/errors.js';
import './errors.js';
import {
  DelayAccessLogInput,
  RequestCorrectionInput,
  ResolveCorrectionInput,
  StartCorrectionInput,
} from './inputs.js';
import { AccessDelay, Correction } from './types.js';

builder.mutationField('requestCorrection', (t) =>
  t.field({
    type: Correction,
    complexity: 20,
    errors: { types: [PersonNotIdentifiedError, CorrectionAlreadyOpenError] },
    description:
      'A person at a desk asks for a correction. It is due after 3 × 24 hours, by the social office of the regency in which the person lives (UU 27/2022 art. 30).',
    args: {
      input: t.arg({
        type: RequestCorrectionInput,
        required: true,
        description: 'Who asks, and what is wrong.',
      }),
    },
    resolve: (_root, { input }, context) => requestCorrection(context, input),
  }),
);

builder.mutationField('startCorrection', (t) =>
  t.field({
    type: Correction,
    complexity: 20,
    errors: { types: [CorrectionNotFoundError, CorrectionResolvedError, StaleVersionError] },
    description:
      'Takes a wish to correct into work, or over from somebody. For the verifier of the regency and the data-protection officer.',
    args: {
      input: t.arg({ type: StartCorrectionInput, required: true, description: 'Which one.' }),
    },
    resolve: (_root, { input }, context) => startCorrection(context, input),
  }),
);

builder.mutationField('resolveCorrection', (t) =>
  t.field({
    type: Correction,
    complexity: 20,
    errors: {
      types: [
        CorrectionNotFoundError,
        CorrectionResolvedError,
        StaleVersionError,
        NotCorrectedYetError,
      ],
    },
    description:
      'Answers a wish to correct: linked with the change that was made since, or refused with reason and law. The person is told at the desk. For the verifier of the regency and the data-protection officer.',
    args: {
      input: t.arg({ type: ResolveCorrectionInput, required: true, description: 'The answer.' }),
    },
    resolve: (_root, { input }, context) => resolveCorrection(context, input),
  }),
);

builder.mutationField('delayAccessLog', (t) =>
  t.field({
    type: AccessDelay,
    complexity: 20,
    errors: { types: [PersonNotFoundError] },
    description:
      'Puts off telling a person of looks, by up to 180 days (UU 27/2022 art. 15, 33). Nothing is deleted; later delays extend it. For the case team (but for inquiries) and the data-protection officer.',
    args: {
      input: t.arg({
        type: DelayAccessLogInput,
        required: true,
        description: 'Which looks, until when, and why.',
      }),
    },
    resolve: (_root, { input }, context) => delayAccessLog(context, input),
  }),
);
