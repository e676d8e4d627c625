import { expectedResult, firstDifference } from './comparison-result.js';
import type { QueryFormat } from './query-format.js';
import type { DataSet } from './data-set.js';
import type { ComparedSet } from './compared-set.js';

/** Properties of the checked responses. */
export interface CheckedResponses {
  /** The mean size of the bodies. */
  readonly meanBytes: number;
  /** The body of the response for the first compared set. */
  readonly first: Buffer;
}

/** Sends one request for each compared set and checks the responses. @throws {Error} if a response is wrong, with its first difference */
export async function checkResponses(
  origin: string,
  format: QueryFormat,
  data: DataSet,
  sets: readonly ComparedSet[],
): Promise<CheckedResponses> {
  let first: Buffer | null = null;
  let bytes = 0;
  for (const [index, set] of sets.entries()) {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: format.body(set),
    });
    const body = Buffer.from(await response.arrayBuffer());
    if (!response.ok)
      throw new Error(
        `Expected status 200 for the compared set ${index}, got ${response.status}: ${body.toString().slice(0, 500)}`,
      );
    const difference = firstDifference(expectedResult(data, set), format.read(body.toString()));
    if (difference !== null)
      throw new Error(`The response for the compared set ${index} is wrong. ${difference}`);
    first ??= body;
    bytes += body.length;
  }
  if (!first) throw new Error('Expected compared sets, got none.');
  return { meanBytes: bytes / sets.length, first };
}
