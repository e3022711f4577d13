import { NikAlreadyRecordedError, PersonNotFoundError } from '../../api/people/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';

const interfaces = [ErrorInterface];

builder.objectType(PersonNotFoundError, {
  name: 'PersonNotFoundError',
  description:
    "There is no such person in the household or in the caller's territory. One who lives elsewhere looks the same.",
  interfaces,
});

builder.objectType(NikAlreadyRecordedError, {
  name: 'NikAlreadyRecordedError',
  description:
    'Another record has this NIK. Whose, and where, is not said; the attempt is written down.',
  interfaces,
});
