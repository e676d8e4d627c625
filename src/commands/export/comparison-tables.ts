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

/** A comparison to export, with its language and units. */
export interface ComparisonSelection {
  /** Ids or slugs of the approaches, in the order of the columns. */
  readonly approaches: readonly string[];
  /** The revision; null for the published one. */
  readonly at: number | null;
  readonly locale: Locale;
  readonly units: UnitChoice;
}

/** The number of rows that one operation loads: the maximum of the argument `first`. */
const rowsOfPage = 500;

/** Loads comparisons for exports, with the GraphQL operation of the comparison page. */
export class ComparisonTables {
  readonly #operations: OwnOperations;
  /** The errors of the newest operation. */
  #errors: GraphQLError[] = [];

  constructor() {
    const schema = createSchema();
    this.#operations = new OwnOperations({
      schema,
      plans: new Plans(schema),
      onError: (error) => this.#errors.push(error),
    });
  }

  /**
   * Compares approaches along all their axes. Reads all rows, page by page, from one view.
   * @throws {TertiumError} the errors of the query `compare`, such as BAD_USER_INPUT and NOT_FOUND
   */
  async load(
    reader: GraphReader,
    { approaches, at, locale, units }: ComparisonSelection,
  ): Promise<ComparisonTable> {
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
    const first = await this.#execute(variables, context);
    const rows: ComparedRow[] = [...first.compare.rows.nodes];
    let { pageInfo } = first.compare.rows;
    while (pageInfo.hasNextPage) {
      const page = await this.#execute({ ...variables, after: pageInfo.endCursor }, context);
      rows.push(...page.compare.rows.nodes);
      ({ pageInfo } = page.compare.rows);
    }
    const compare = { ...first.compare, rows: { ...first.compare.rows, nodes: rows } };
    return buildTable({ ...first, compare }, locale);
  }

  async #execute(variables: ComparisonVariables, context: RequestContext): Promise<ComparisonResult> {
    this.#errors = [];
    const { data } = await this.#operations.execute<ComparisonResult>(
      comparisonOperation,
      { ...variables },
      context,
    );
    const [error] = this.#errors;
    // The original error has the message for operators.
    if (error) throw error.originalError instanceof TertiumError ? error.originalError : error;
    if (!data) throw new TypeError('Expected a comparison, got neither data nor an error.');
    return data;
  }
}
