import type { DeterminationPlan as Plan } from '../../api/determination/plan-determination.js';
import type {
  ChangeCount,
  ChangedArea,
  DeterminationPreview as Preview,
} from '../../api/determination/preview-determination.js';
import type { ShownComparison } from '../../api/determination/show-simulation.js';
import type { ProgramSimulation as Simulation } from '../../api/determination/simulate-program.js';
import { builder } from '../builder.js';
import { AidProgram } from '../programs/types.js';
import { DeterminationChange } from './enums.js';

export const DeterminationPlan = builder.objectRef<Plan>('DeterminationPlan').implement({
  description: 'How large a run over an area would be. Nothing was decided.',
  fields: (t) => ({
    households: t.exposeInt('households', { description: 'Households that live in the area.' }),
    persons: t.exposeInt('persons', { description: 'People whose data a run would use.' }),
    statements: t.exposeInt('statements', {
      description: 'SQL statements of a preview; a simulation takes twice as many.',
    }),
    expectedSeconds: t.exposeInt('expectedSeconds', {
      description:
        'Seconds that a preview is expected to take, rounded up; twice that for a simulation. Measured on PostgreSQL, one core; a busy server and the embedded database are slower.',
    }),
  }),
});

const DeterminationCount = builder.objectRef<ChangeCount>('DeterminationCount').implement({
  description: 'How many one kind of change concerns.',
  fields: (t) => ({
    change: t.expose('change', { type: DeterminationChange, description: 'The kind of change.' }),
    count: t.exposeInt('count', {
      nullable: true,
      description: 'Households, or people where the program serves people; null where suppressed.',
    }),
    perYear: t.expose('perYear', {
      type: 'Rupiah',
      nullable: true,
      description:
        'What falls due to them in a full year, whole rupiah; null where suppressed, and for LEAVING and UNDETERMINED, to whom the rule gives nothing.',
    }),
    suppressed: t.exposeBoolean('suppressed', {
      description:
        'Whether the number is kept back: it is 1 to 4, or would tell one that is. Never for the office that determines the program.',
    }),
  }),
});

const DeterminationArea = builder.objectRef<ChangedArea>('DeterminationArea').implement({
  description: 'The changes of one area.',
  fields: (t) => ({
    code: t.expose('code', { type: 'RegionCode', description: 'Kemendagri code of the area.' }),
    counts: t.field({
      type: [DeterminationCount],
      description: 'One for each kind of change.',
      resolve: ({ counts }) => [...counts],
    }),
  }),
});

export const DeterminationPreview = builder.objectRef<Preview>('DeterminationPreview').implement({
  description:
    'What a determination by the rule in force would change. Nothing of it is in force: enrolments are as they were.',
  fields: (t) => ({
    program: t.field({
      type: AidProgram,
      description: 'The program whose rule in force decided.',
      resolve: ({ program }) => program,
    }),
    ruleVersion: t.exposeString('ruleVersion', {
      description: 'The rule version by which it was decided: program@version.',
    }),
    asOf: t.expose('asOf', {
      type: 'Date',
      description:
        'The day by which everything was read. Who has moved out of the territory since is not in it.',
    }),
    region: t.expose('region', {
      type: 'RegionCode',
      nullable: true,
      description: 'The area; null = the whole country.',
    }),
    households: t.exposeInt('households', { description: 'Households that were decided.' }),
    persons: t.exposeInt('persons', { description: 'People whose data was used.' }),
    totals: t.field({
      type: [DeterminationCount],
      description: 'The whole area, one for each kind of change.',
      resolve: ({ totals }) => [...totals],
    }),
    areas: t.field({
      type: [DeterminationArea],
      description: 'Area by area, those in which households live, in the order of their codes.',
      resolve: ({ areas }) => [...areas],
    }),
  }),
});

const NULL_WHERE = 'null where suppressed.';

const SimulatedCell = builder.objectRef<ShownComparison>('SimulatedCell').implement({
  description: 'Who is eligible before and after the change, and what falls due in a full year.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'TOTAL; a decile, 1 to 10, or UNRANKED; or the code of an area.',
    }),
    before: t.exposeInt('before', {
      nullable: true,
      description: `Eligible by the rule in force: households, or people where the program serves people; ${NULL_WHERE}`,
    }),
    beforePerYear: t.expose('beforePerYear', {
      type: 'Rupiah',
      nullable: true,
      description: `Whole rupiah a year by the rule in force; ${NULL_WHERE}`,
    }),
    after: t.exposeInt('after', {
      nullable: true,
      description: `Eligible by the changed rule; ${NULL_WHERE}`,
    }),
    afterPerYear: t.expose('afterPerYear', {
      type: 'Rupiah',
      nullable: true,
      description: `Whole rupiah a year by the changed rule; ${NULL_WHERE}`,
    }),
    suppressed: t.exposeBoolean('suppressed', {
      description:
        'Whether the numbers are kept back: one of them or their difference is 1 to 4, or would tell one that is.',
    }),
  }),
});

export const ProgramSimulation = builder.objectRef<Simulation>('ProgramSimulation').implement({
  description:
    'What a changed rule would mean for an area. A statistic: it names nobody, and small numbers are kept back from everybody.',
  fields: (t) => ({
    program: t.field({
      type: AidProgram,
      description: 'The program whose rule was changed.',
      resolve: ({ program }) => program,
    }),
    ruleVersion: t.exposeString('ruleVersion', {
      description: 'The rule version in force, which was changed: program@version.',
    }),
    asOf: t.expose('asOf', {
      type: 'Date',
      description: 'The day by which everything was read.',
    }),
    region: t.expose('region', {
      type: 'RegionCode',
      nullable: true,
      description: 'The area; null = the whole country.',
    }),
    households: t.exposeInt('households', { description: 'Households that live in the area.' }),
    persons: t.exposeInt('persons', { description: 'People whose data was used.' }),
    total: t.field({
      type: SimulatedCell,
      description: 'The whole area.',
      resolve: ({ total }) => total,
    }),
    byDecile: t.field({
      type: [SimulatedCell],
      description: "By the household's welfare decile.",
      resolve: ({ byDecile }) => [...byDecile],
    }),
    byRegion: t.field({
      type: [SimulatedCell],
      description: 'By the areas one level below, in the order of their codes.',
      resolve: ({ byRegion }) => [...byRegion],
    }),
  }),
});
