import { TertiumError } from '../../graph/errors.js';
import type { Limit } from './limits.js';

/** The counted objects of each limit, for messages. */
const countedObjects: Readonly<Record<Limit, string>> = {
  tokens: 'tokens',
  depth: 'nested fields',
  aliases: 'aliases',
  fragments: 'fragment definitions',
  fieldPairs: 'pairs of fields with the same response name',
  pageSize: 'items in a page (first)',
  schemas: 'fields __schema and _service',
  cost: 'microseconds of work',
};

/** The path of a field, and its cost in microseconds. */
interface CostlyField {
  readonly path: string;
  readonly cost: number;
}

/** Creates the error for an operation that exceeds a limit. @param costliest null if no field has a cost, or if the limit is checked before the cost is estimated */
export function limitExceeded(
  limit: Limit,
  atMost: number,
  actual: number,
  costliest: CostlyField | null = null,
): TertiumError {
  const costliestText =
    costliest === null ? '' : ` The costliest field is "${costliest.path}", which costs ${costliest.cost}.`;
  return new TertiumError(
    'LIMIT_EXCEEDED',
    `The operation is too large: expected ${atMost} ${countedObjects[limit]} at most, got ${actual}.${costliestText} Request smaller pages, or split the operation into several requests.`,
    { details: { limit, atMost, came: actual, ...(costliest === null ? {} : { field: costliest.path }) } },
  );
}
