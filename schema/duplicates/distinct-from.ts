/** Description of the input field by which somebody says, after having looked, that people who are alike are not the same. */
export const DISTINCT_FROM =
  'People of the village, as ids, who were looked at and are somebody else: those that PossibleDuplicateError named. The trail says who said so.';
