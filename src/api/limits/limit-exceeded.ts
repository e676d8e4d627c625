import { TertiumError } from '../../graph/errors.js';
import type { Limit } from './limits.js';

const meanings: Readonly<Record<Limit, string>> = {
  tokens: 'tokens',
  depth: 'nested fields',
  aliases: 'aliases',
  fragments: 'fragment definitions',
  fieldPairs: 'pairs of fields with the same response name',
  pageSize: 'items in a page (first)',
  schemas: 'fields __schema and _service',
  cost: 'microseconds of work',
};

/** The field that most of a cost comes from. */
interface CostlyField {
  readonly path: string;
  readonly cost: number;
}

/** The error for an operation that exceeds a limit. @param costliest null if the limit is checked before the cost is known */
export function limitExceeded(
  limit: Limit,
  atMost: number,
  came: number,
  costliest: CostlyField | null = null,
): TertiumError {
  const where =
    costliest === null
      ? ''
      : ` Most of the cost comes from "${costliest.path}", which costs ${costliest.cost}.`;
  return new TertiumError(
    'LIMIT_EXCEEDED',
    `The operation is too large: expected ${atMost} ${meanings[limit]} at most, got ${came}.${where} Request smaller pages, or split it into several requests.`,
    { details: { limit, atMost, came, ...(costliest === null ? {} : { field: costliest.path }) } },
  );
}
