import type { JSX } from 'preact';
import {
  rowsOf,
  type ComparisonTable,
  type TableCellState,
  type TableRow,
} from '../../formats/comparison/comparison-table.js';
import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { fontFamily, type FontWeight } from './fonts.js';
import { breakLines } from './lines.js';
import { printable } from './printable.js';
import { printSvg } from './print-svg.js';

/** The size in pixels, as is usual for pictures of Open Graph. */
const size = { width: 1200, height: 630 } as const;
const margin = 56;
const columns = { axis: 250, gap: 24, max: 3 } as const;
const maxRows = 5;
const tableWidth = size.width - 2 * margin;

const colours = {
  paper: '#ffffff',
  text: '#1b1f24',
  muted: '#57606a',
  line: '#d0d7de',
  head: '#f3f5f7',
} as const;

/** The text colours of cells by state. The texts also name each state except STATED. */
const stateColours: Readonly<Record<TableCellState, string>> = {
  STATED: colours.text,
  CONTESTED: '#8a4600',
  UNKNOWN: colours.muted,
  NOT_APPLICABLE: colours.muted,
  NOT_STATED: colours.muted,
};

export interface PictureOptions {
  readonly locale: Locale;
  readonly siteName: string;
  /** A colour of CSS, `#rrggbb`. */
  readonly accent: string;
}

/**
 * Draws a comparison as an SVG picture for link previews: the title, at most three approaches, and at most five rows. Rows in
 * which approaches differ are preferred; rows keep the order of the table.
 */
export function comparisonPicture(
  table: ComparisonTable,
  { locale, siteName, accent }: PictureOptions,
): string {
  const approaches = table.approaches.slice(0, columns.max);
  const rows = picturedRows(table);
  const width = (tableWidth - columns.axis) / approaches.length;
  const left = (index: number): number => margin + columns.axis + index * width;
  const title = breakLines(printable(table.title), { size: 44, weight: 'bold', width: tableWidth, count: 2 });
  const top = margin + title.length * 56 + 16;
  const footer = size.height - margin + 12;
  const headHeight = 52;
  const rowHeight = Math.min(84, (footer - 44 - top - headHeight) / Math.max(rows.length, 1));
  const lineCount = rowHeight >= 56 ? 2 : 1;
  const more = table.approaches.length - approaches.length;
  // If the table has only a part of the rows, the number of all sources is not known.
  const isComplete = rowsOf(table.sections).length === table.rowCount;
  const summary = message(locale, isComplete ? 'picture.summary' : 'picture.rows', {
    rows: table.rowCount,
    sources: table.sources.length,
    more,
  });
  return printSvg(
    <svg xmlns="http://www.w3.org/2000/svg" width={size.width} height={size.height} font-family={fontFamily}>
      <rect width={size.width} height={size.height} fill={colours.paper} />
      <rect width={size.width} height={12} fill={accent} />
      <Lines lines={title} x={margin} y={margin + 40} size={44} weight="bold" fill={colours.text} />
      <rect x={margin - 16} y={top} width={tableWidth + 32} height={headHeight} fill={colours.head} />
      {approaches.map(({ name }, index) => (
        <Lines
          lines={breakLines(printable(name), {
            size: 22,
            weight: 'bold',
            width: width - columns.gap,
            count: 1,
          })}
          x={left(index)}
          y={top + 34}
          size={22}
          weight="bold"
          fill={colours.text}
        />
      ))}
      {rows.map(({ axis, cells }, row) => {
        const y = top + headHeight + row * rowHeight;
        const axisStyle = {
          size: 20,
          weight: 'bold',
          width: columns.axis - columns.gap,
          count: lineCount,
        } as const;
        return (
          <g>
            <Lines
              lines={breakLines(printable(axis.name), axisStyle)}
              x={margin}
              y={y + 26}
              size={18}
              weight="bold"
              fill={colours.text}
            />
            {cells.slice(0, columns.max).map(({ state, text }, index) => (
              <Lines
                lines={breakLines(printable(text), {
                  size: 18,
                  weight: 'normal',
                  width: width - columns.gap,
                  count: lineCount,
                })}
                x={left(index)}
                y={y + 26}
                size={18}
                weight="normal"
                fill={stateColours[state]}
              />
            ))}
            <line
              x1={margin - 16}
              x2={size.width - margin + 16}
              y1={y + rowHeight}
              y2={y + rowHeight}
              stroke={colours.line}
            />
          </g>
        );
      })}
      <Lines
        lines={breakLines(printable(siteName), { size: 22, weight: 'bold', width: tableWidth / 2, count: 1 })}
        x={margin}
        y={footer}
        size={22}
        weight="bold"
        fill={accent}
      />
      <text x={size.width - margin} y={footer} text-anchor="end" font-size={20} fill={colours.muted}>
        {summary}
      </text>
    </svg>,
  );
}

/** Selects rows in which approaches differ, and other rows if there are too few. The rows keep the order of the table. */
function picturedRows({ sections }: ComparisonTable): readonly TableRow[] {
  const rows = rowsOf(sections);
  const differing = rows.filter(({ differs }) => differs);
  const others = rows.filter(({ differs }) => !differs);
  const chosen = new Set([...differing, ...others].slice(0, maxRows));
  return rows.filter((row) => chosen.has(row));
}

function Lines({
  lines,
  x,
  y,
  size: fontSize,
  weight,
  fill,
}: {
  readonly lines: readonly string[];
  readonly x: number;
  /** The baseline of the first line. */
  readonly y: number;
  readonly size: number;
  readonly weight: FontWeight;
  readonly fill: string;
}): JSX.Element {
  return (
    <text font-size={fontSize} font-weight={weight} fill={fill}>
      {lines.map((line, index) => (
        <tspan x={x} y={y + index * fontSize * 1.27}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
