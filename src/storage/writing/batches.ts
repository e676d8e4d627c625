import { checkChange, type NumberedChange } from '../../graph/changes/check-change.js';
import type { Change } from '../../graph/ports/writing.js';

const batchSize = 1_000;
/** The maximum total length of the texts of a batch in UTF-16 code units. A single text may exceed it. A batch is in memory, and its texts are sent in one statement. */
const batchTextLength = 4 * 1024 * 1024;

/** Changes that are applied together. The concepts of a batch are applied first. */
export type Batch = readonly NumberedChange[];

/**
 * Splits a set of changes into batches, and runs the checks that do not need the graph.
 *
 * A batch ends before a concept that a claim or text of the batch names. Otherwise the concept would be applied first,
 * and a claim before its concept would not be rejected.
 * @throws {TertiumError} INVALID_CHANGE. Errors of the iterable are thrown unchanged.
 */
export async function* inBatches(changes: Iterable<Change> | AsyncIterable<Change>): AsyncGenerator<Batch> {
  let batch: NumberedChange[] = [];
  let named = new Set<string>();
  let textLength = 0;
  let number = 0;
  for await (const change of changes) {
    number += 1;
    const numbered = { number, change };
    checkChange(numbered);
    const isNamed = change.type === 'putConcept' && named.has(change.concept.id);
    const isLong =
      change.type === 'putText' && textLength > 0 && textLength + change.text.text.length > batchTextLength;
    if (isNamed || isLong || batch.length === batchSize) {
      yield batch;
      batch = [];
      named = new Set();
      textLength = 0;
    }
    batch.push(numbered);
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
