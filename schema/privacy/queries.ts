import { listAccessEntries } from '../../api/privacy/list-access-entries.js';
import { listCorrections } from '../../api/privacy/list-corrections.js';
import { listOwnCorrections } from '../../api/privacy/list-own-corrections.js';
import {
  readAccessLog,
  type WithheldLooks as Withheld,
} from '../../api/privacy/read-access-log.js';
import { reportBreach } from '../../api/privacy/report-breach.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { deskPage } from './desk-page.js';
import { pageComplexity } from '../page-complexity.js';
import { AccessEntryFilter, BreachInput, DeskPersonInput } from './inputs.js';
import { AccessEntry, BreachReport } from './overseer-types.js';
import { AccessLogEntry, Correction, WithheldLooks } from './types.js';

builder.queryField('accessLog', (t) =>
  t.connection(
    {
      type: AccessLogEntry,
      nullable: true,
      complexity: pageComplexity,
      description:
        'Who looked at my data, latest first, for the person at a desk (UU 27/2022 art. 31, 32). Null alike for nobody, for somebody whom this desk may not ask for, and for a child without a guardian of the household. What could endanger somebody is told later or not (art. 33). This look is written down too.',
      args: {
        person: t.arg({ type: DeskPersonInput, required: true, description: 'Who asks.' }),
      },
      resolve: (_root, { person, ...page }, context) =>
        deskPage(page, async (window) => {
          const log = await readAccessLog(context, person, window);
          return log === null ? null : { rows: log.looks, more: { withheld: log.withheld } };
        }),
    },
    {
      name: 'AccessLogConnection',
      fields: (f) => ({
        withheld: f.field({
          type: [WithheldLooks],
          description: 'Looks that are only counted, by reason; the same on every page.',
          resolve: (page) => [...(page as unknown as { withheld: readonly Withheld[] }).withheld],
        }),
      }),
    },
    { name: 'AccessLogEdge' },
  ),
);

const CORRECTIONS = { name: 'CorrectionConnection' };
const CORRECTION_EDGE = { name: 'CorrectionEdge' };
const Corrections = builder.connectionObject({ type: Correction, ...CORRECTIONS }, CORRECTION_EDGE);

builder.queryField('myCorrections', (t) =>
  t.connection(
    {
      type: Correction,
      nullable: true,
      complexity: pageComplexity,
      description:
        "The person's wishes to correct and what became of them, latest first, at a desk: by this the person is told. Null as in `accessLog`.",
      args: {
        person: t.arg({ type: DeskPersonInput, required: true, description: 'Who asks.' }),
      },
      resolve: (_root, { person, ...page }, context) =>
        deskPage(page, async (window) => {
          const rows = await listOwnCorrections(context, person, window);
          return rows === null ? null : { rows, more: {} };
        }),
    },
    Corrections,
  ),
);

builder.queryField('correctionRequests', (t) =>
  t.connection(
    {
      type: Correction,
      complexity: pageComplexity,
      description:
        'Wishes to correct that wait for an answer in the territory, what is due first first. For the verifier of the regency and the data-protection officer. The look is written down.',
      args: {
        overdue: t.arg.boolean({
          description: 'Only those past their clock of 3 × 24 hours; all where absent.',
        }),
      },
      resolve: (_root, { overdue, ...page }, context) =>
        forwardPage(page, (window) =>
          listCorrections(context, { overdue: overdue ?? false, ...window }),
        ),
    },
    Corrections,
  ),
);

builder.queryField('accessEntries', (t) =>
  t.connection(
    {
      type: AccessEntry,
      complexity: pageComplexity,
      description:
        'The trail of looks, latest first: of offices in the territory, and of anybody about people who live in it. For the auditor and the data-protection officer. This look is an entry too.',
      args: {
        filter: t.arg({
          type: AccessEntryFilter,
          required: true,
          description: 'Which entries; a window of time at least.',
        }),
      },
      resolve: (_root, { filter, ...page }, context) =>
        forwardPage(page, (window) => listAccessEntries(context, { filter, ...window })),
    },
    { name: 'AccessEntryConnection' },
    { name: 'AccessEntryEdge' },
  ),
);

builder.queryField('breachReport', (t) =>
  t.field({
    type: BreachReport,
    complexity: 10,
    description:
      'The exact people of the territory whom an incident concerns, and what of their data (UU 27/2022 art. 46). For the data-protection officer. This look is an entry of the trail too.',
    args: {
      input: t.arg({ type: BreachInput, required: true, description: 'The incident.' }),
    },
    resolve: (_root, { input }, context) => reportBreach(context, input),
  }),
);
