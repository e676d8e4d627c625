import type { GraphQLError } from 'graphql';
import { OwnOperations } from '../../api/execution/own-operations.js';
import { Plans } from '../../api/execution/plans.js';
import { RequestContext } from '../../api/request/context.js';
import { createSchema } from '../../api/schema.js';
import type { ComparisonTable } from '../../formats/comparison/comparison-table.js';
import { TertiumError } from '../../graph/errors.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { buildTable } from '../../pages/comparison/build-table.js';
import {
  comparisonOperation,
  type ComparedRow,
  type ComparisonResult,
  type ComparisonVariables,
} from '../../pages/comparison/comparison-operation.js';
import type { UnitChoice } from '../../words/cells/row-unit.js';
import type { Locale } from '../../words/locale.js';

/** How a comparison is exported. */
export interface ComparisonSelection {
  /** Ids or slugs of the approaches, in the order of the columns. */
  readonly approaches: readonly string[];
  /** The revision; null for the published one. */
  readonly at: number | null;
  readonly locale: Locale;
  readonly units: UnitChoice;
}

/** The maximum of the argument `first`. */
const rowsOfPage = 500;

/**
 * Compares approaches along all their axes for an export, by the operation of the pages. Reads all rows, page by page, from
 * one view.
 * @throws {TertiumError} the errors of the query `compare`: BAD_USER_INPUT, NOT_FOUND
 */
export async function loadComparisonTable(
  reader: GraphReader,
  { approaches, at, locale, units }: ComparisonSelection,
): Promise<ComparisonTable> {
  const operations = createOperations();
  const context = await RequestContext.open(reader);
  const variables: ComparisonVariables = {
    approaches,
    along: null,
    at,
    locale,
    units,
    differences: false,
    orderBy: 'EDITORIAL',
    first: rowsOfPage,
    after: null,
  };
  const first = await operations.execute(variables, context);
  const rows: ComparedRow[] = [...first.compare.rows.nodes];
  let { pageInfo } = first.compare.rows;
  while (pageInfo.hasNextPage) {
    const page = await operations.execute({ ...variables, after: pageInfo.endCursor }, context);
    rows.push(...page.compare.rows.nodes);
    ({ pageInfo } = page.compare.rows);
  }
  const compare = { ...first.compare, rows: { ...first.compare.rows, nodes: rows } };
  return buildTable({ ...first, compare }, locale);
}

interface ComparisonOperations {
  /** @throws {unknown} the error of the first field that failed */
  readonly execute: (variables: ComparisonVariables, context: RequestContext) => Promise<ComparisonResult>;
}

function createOperations(): ComparisonOperations {
  const schema = createSchema();
  const errors: GraphQLError[] = [];
  const operations = new OwnOperations({
    schema,
    plans: new Plans(schema),
    onError: (error) => errors.push(error),
  });
  return {
    async execute(variables, context) {
      const { data } = await operations.execute<ComparisonResult>(
        comparisonOperation,
        { ...variables },
        context,
      );
      const [error] = errors;
      // The original error has the message for operators.
      if (error) throw error.originalError instanceof TertiumError ? error.originalError : error;
      if (!data) throw new TypeError('Expected a comparison, got neither data nor an error.');
      return data;
    },
  };
}
