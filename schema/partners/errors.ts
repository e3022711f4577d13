import {
  AgreementEndedError,
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
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';

const interfaces = [ErrorInterface];

builder.objectType(PartnerNotFoundError, {
  name: 'PartnerNotFoundError',
  description:
    'There is no such partner that the caller manages. One that somebody else manages looks the same.',
  interfaces,
});

builder.objectType(PartnerSlugInUseError, {
  name: 'PartnerSlugInUseError',
  description: 'Another partner has this short name. Which one is not said.',
  interfaces,
});

builder.objectType(PurposeUnsuitedError, {
  name: 'PurposeUnsuitedError',
  description:
    'The purpose does not suit the kind of partner: BANK and POST have PAYEE_VERIFICATION, HOSPITAL has HEALTH_COVERAGE_CHECK, UNIVERSITY has STUDENT_AID_SCREENING.',
  interfaces,
});

builder.objectType(ClientNotFoundError, {
  name: 'ClientNotFoundError',
  description: 'The partner has no client with this client_id.',
  interfaces,
});

builder.objectType(ClientKeyNotFoundError, {
  name: 'ClientKeyNotFoundError',
  description: 'The partner has no key with this thumbprint.',
  interfaces,
});

builder.objectType(ClientKeyUsedBeforeError, {
  name: 'ClientKeyUsedBeforeError',
  description: 'The key belongs to another client, or has retired: a retired key never comes back.',
  interfaces,
});

builder.objectType(TooManyClientKeysError, {
  name: 'TooManyClientKeysError',
  description: 'The client has five keys in use, the most that it may have.',
  interfaces,
});

builder.objectType(AgreementNotFoundError, {
  name: 'AgreementNotFoundError',
  description: 'The partner has no agreement with this number.',
  interfaces,
});

builder.objectType(AgreementNumberInUseError, {
  name: 'AgreementNumberInUseError',
  description: 'The number is recorded already, with other terms or for another partner.',
  interfaces,
});

builder.objectType(AgreementOverlapsError, {
  name: 'AgreementOverlapsError',
  description:
    'The partner has an agreement for the purpose in that time already, in force, upcoming or suspended.',
  interfaces,
});

builder.objectType(AgreementEndedError, {
  name: 'AgreementEndedError',
  description: 'The agreement was ended for good: record a new one instead.',
  interfaces,
});

builder.objectType(TerritoryOutsideError, {
  name: 'TerritoryOutsideError',
  description:
    'An area does not exist, or lies outside that of the owner: an area gives no access to people of another.',
  interfaces,
});

builder.objectType(ProgramOutsideError, {
  name: 'ProgramOutsideError',
  description:
    'A program does not exist, does not belong to the purpose, or is run by somebody else: national programs are for the ministry, those of an area for that area.',
  interfaces,
});
