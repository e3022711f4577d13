import type { ReactElement } from 'react';

/** A part of a bar. */
export interface Segment {
  readonly key: string;
  /** In the unit of the chart. */
  readonly amount: number;
  /** Class that colours it. */
  readonly look: string;
}

/** A bar with its name before it and its value behind it. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly segments: readonly Segment[];
}

/**
 * Horizontal bars. `most` is the amount of a full bar. Names and values are text of the page, so that they keep their size on a
 * narrow screen; a bar is as wide as there is room. What it shows stands in a table beside it, which is what a screen reader is
 * led to by `label`.
 */
export function BarChart({
  bars,
  most,
  label,
}: {
  readonly bars: readonly Bar[];
  readonly most: number;
  readonly label: string;
}): ReactElement {
  const percent = (amount: number): number => (100 * amount) / Math.max(most, Number.MIN_VALUE);
  return (
    <div className="chart" role="img" aria-label={label}>
      {bars.map(({ key, label: name, value, segments }) => {
        let from = 0;
        return (
          <div key={key} className="bar-row">
            <span className="bar-name">{name}</span>
            <svg className="bar-track" aria-hidden="true">
              {segments.map(({ key: part, amount, look }) => {
                const x = from;
                const width = Math.min(percent(amount), 100 - from);
                from += width;
                return (
                  <rect
                    key={part}
                    className={look}
                    x={`${String(x)}%`}
                    width={`${String(width)}%`}
                    height="100%"
                  />
                );
              })}
            </svg>
            <span className="bar-value">{value}</span>
          </div>
        );
      })}
    </div>
  );
}
