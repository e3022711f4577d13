import { useEffect, useRef, type ReactElement } from 'react';
import { BarChart } from './bar-chart.js';
import {
  areaName,
  enrolled,
  groupLook,
  groupName,
  isInhabited,
  written,
  writtenCoverage,
  type Area,
} from './figures.js';
import { date, digits, say, type PageLanguage, type Word } from './words.js';

/** What the whole area amounts to: a line of figures, and its households by decile. */
export function Summary({
  language,
  total,
  asOf,
  empty,
  takesFocus,
}: {
  readonly language: PageLanguage;
  readonly total: Area;
  readonly asOf: string;
  /** Areas in it in which nobody lives. */
  readonly empty: number;
  /** Whether somebody came here from another area by a control that is gone now. */
  readonly takesFocus: boolean;
}): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus, total.code]);
  const figures: readonly [Word, string][] = [
    ['households', written(language, total.households)],
    ['people', written(language, total.people)],
    ['active', written(language, enrolled(total, 'ACTIVE'))],
    ['coverage', writtenCoverage(language, total)],
    ['waiting', written(language, enrolled(total, 'WAITLISTED'))],
    ['day', date(language, asOf)],
  ];
  const counts = total.welfare.map(({ households }) => households.count ?? 0);
  return (
    <div className="summary">
      <h2 ref={heading} tabIndex={-1}>
        {areaName(language, total)}
      </h2>
      <dl className="figures">
        {figures.map(([word, value]) => (
          <div key={word}>
            <dt>{say(language, word)}</dt>
            <dd data-figure={word}>{value}</dd>
          </div>
        ))}
      </dl>
      {empty > 0 && (
        <p className="note">
          {digits(language, empty)} {say(language, 'withoutHouseholds')}
        </p>
      )}
      {isInhabited(total) && (
        <>
          <h3>{say(language, 'ofTheWhole')}</h3>
          <BarChart
            label={say(language, 'ofTheWhole')}
            most={Math.max(...counts)}
            bars={total.welfare.map(({ group, households }) => ({
              key: group,
              label: groupName(language, group),
              value: written(language, households),
              segments: [{ key: group, amount: households.count ?? 0, look: groupLook(group) }],
            }))}
          />
        </>
      )}
    </div>
  );
}
