import type { ComparisonQuery, RowVerdict } from './generated/graphql.js';

type Row = NonNullable<ComparisonQuery['compare']>['rows']['nodes'][number];
type Cell = Row['cells'][number];

/** The compiler requires a sign for each verdict: a verdict that a later schema adds causes a compile error here. */
const signs: Readonly<Record<RowVerdict, string>> = {
  SAME: '=',
  EQUIVALENT: '≈',
  OVERLAPPING: '∩',
  ONE_SIDED: '◐',
  DIFFERENT: '≠',
  OPPOSITE: '⇄',
  NOT_COMPARABLE: '–',
  UNDETERMINED: '?',
};

/** Formats a comparison as lines of text. */
export function linesOf({ compare }: ComparisonQuery): readonly string[] {
  if (!compare) return ['There is no such comparison.'];
  const names = compare.approaches.map(({ name }) => name).join(' | ');
  return [names, ...compare.rows.nodes.map(lineOf)];
}

function lineOf({ axis, verdict, cells }: Row): string {
  return `${axis.name}: ${cells.map(textOf).join(` ${signs[verdict]} `)}`;
}

/** Formats a cell. The text of a cell with sources includes the number of sources and the units of the quantities. */
function textOf({ text, values, sources }: Cell): string {
  const units = values.flatMap(({ value }) =>
    // The type of the value is narrowed by its `__typename`.
    value?.__typename === 'QuantityValue' && value.unit !== null ? [value.unit] : [],
  );
  const unit = units.length > 0 ? `, in ${[...new Set(units)].join(' and ')}` : '';
  return sources.length === 0 ? text : `${text} (sources: ${sources.length}${unit})`;
}
