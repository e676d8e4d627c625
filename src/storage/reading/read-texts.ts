import { sql } from 'kysely';
import type { ExcerptKey, SourceText, SourceTextEntry, TextMediaType } from '../../graph/source-text.js';
import { alignOneToKeys, alignToKeys, type KeyedRow } from '../session/align.js';
import type { Session } from '../session/session.js';
import { storableKey } from '../dialect/storable.js';

interface TextRow extends KeyedRow {
  readonly hash: string;
  readonly source: string;
  readonly media_type: TextMediaType;
  readonly text: string;
}

/** Reads the stored text with each hash; null if the text is not stored, or was erased. */
export async function readTexts(
  session: Session,
  revision: number,
  hashes: readonly string[],
): Promise<readonly (SourceText | null)[]> {
  const rows = await session.rows<TextRow>(sql`
    select k.ordinal, t.hash, t.source, t.media_type, t.text
    from ${session.syntax.keySet(hashes)} k cross join kept_text t
    where t.hash = k.key and t.since <= ${revision} and t.erased is null`);
  return alignOneToKeys(hashes, rows, ({ hash, source, media_type: mediaType, text }) =>
    Object.freeze({ hash, source, mediaType, text }),
  );
}

const excerptColumns = { ordinal: 'integer', hash: 'text', start: 'integer', length: 'integer' } as const;

/**
 * Reads an excerpt of each stored text: code points `start` (inclusive) to `end` (exclusive); null if the text is not
 * stored, or was erased.
 */
export async function readExcerpts(
  session: Session,
  revision: number,
  keys: readonly ExcerptKey[],
): Promise<readonly (string | null)[]> {
  const rowsOfKeys = keys.map(({ hash, start, end }, ordinal) => [
    ordinal,
    storableKey(hash),
    start,
    end - start,
  ]);
  const rows = await session.rows<KeyedRow & { excerpt: string }>(sql`
    select k.ordinal, substr(t.text, k.start + 1, k.length) as excerpt
    from ${session.syntax.rowSet(excerptColumns, rowsOfKeys)} k cross join kept_text t
    where t.hash = k.hash and t.since <= ${revision} and t.erased is null`);
  return alignOneToKeys(keys, rows, ({ excerpt }) => excerpt);
}

interface TextEntryRow extends KeyedRow, Omit<TextRow, 'text'> {
  readonly since: number;
}

/** Reads the entries of the stored and erased texts of each source, without the texts, newest first. */
export async function readTextsOf(
  session: Session,
  revision: number,
  sources: readonly string[],
): Promise<readonly (readonly SourceTextEntry[])[]> {
  const rows = await session.rows<TextEntryRow>(sql`
    select k.ordinal, t.hash, t.source, t.media_type, t.since
    from ${session.syntax.keySet(sources)} k cross join kept_text t
    where t.source = k.key and t.since <= ${revision}
    order by k.ordinal, t.since desc, t.hash`);
  return alignToKeys(sources, rows, ({ hash, source, media_type: mediaType, since }) =>
    Object.freeze({ hash, source, mediaType, since }),
  );
}
