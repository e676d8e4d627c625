import type { Changeset } from '../../graph/ports/changesets.js';
import type { KeptEdits } from '../../graph/ports/writing.js';
import { countWithNoun } from '../graph/describe-changes.js';
import { printable } from '../terminal/printable.js';

const maxListed = 10;

/**
 * Describes the concepts, claims and texts that an import did not change because of earlier edits and erasures: a line
 * with their number, a line for each of the first ten, and, if there are more, a line with the number of the others.
 * No lines if `count` is 0.
 */
export function describeKept({ count, items }: KeptEdits): readonly string[] {
  if (count === 0) return [];
  const lines = items.slice(0, maxListed).map(({ id, edit, by, revision, proposes }) => {
    const outcome = `${edit.toLowerCase()}${by === null ? '' : ` by ${by}`} since revision ${revision}`;
    return `  ${printable(id)}: ${outcome}${proposes === null ? '' : '; the source has changed its statement'}`;
  });
  const further = count - lines.length;
  const isErased = items.some(({ edit }) => edit === 'ERASED');
  return [
    isErased
      ? `Concepts, claims and texts left as edited or erased: ${count}.`
      : `Concepts and claims left as edited: ${count}.`,
    ...lines,
    ...(further > 0 ? [`  and ${further} more (--json lists them)`] : []),
  ];
}

/** Describes a changeset that an import has opened. */
export function describeOpened({ id, edits, title }: Changeset): string {
  return `${id} has ${countWithNoun(edits, 'edit')}: ${printable(title)}. \`tertium publish ${id}\` publishes the changeset.`;
}
