import { EnrolmentState } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';

export const EnrolmentStateEnum = describedEnum(
  'EnrolmentState',
  EnrolmentState,
  'A state on record of an enrolment. It depends on quota and decree, never on the rule.',
  {
    WAITLISTED: 'Waiting beyond the quota.',
    ACTIVE: 'Enrolled by decree.',
    SUSPENDED: 'Enrolled, and held for now.',
    ENDED: 'Was enrolled once.',
  },
);

builder.prismaObject('Enrolment', {
  select: { id: true },
  description: 'One dated state of an enrolment in a program.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    program: t.relation('program', { description: 'The program enrolled in.' }),
    status: t.expose('status', { type: EnrolmentStateEnum, description: 'The state.' }),
    since: t.expose('since', { type: 'Date', description: 'First day of this state.' }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'First day on which it no longer holds; null = it does.',
    }),
    decree: t.exposeString('decree', {
      nullable: true,
      description: 'Number of the decree (SK) that determined it; null = none on record.',
    }),
    person: t.relation('person', {
      nullable: true,
      description: 'The person enrolled; null where the household is.',
    }),
  }),
});

builder.prismaObject('Exclusion', {
  description: 'A ground on which aid is refused, while it is in force.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    ground: t.relation('ground', { description: 'Which ground it is.' }),
    since: t.expose('since', { type: 'Date', description: 'First day.' }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'First day on which it no longer holds; null = it does.',
    }),
    person: t.relation('person', {
      nullable: true,
      description: 'The person; null where it lies on the whole family.',
    }),
  }),
});
