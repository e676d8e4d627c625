import { checkChange, type PlacedChange } from '../../graph/changes/check-change.js';
import type { Change } from '../../graph/ports/writing.js';

const batchSize = 1_000;
/** In UTF-16 units: a batch is held in memory, and its texts are sent at once. */
const batchedTextLength = 4 * 1024 * 1024;

/** Changes that are applied together: in each batch the concepts go first. */
export type Batch = readonly PlacedChange[];

/**
 * Cuts a set of changes into batches, each change checked as far as it can be without the graph.
 *
 * A batch ends before a concept that one of its claims or texts names: as concepts go first in a batch, such a
 * claim would pass for one that comes after its concept.
 * @throws {TertiumError} INVALID_CHANGE, and whatever the set itself throws
 */
export async function* inBatches(changes: Iterable<Change> | AsyncIterable<Change>): AsyncGenerator<Batch> {
  let batch: PlacedChange[] = [];
  let named = new Set<string>();
  let textLength = 0;
  let place = 0;
  for await (const change of changes) {
    place += 1;
    const placed = { place, change };
    checkChange(placed);
    const isNamed = change.type === 'putConcept' && named.has(change.concept.id);
    const isLong =
      change.type === 'putText' && textLength > 0 && textLength + change.text.text.length > batchedTextLength;
    if (isNamed || isLong || batch.length === batchSize) {
      yield batch;
      batch = [];
      named = new Set();
      textLength = 0;
    }
    batch.push(placed);
    if (change.type === 'putText') {
      named.add(change.text.source);
      textLength += change.text.text.length;
    }
    if (change.type === 'putClaim') {
      const { subject, target, source } = change.claim;
      named.add(subject).add(source);
      if (target !== null) named.add(target);
    }
  }
  if (batch.length > 0) yield batch;
}
