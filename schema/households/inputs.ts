import type { REMOVAL_REASONS } from '../../api/households/remove-household-member.js';
import { builder } from '../builder.js';
import { DISTINCT_FROM } from '../duplicates/distinct-from.js';
import { ConditionGradeEnum, ConditionKindEnum } from '../people/types.js';
import { SexEnum } from '../ppks/types.js';
import {
  FloorMaterialEnum,
  HouseStructureEnum,
  RelationshipEnum,
  RoofMaterialEnum,
  SanitationEnum,
  WallMaterialEnum,
} from './enums.js';

const HOUSEHOLD_VERSION = 'Version of the household as the caller read it.';

const NewConditionInput = builder.inputType('NewConditionInput', {
  description: 'A circumstance of a new person that a program may count.',
  fields: (t) => ({
    kind: t.field({ type: ConditionKindEnum, required: true, description: 'What it is.' }),
    grade: t.field({
      type: ConditionGradeEnum,
      description: 'School level or severity; null where the kind has no grades.',
    }),
    since: t.field({ type: 'Date', required: true, description: 'First day; not before birth.' }),
  }),
});

const NewMemberInput = builder.inputType('NewMemberInput', {
  description: 'Somebody who is not in the registry yet.',
  fields: (t) => ({
    nik: t.field({
      type: 'NIK',
      description: 'The NIK; null for a newborn or a person never recorded.',
    }),
    name: t.string({ required: true, description: 'Full name, up to 120 characters.' }),
    sex: t.field({
      type: SexEnum,
      required: true,
      description: 'As on the birth certificate or e-KTP.',
    }),
    birthDate: t.field({
      type: 'Date',
      required: true,
      description:
        'Birth date. Where the NIK prints another, a warning is kept, nothing is refused.',
    }),
    relationship: t.field({
      type: RelationshipEnum,
      required: true,
      description: 'Relationship to the head of the family; exactly one member is HEAD.',
    }),
    occupation: t.string({
      description: 'Occupation code, such as DAY_LABOURER; null = not recorded.',
    }),
    since: t.field({
      type: 'Date',
      description:
        'First day in the household, not before birth; today in Asia/Jakarta where absent.',
    }),
    conditions: t.field({
      type: [NewConditionInput],
      description: 'Circumstances, each kind once. Absence is a recorded no.',
    }),
  }),
});

export const RegisterHouseholdInput = builder.inputType('RegisterHouseholdInput', {
  description: 'A family that comes into the registry.',
  fields: (t) => ({
    villageCode: t.field({
      type: 'RegionCode',
      required: true,
      description: "The village where it lives, in the caller's territory.",
    }),
    kkNumber: t.field({
      type: 'KkNumber',
      description: 'Number of its family card; null = none yet.',
    }),
    address: t.string({ required: true, description: 'Street address, up to 200 characters.' }),
    rt: t.string({ required: true, description: 'Rukun tetangga, up to three digits.' }),
    rw: t.string({ required: true, description: 'Rukun warga, up to three digits.' }),
    monthlyIncome: t.field({
      type: 'Rupiah',
      description: 'Income of the family, whole rupiah a month; null = not recorded.',
    }),
    members: t.field({
      type: [NewMemberInput],
      required: true,
      description: 'From 1 to 30 people, exactly one of them HEAD.',
    }),
    distinctFrom: t.idList({ description: DISTINCT_FROM }),
  }),
});

export const AddHouseholdMemberInput = builder.inputType('AddHouseholdMemberInput', {
  description: 'Somebody who is not in the registry yet joins a household.',
  fields: (t) => ({
    householdId: t.id({ required: true, description: 'The household that it belongs to.' }),
    version: t.int({ required: true, description: HOUSEHOLD_VERSION }),
    member: t.field({ type: NewMemberInput, required: true, description: 'The new member.' }),
    distinctFrom: t.idList({ description: DISTINCT_FROM }),
  }),
});

export const MoveHouseholdMemberInput = builder.inputType('MoveHouseholdMemberInput', {
  description: 'A person of the registry joins another household of the territory.',
  fields: (t) => ({
    personId: t.id({ required: true, description: 'The person.' }),
    version: t.int({
      required: true,
      description: 'Version of the household that the person is recorded in now.',
    }),
    toHouseholdId: t.id({ required: true, description: 'The household that the person joins.' }),
    toVersion: t.int({ required: true, description: 'Version of that household.' }),
    relationship: t.field({
      type: RelationshipEnum,
      required: true,
      description: 'Relationship to its head.',
    }),
    on: t.field({
      type: 'Date',
      required: true,
      description: 'First day there; not in the future.',
    }),
    newHeadPersonId: t.id({
      description:
        'Who becomes head of the household left behind; needed where its head leaves and others remain.',
    }),
  }),
});

const RemovalReason = builder.enumType('RemovalReason', {
  description: 'Why somebody is no longer a member.',
  values: {
    MOVED_AWAY: { description: 'Lives elsewhere, in no household that the caller may name.' },
    DIED: { description: 'Died on that day; the date of death is recorded where there is none.' },
    SPLIT: { description: 'Left to found a family that is not registered yet.' },
    RECORDED_IN_ERROR: {
      description: 'Never was a member: the membership ends on the day it began.',
    },
  } satisfies Record<(typeof REMOVAL_REASONS)[number], object>,
});

export const RemoveHouseholdMemberInput = builder.inputType('RemoveHouseholdMemberInput', {
  description: 'Somebody leaves a household and joins no other that is recorded.',
  fields: (t) => ({
    householdId: t.id({ required: true, description: 'The household that it belongs to.' }),
    version: t.int({ required: true, description: HOUSEHOLD_VERSION }),
    personId: t.id({ required: true, description: 'The member who leaves.' }),
    on: t.field({
      type: 'Date',
      required: true,
      description: 'First day on which the person is no longer a member; not in the future.',
    }),
    reason: t.field({ type: RemovalReason, required: true, description: 'Why.' }),
    newHeadPersonId: t.id({
      description: 'Who becomes head; needed where the head leaves and others remain.',
    }),
  }),
});

export const RecordHousingInput = builder.inputType('RecordHousingInput', {
  description: 'The house as an officer saw it on a day.',
  fields: (t) => ({
    householdId: t.id({ required: true, description: 'The household that it belongs to.' }),
    version: t.int({ required: true, description: HOUSEHOLD_VERSION }),
    recordedOn: t.field({
      type: 'Date',
      required: true,
      description: 'Day of the visit; a second visit on that day replaces the first.',
    }),
    floor: t.field({
      type: FloorMaterialEnum,
      required: true,
      description: 'What most of the floor is made of.',
    }),
    roof: t.field({
      type: RoofMaterialEnum,
      required: true,
      description: 'What most of the roof is made of.',
    }),
    wall: t.field({
      type: WallMaterialEnum,
      required: true,
      description: 'What most of the walls are made of.',
    }),
    structure: t.field({
      type: HouseStructureEnum,
      required: true,
      description: 'Whether roof or walls are in danger of falling.',
    }),
    sanitation: t.field({
      type: SanitationEnum,
      required: true,
      description: 'State of bath, wash place and toilet (MCK).',
    }),
    floorAreaDm2: t.int({
      required: true,
      description: 'Floor area in square decimetres (100 is 1 m²), 1 to 10 million.',
    }),
    ownsLand: t.boolean({
      required: true,
      description: 'The family owns the land, with documents.',
    }),
    earlierHousingAid: t.boolean({
      required: true,
      description: 'The family had housing aid before.',
    }),
  }),
});
