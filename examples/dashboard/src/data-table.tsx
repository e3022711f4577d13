import type { ReactElement } from 'react';
import { areaName, type Area } from './figures.js';
import { say, type PageLanguage } from './words.js';

/** A column of a table: its heading, and what it says of an area. */
export interface Column {
  readonly heading: string;
  readonly cell: (area: Area) => string;
}

/** The numbers behind a chart, an area a row and the whole last. */
export function DataTable({
  language,
  caption,
  areas,
  total,
  columns,
  onOpen,
}: {
  readonly language: PageLanguage;
  readonly caption: string;
  readonly areas: readonly Area[];
  readonly total: Area;
  readonly columns: readonly Column[];
  /** Looks into an area; absent where nothing lies below. */
  readonly onOpen: ((area: Area) => void) | undefined;
}): ReactElement {
  const cells = (area: Area) =>
    columns.map(({ heading, cell }) => <td key={heading}>{cell(area)}</td>);
  return (
    <details>
      <summary>
        {say(language, 'table')}: {caption}
      </summary>
      <div
        className="table-frame"
        tabIndex={0}
        role="region"
        aria-label={`${say(language, 'table')}: ${caption}`}
      >
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say(language, 'area')}</th>
              {columns.map(({ heading }) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <tr key={area.code} data-area={area.code}>
                <th scope="row">
                  {onOpen === undefined ? (
                    areaName(language, area)
                  ) : (
                    <button
                      type="button"
                      onClick={() => {
                        onOpen(area);
                      }}
                    >
                      {areaName(language, area)}
                    </button>
                  )}
                </th>
                {cells(area)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr data-area="total">
              <th scope="row">{say(language, 'total')}</th>
              {cells(total)}
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="note">{say(language, 'small')}</p>
    </details>
  );
}
