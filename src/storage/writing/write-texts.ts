import { sql } from 'kysely';
import { checkSourceOfText, type NumberedChange, type PutText } from '../../graph/changes/check-change.js';
import type { Columns } from '../dialect/columns.js';
import { withoutErasedTexts } from './leave-out-erased.js';
import { loadConcepts, namedConcepts } from './last-concepts.js';
import type { WriteSet } from './write-set.js';

const textRow = { hash: 'text', source: 'text', media_type: 'text', text: 'text' } as const satisfies Columns;

/**
 * Stores the new texts of a batch. An import does not store texts that were erased. An import that keeps edits does not
 * store texts whose source an edit has ended.
 * @throws {TertiumError} INVALID_CHANGE if the source of a text is not a cited source in the graph
 */
export async function putTexts(set: WriteSet, puts: readonly NumberedChange<PutText>[]): Promise<void> {
  if (puts.length === 0) return;
  const { session, revision, keepsEdits, conceptCache } = set;
  const sources = new Set(puts.map(({ change }) => change.text.source));
  await loadConcepts(session, conceptCache, sources);
  const { current, notRestored } = namedConcepts(conceptCache, sources, keepsEdits);
  const restorable = puts.filter(({ change }) => !notRestored.has(change.text.source));
  const texts = await withoutErasedTexts(set, restorable);
  for (const numbered of texts) checkSourceOfText(numbered, current);
  for (const { change } of texts) set.onChange(change);
  const rows = texts.map(({ change: { text } }) => [text.hash, text.source, text.mediaType, text.text]);
  set.texts.added += await session.change(sql`
    insert into kept_text (hash, source, media_type, text, since)
    select hash, source, media_type, text, cast(${revision} as integer)
    from ${session.syntax.rowSet(textRow, rows)} fresh where 1 = 1
    on conflict do nothing`);
}
