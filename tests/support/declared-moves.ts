import { TRANSITIONS } from '../../api/proposals/transitions.js';

/** Every move that the state machine declares, as the constraint of the database names it: "ENTER VILLAGE_APPROVED SUBMITTED". */
export function declaredMoves(): string[] {
  return TRANSITIONS.flatMap(({ action, from, to }) =>
    from.length === 0
      ? [`${action} - ${to}`]
      : from.map((state) => `${action} ${state} ${to ?? state}`),
  ).sort();
}
