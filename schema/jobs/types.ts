import { EligibilityJobStatus } from '../../prisma/generated/enums.js';
import type { Job } from '../../api/jobs/job.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { AidProgram } from '../programs/types.js';

const JobStatus = describedEnum(
  'EligibilityJobStatus',
  EligibilityJobStatus,
  'Where a job stands.',
  {
    AWAITING_UPLOAD: 'It takes rows at uploadUrl until the last part of the upload.',
    RUNNING: 'All rows are taken in and are being decided.',
    COMPLETED: 'Every row is decided or refused; resultUrl gives the results.',
    CANCELLED: 'The caller cancelled it. What was decided stays recorded; there are no results.',
    FAILED:
      'The agency, client or agreement no longer stood while it ran, or a part of it could not be decided. What was decided stays recorded; start another job for the rest.',
  },
);

/** A job of the caller's own. */
export const EligibilityJob = builder.objectRef<Job>('EligibilityJob').implement({
  description:
    'A check of many people that is uploaded as a file and decided beside other requests. Seen only by the client or officer who started it. Deleted with its rows at expiresAt; the decisions stay.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    status: t.expose('status', { type: JobStatus, description: 'Where it stands.' }),
    program: t.field({
      type: AidProgram,
      description: 'The program asked about.',
      resolve: ({ program }) => program,
    }),
    purpose: t.expose('purpose', { type: AccessPurpose, description: 'Why it is asked.' }),
    asOf: t.expose('asOf', { type: 'Date', description: 'The day by which everything is read.' }),
    accepted: t.exposeInt('accepted', {
      description: 'Rows taken in so far, refused ones among them.',
    }),
    completed: t.exposeInt('completed', { description: 'Rows decided so far.' }),
    refused: t.exposeInt('refused', {
      description: 'Rows refused so far. In the end accepted = completed + refused.',
    }),
    uploaded: t.float({
      description:
        'Bytes of the upload that are stored, counted without compression: the end of the last whole row. A whole number.',
      resolve: ({ uploaded }) => Number(uploaded),
    }),
    uploadUrl: t.string({
      nullable: true,
      description:
        'Where rows are uploaded, by PATCH; HEAD says how far it is. Null once the upload is complete or the job has ended.',
      resolve: ({ id, status }, _args, { app }) =>
        status === 'AWAITING_UPLOAD' ? app.jobUrls.rows(id) : null,
    }),
    resultUrl: t.string({
      nullable: true,
      description: 'Where the results are read, as NDJSON. Null until the job is COMPLETED.',
      resolve: ({ id, status }, _args, { app }) =>
        status === 'COMPLETED' ? app.jobUrls.results(id) : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it completed, failed or was cancelled; null = not yet.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When it is deleted: a day after its start while the upload is not complete, seven days after it ended.',
    }),
  }),
});
