/** What a determination would do to a household or person. */
export const CHANGES = ['ENTERING', 'LEAVING', 'STAYING', 'UNDETERMINED'] as const;
export type Change = (typeof CHANGES)[number];

/**
 * The change as SQL over `placed` of the region's statement; null = neither enrolled nor eligible. Who is enrolled and of whom
 * it cannot be told is never dropped.
 */
export const CHANGE_SQL = `case when standing in ('ACTIVE', 'SUSPENDED', 'WAITLISTED')
    then case outcome when 'ELIGIBLE' then 'STAYING' when 'INELIGIBLE' then 'LEAVING' else 'UNDETERMINED' end
  when outcome = 'ELIGIBLE' then 'ENTERING' end`;
