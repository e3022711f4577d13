import type { LossWindow } from './expression.js';
import type { FactPart } from './fact-part.js';
import { literal, lossColumn, NO_LOSS } from './sql-names.js';

/** The heaviest verified loss of one kind within a window of months. */
export function compileLoss(window: LossWindow, index: number, asOf: string): FactPart {
  const { kind, withinMonths } = window;
  const table = `loss_${index}`;
  return {
    tables: [
      `${table} as (
      select d.household_id, max(d.damage)::text as damage
      from family f join disaster_loss d on d.household_id = f.household_id
      where d.kind = ${literal(kind)} and d.verified_on <= ${asOf} and d.happened_on <= ${asOf}
        and d.happened_on >= (${asOf} - interval '${withinMonths} months')::date
      group by d.household_id)`,
    ],
    joins: [`left join ${table} on ${table}.household_id = h.household_id`],
    columns: [
      `case when h.household_id is not null then coalesce(${table}.damage, ${literal(NO_LOSS)}) end as ${lossColumn(window)}`,
    ],
  };
}
