import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { NumberedChange } from '../../graph/changes/check-change.js';
import { invalidChange } from '../../graph/errors.js';
import { nextEpoch } from '../../graph/revision-token.js';
import type { AppliedChanges, Change, RevisionNote, WriteOptions } from '../../graph/ports/writing.js';
import { inBatches } from './batches.js';
import { Erasures } from '../erasing/erasures.js';
import { SearchIndex } from '../search/search-index.js';
import type { Session } from '../session/session.js';
import { isStorable } from '../dialect/storable.js';
import { Replacements } from './replacements.js';
import { putClaims, settleReplacements } from './write-claims.js';
import { putConcepts } from './write-concepts.js';
import { applyEnds, recordEnds } from './write-ends.js';
import { putTexts } from './write-texts.js';
import type { ChangeCounts, WriteSet } from './write-set.js';

/**
 * Applies a set of changes inside a transaction that the caller commits or rolls back.
 * @returns the new revision, or null if nothing changed; the counts of changes; and the changes that earlier edits and erasures prevented
 * @throws {TertiumError} INVALID_CHANGE. Errors of the iterable are thrown unchanged.
 */
export async function applyChanges(
  session: Session,
  changes: Iterable<Change> | AsyncIterable<Change>,
  {
    note,
    options,
    changeset,
    now,
  }: { note: RevisionNote; options: WriteOptions; changeset: string | null; now: () => Date },
): Promise<AppliedChanges> {
  const { author, message, origin, principal = null, onBehalfOf = null, model = null } = note;
  const { publisher = null, publisherPrincipal = null } = note;
  const noted = [author, message, principal, onBehalfOf, model, publisher, publisherPrincipal];
  const rejected = noted.find((text) => !isStorable(text ?? ''));
  if (rejected !== undefined)
    throw invalidChange(
      `Expected a revision note of Unicode text without NUL characters, got ${JSON.stringify(rejected)}.`,
    );
  const [last] = await session.rows<{ number: number; time: string; epoch: string }>(
    sql`select number, time, epoch from revision order by number desc limit 1`,
  );
  const set: WriteSet = {
    session,
    revision: (last?.number ?? 0) + 1,
    origin,
    keepsEdits: origin === 'IMPORT' && options.publishes === undefined,
    onChange: options.onChange ?? (() => undefined),
    reportsChanges: options.onChange !== undefined,
    erasures: new Erasures(session),
    replacements: new Replacements(session),
    deferred: [],
    conceptCache: new Map(),
    searchIndex: new SearchIndex(session),
    concepts: zeroCounts(),
    claims: zeroCounts(),
    texts: { added: 0 },
    slugs: { added: 0 },
    kept: { count: 0, items: [] },
    recordedEnds: { claims: 0, concepts: 0 },
  };
  let recorded: Promise<void> = Promise.resolve();
  try {
    for await (const batch of inBatches(changes)) {
      await recorded;
      await putConcepts(set, batch.filter(isOf('putConcept')));
      await putTexts(set, batch.filter(isOf('putText')));
      await putClaims(set, batch.filter(isOf('putClaim')));
      // A database server records the ends of a batch while the next batch is read.
      recorded = recordEnds(set, batch.filter(isOf('endConcept', 'endClaim', 'completeSource')));
      // Handled by the next `await`.
      recorded.catch(() => undefined);
      // A synchronous driver never yields, so other requests would wait until the set is applied.
      await nextTurn();
    }
  } finally {
    // An error of this batch precedes errors of the next batch.
    await recorded;
  }
  await settleReplacements(set);
  await applyEnds(set, options);

  const { concepts, claims, texts, slugs, kept } = set;
  if (isZero(concepts) && isZero(claims) && texts.added === 0 && slugs.added === 0)
    return { revision: null, concepts, claims, kept };
  const time = now().toISOString();
  const revision = {
    number: set.revision,
    // A clock that was set back must not give a revision an earlier time than its predecessor: see `Revisions.asOf`.
    time: last && last.time > time ? last.time : time,
    author,
    message,
    origin,
    epoch: nextEpoch(last?.epoch ?? ''),
    principal,
    onBehalfOf,
    model,
    changeset,
    publisher,
    publisherPrincipal,
  };
  await session.change(sql`
    insert into revision (
      number, time, author, message, origin, epoch, principal, on_behalf_of, model, changeset, publisher, publisher_principal
    )
    values (
      ${revision.number}, ${revision.time}, ${author}, ${message}, ${origin}, ${revision.epoch}, ${principal}, ${onBehalfOf}, ${model},
      ${changeset}, ${publisher}, ${publisherPrincipal}
    )`);
  return { revision: Object.freeze(revision), concepts, claims, kept };
}

function zeroCounts(): ChangeCounts {
  return { added: 0, changed: 0, ended: 0 };
}

function isZero({ added, changed, ended }: ChangeCounts): boolean {
  return added + changed + ended === 0;
}

function isOf<Type extends Change['type']>(...types: Type[]) {
  return (numbered: NumberedChange): numbered is NumberedChange<Extract<Change, { type: Type }>> =>
    (types as Change['type'][]).includes(numbered.change.type);
}
