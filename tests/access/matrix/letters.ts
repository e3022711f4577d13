/**
 * What came of asking: R read or done; - nothing is there, as of a record that does not exist; x refused; . there is no
 * such caller.
 */
export type Letter = 'R' | '-' | 'x' | '.';
