import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import { comparisonSize } from '../work/comparison-size.js';
import { listOf, ruleAdder, type FieldRule, type FieldRules, type FieldWork } from '../work/field-work.js';
import { maxCompared } from './comparison-rules.js';
import { ofReferences } from './reference-rules.js';

const rules = new Map<string, FieldRule>();
const rule = ruleAdder(rules);
/** Rules for look-ups of entities by a gateway. */
export const entityRules: FieldRules = rules;

/** The members of a representation on which the work depends. They are not validated yet. */
interface Representation {
  readonly __typename?: unknown;
  readonly slot?: unknown;
}

rule('Query._entities', ({ statistics, argument, typeNamed }) => {
  const representations = listOf(argument('representations')) as readonly (Representation | null)[];
  const columns = representations.flatMap((each) => columnsOf(each?.slot));
  return {
    ...ofReferences(representations.map((each) => typeNamed(each?.__typename))),
    ...(columns.length === 0 ? { work: { entityList: 1 } } : ofSlots(statistics, columns)),
  };
});

/** Returns the number of approaches that a slot names, at most `maxCompared`, as a list of one item; an empty list if there is no slot. */
function columnsOf(slot: unknown): readonly number[] {
  return typeof slot === 'string' ? [Math.min(maxCompared, slot.split(',').length)] : [];
}

/** Estimates the work for the rows and cells of slots. @param columns the number of approaches of each slot */
function ofSlots(statistics: GraphStatistics, columns: readonly number[]): FieldWork {
  const rows = columns.filter((count) => count > 1);
  const inRows = sumOf(rows);
  return {
    size: comparisonSize(statistics, rows.length === 0 ? 1 : inRows / rows.length, {
      ...{ kinds: null, groups: null, isConditional: false },
      axes: columns.length,
    }),
    work: {
      entityList: 1,
      reference: columns.length + sumOf(columns),
      row: columns.length,
      cell: sumOf(columns),
      // Most requests for a row select its verdict.
      judgedRow: rows.length,
      cellPair: sumOf(rows.map((count) => (count * (count - 1)) / 2)),
    },
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
