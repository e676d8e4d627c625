import { sql } from 'kysely';
import { checkSourceOfText, type PlacedChange, type PutText } from '../../graph/changes/check-change.js';
import type { Columns } from '../dialect/columns.js';
import { learnConcepts, namedConcepts } from './last-concepts.js';
import type { WriteSet } from './write-set.js';

const textRow = { hash: 'text', source: 'text', media_type: 'text', text: 'text' } as const satisfies Columns;

/**
 * Keeps the texts of a batch that are not kept yet; those of an import whose source an edit has ended are left out.
 * @throws {TertiumError} INVALID_CHANGE where the graph does not have the source of a text
 */
export async function putTexts(set: WriteSet, puts: readonly PlacedChange<PutText>[]): Promise<void> {
  if (puts.length === 0) return;
  const { session, revision, origin, knownConcepts } = set;
  const sources = new Set(puts.map(({ change }) => change.text.source));
  await learnConcepts(session, knownConcepts, sources);
  const { held, gone } = namedConcepts(knownConcepts, sources, origin);
  const texts = puts.filter(({ change }) => !gone.has(change.text.source));
  for (const placed of texts) checkSourceOfText(placed, held);
  const rows = texts.map(({ change: { text } }) => [text.hash, text.source, text.mediaType, text.text]);
  set.texts.added += await session.change(sql`
    insert into kept_text (hash, source, media_type, text, since)
    select hash, source, media_type, text, cast(${revision} as integer)
    from ${session.forms.rowSet(textRow, rows)} fresh where 1 = 1
    on conflict do nothing`);
}
