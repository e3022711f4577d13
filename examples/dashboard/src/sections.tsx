import type { ReactElement, ReactNode } from 'react';
import { BarChart, type Bar, type Segment } from './bar-chart.js';
import { DataTable, type Column } from './data-table.js';
import {
  areaName,
  coverageOf,
  enrolled,
  groupLook,
  groupName,
  poorHouseholds,
  written,
  writtenCoverage,
  type Area,
} from './figures.js';
import { say, type PageLanguage } from './words.js';

/** What every section of the page is given. */
export interface SectionProps {
  readonly language: PageLanguage;
  /** Areas in which somebody lives. */
  readonly areas: readonly Area[];
  readonly total: Area;
  readonly onOpen: ((area: Area) => void) | undefined;
}

function Section({
  name,
  title,
  note,
  bars,
  most,
  columns,
  legend,
  ...given
}: SectionProps & {
  readonly name: string;
  readonly title: string;
  readonly note?: string;
  readonly bars: readonly Bar[];
  readonly most: number;
  readonly columns: readonly Column[];
  readonly legend?: ReactNode;
}): ReactElement {
  return (
    <section aria-labelledby={name} data-section={name}>
      <h2 id={name}>{title}</h2>
      {note !== undefined && <p className="note">{note}</p>}
      {legend}
      <BarChart bars={bars} most={most} label={title} />
      <DataTable {...given} caption={title} columns={columns} />
    </section>
  );
}

const mostOf = (amounts: readonly number[]): number => Math.max(1, ...amounts);

/** A bar of one number, or of none where it is kept back. */
function plainBar(area: Area, label: string, value: string, amount: number | null): Bar {
  const segments: Segment[] = amount === null ? [] : [{ key: 'all', amount, look: 'bar' }];
  return { key: area.code ?? '', label, value, segments };
}

/** Households by decile, not ranked and not listed; what is kept back is hatched. */
export function WelfareSection(props: SectionProps): ReactElement {
  const { language, areas, total } = props;
  const bars = areas.map((area): Bar => {
    const known = area.welfare.map(({ group, households }): Segment => ({
      ...{ key: group, amount: households.count ?? 0 },
      look: groupLook(group),
    }));
    const shown = known.reduce((sum, { amount }) => sum + amount, 0);
    const rest = Math.max(0, (area.households.count ?? 0) - shown);
    return {
      ...{ key: area.code ?? '', label: areaName(language, area) },
      value: written(language, area.households),
      segments: [...known, { key: 'kept-back', amount: rest, look: 'group kept-back' }],
    };
  });
  const columns: Column[] = [
    {
      heading: say(language, 'households'),
      cell: ({ households }) => written(language, households),
    },
    { heading: say(language, 'people'), cell: ({ people }) => written(language, people) },
    ...total.welfare.map(({ group }, at) => ({
      heading: groupName(language, group),
      cell: ({ welfare }: Area) => written(language, welfare[at]!.households),
    })),
  ];
  const legend = (
    <ul className="legend">
      {total.welfare.map(({ group }) => (
        <li key={group}>
          <span className={`swatch ${groupLook(group)}`} aria-hidden="true" />
          {groupName(language, group)}
        </li>
      ))}
      <li>
        <span className="swatch group kept-back" aria-hidden="true" />
        {say(language, 'keptBack')}
      </li>
    </ul>
  );
  return (
    <Section
      {...props}
      name="welfare"
      title={say(language, 'welfare')}
      legend={legend}
      bars={bars}
      most={mostOf(areas.map(({ households }) => households.count ?? 0))}
      columns={columns}
    />
  );
}

/** Households that receive the program, against those in deciles 1 to 4. */
export function CoverageSection(props: SectionProps): ReactElement {
  const { language, areas } = props;
  return (
    <Section
      {...props}
      name="coverage"
      title={say(language, 'coverage')}
      note={say(language, 'coverageNote')}
      bars={areas.map((area) =>
        plainBar(area, areaName(language, area), writtenCoverage(language, area), coverageOf(area)),
      )}
      most={1}
      columns={[
        {
          heading: say(language, 'active'),
          cell: (area) => written(language, enrolled(area, 'ACTIVE')),
        },
        {
          heading: say(language, 'suspended'),
          cell: (area) => written(language, enrolled(area, 'SUSPENDED')),
        },
        {
          heading: say(language, 'poor'),
          cell: (area) => written(language, poorHouseholds(area)),
        },
        { heading: '%', cell: (area) => writtenCoverage(language, area) },
      ]}
    />
  );
}

/** Households that wait for the program. */
export function WaitingSection(props: SectionProps): ReactElement {
  const { language, areas } = props;
  const waiting = (area: Area) => enrolled(area, 'WAITLISTED');
  return (
    <Section
      {...props}
      name="waiting"
      title={say(language, 'waiting')}
      note={say(language, 'waitingNote')}
      bars={areas.map((area) =>
        plainBar(
          area,
          areaName(language, area),
          written(language, waiting(area)),
          waiting(area).count,
        ),
      )}
      most={mostOf(areas.map((area) => waiting(area).count ?? 0))}
      columns={[
        { heading: say(language, 'waiting'), cell: (area) => written(language, waiting(area)) },
      ]}
    />
  );
}
