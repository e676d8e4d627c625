import { sql } from 'kysely';
import type { KeptText, TextMediaType } from '../graph/kept-text.js';
import { alignOneToKeys, type KeyedRow } from './align.js';
import type { Session } from './session.js';

interface TextRow extends KeyedRow {
  readonly hash: string;
  readonly source: string;
  readonly media_type: TextMediaType;
  readonly text: string;
}

/** The text of each hash. */
export async function readTexts(
  session: Session,
  revision: number,
  hashes: readonly string[],
): Promise<readonly (KeptText | null)[]> {
  const rows = await session.rows<TextRow>(sql`
    select k.ordinal, t.hash, t.source, t.media_type, t.text
    from ${session.forms.keySet(hashes)} k cross join kept_text t
    where t.hash = k.key and t.since <= ${revision}`);
  return alignOneToKeys(hashes, rows, ({ hash, source, media_type: mediaType, text }) =>
    Object.freeze({ hash, source, mediaType, text }),
  );
}
