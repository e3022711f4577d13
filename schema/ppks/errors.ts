import {
  AgeOutOfRangeError,
  AlreadyClassifiedError,
  ClassificationEndedError,
  ClassificationNotFoundError,
  SexMismatchError,
  SubjectMismatchError,
} from '../../api/ppks/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';

const interfaces = [ErrorInterface];

builder.objectType(SubjectMismatchError, {
  name: 'SubjectMismatchError',
  description: 'The class attaches to persons and none was named, or to families and a person was.',
  interfaces,
});

builder.objectType(AgeOutOfRangeError, {
  name: 'AgeOutOfRangeError',
  description: 'On that day the person was too young or too old for the class.',
  interfaces,
  fields: (t) => ({
    minAgeYears: t.exposeInt('minAgeYears', {
      nullable: true,
      description: 'Youngest age in completed years; null = no lower bound.',
    }),
    maxAgeYears: t.exposeInt('maxAgeYears', {
      nullable: true,
      description: 'Oldest age in completed years, included; null = no upper bound.',
    }),
  }),
});

builder.objectType(SexMismatchError, {
  name: 'SexMismatchError',
  description: 'The class is for the other sex.',
  interfaces,
});

builder.objectType(AlreadyClassifiedError, {
  name: 'AlreadyClassifiedError',
  description: 'The person or family already belongs to the class.',
  interfaces,
});

builder.objectType(ClassificationNotFoundError, {
  name: 'ClassificationNotFoundError',
  description:
    'There is no such classification that the caller may see. One that is not its to see looks the same.',
  interfaces,
});

builder.objectType(ClassificationEndedError, {
  name: 'ClassificationEndedError',
  description: 'The classification has ended before.',
  interfaces,
});
