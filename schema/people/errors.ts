import {
  NikAlreadyRecordedError,
  PersonErasedError,
  PersonInUseError,
  PersonNotFoundError,
} from '../../api/people/errors.js';
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

builder.objectType(PersonErasedError, {
  name: 'PersonErasedError',
  description: 'Who this person is was erased for good: there is nothing to correct or to erase.',
  interfaces,
});

builder.objectType(PersonInUseError, {
  name: 'PersonInUseError',
  description:
    'The person, or the household in which the person lives, is on the list of or served by a program: end that first.',
  interfaces,
});
