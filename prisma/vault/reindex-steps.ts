/** What is brought under a new layer of index keys, in this order. */
export const REINDEX_STEPS = [
  'household',
  'person',
  'decision',
  'eligibility_job_row',
  'counted_person',
] as const;
export type ReindexStep = (typeof REINDEX_STEPS)[number];
