import { sql } from 'kysely';
import { invalidChange } from '../../graph/errors.js';
import { erasedRevisionKey } from '../../graph/ports/erasures.js';
import type { ErasureOptions, ErasureRequest, ErasureResult } from '../../graph/ports/erasing.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import { graphCharacters, newGraphPart, nextEpoch } from '../../graph/revision-token.js';
import { isAmong } from '../dialect/conditions.js';
import { isStorable } from '../dialect/storable.js';
import { fillSearchIndex } from '../search/fill-search-index.js';
import type { Session } from '../session/session.js';
import { eraseChangesets } from './erase-changesets.js';
import { eraseClaims, type ErasedClaims } from './erase-claims.js';
import { ErasureDigests, recordErased, type ErasedKey } from './erased-things.js';
import { scopeOf, type ErasureScope } from './erasure-scope.js';

/**
 * Erases words from all revisions, inside a transaction that has the locks of writers of the graph and of changesets.
 * @throws {TertiumError} NOT_FOUND if a target was in no revision; INVALID_CHANGE if the author or message cannot be stored
 */
export async function eraseWords(
  session: Session,
  request: ErasureRequest,
  { now, touchedIds }: { readonly now: Date; readonly touchedIds: ErasureOptions['touchedIds'] },
): Promise<ErasureResult> {
  const { author, message } = request;
  const rejected = [author, message].find((text) => !isStorable(text));
  if (rejected !== undefined)
    throw invalidChange(
      `Expected Unicode text without NUL characters in a revision's author and message, got ${JSON.stringify(rejected)}.`,
    );
  const scope = await scopeOf(session, request);
  const [last] = await session.rows<{ number: number; time: string; epoch: string }>(
    sql`select number, time, epoch from revision order by number desc limit 1`,
  );
  const number = (last?.number ?? 0) + 1;
  const by = { principal: null, name: author, onBehalfOf: null, model: null };
  // Must run before `eraseClaims`: it reads the stored claims to compute the ids that an unpublished merge of concepts gives these claims.
  const { edits, openEdits } = await eraseChangesets(session, scope, { by, now, touchedIds });
  const claims = await eraseClaims(session, scope);
  const texts = await eraseTexts(session, scope, number);
  const counts = {
    texts: texts.length,
    citations: claims.citations,
    reworded: claims.reworded,
    removed: claims.removed.length,
    edits,
    openEdits,
  };
  const { removed, changed } = claims;
  const places = { texts, removed, changed, related: scope.related };
  if (Object.values(counts).every((count) => count === 0)) return { revision: null, counts, places };
  if (claims.removed.length > 0 || claims.reworded > 0) await rebuildSearchIndex(session);
  const things = await erasedThings(session, scope, claims);
  await recordErased(session, number, [{ thing: 'REVISION', key: erasedRevisionKey(number) }, ...things]);
  const time = now.toISOString();
  // A clock that was set back must not give a revision an earlier time than its predecessor.
  const revision = await markRevision(session, request, {
    number,
    time: last && last.time > time ? last.time : time,
  });
  return { revision, counts, places };
}

/** Erases source texts. Their rows stay, with the revision of the erasure. @returns the hashes of the texts that were stored and not erased before */
async function eraseTexts(
  session: Session,
  { texts }: ErasureScope,
  revision: number,
): Promise<readonly string[]> {
  if (texts.size === 0) return [];
  const isUnerased = sql`erased is null and ${isAmong(session.syntax, 'hash', [...texts])}`;
  const stored = await session.rows<{ hash: string }>(sql`select hash from kept_text where ${isUnerased}`);
  await session.change(sql`update kept_text set text = '', erased = ${revision} where ${isUnerased}`);
  return stored.map(({ hash }) => hash);
}

async function rebuildSearchIndex(session: Session): Promise<void> {
  for (const statement of session.syntax.search.clear) await session.change(statement);
  await fillSearchIndex(session);
}

async function erasedThings(
  session: Session,
  { sources, texts }: ErasureScope,
  { removed, changed, quotes }: ErasedClaims,
): Promise<readonly ErasedKey[]> {
  const digests = await ErasureDigests.read(session);
  return [
    ...[...sources].map((key): ErasedKey => ({ thing: 'SOURCE', key })),
    ...[...texts].map((key): ErasedKey => ({ thing: 'TEXT', key })),
    ...changed.map((key): ErasedKey => ({ thing: 'CLAIM', key })),
    ...removed.map((id) => digests.ofRemovedClaim(id)),
    ...quotes.map(({ source, quote }) => digests.ofQuote(source, quote)),
  ];
}

/** Adds the revision of an erasure, and renews the first half of the epochs of all revisions: their numbers now identify other content. */
async function markRevision(
  session: Session,
  { kind, reason, author, message }: ErasureRequest,
  { number, time }: { readonly number: number; readonly time: string },
): Promise<GraphRevision> {
  const graph = newGraphPart();
  const revision: GraphRevision = Object.freeze({
    number,
    time,
    author,
    message,
    origin: 'EDIT',
    epoch: nextEpoch(graph),
    principal: null,
    onBehalfOf: null,
    model: null,
    changeset: null,
    publisher: null,
    publisherPrincipal: null,
  });
  await session.change(
    sql`update revision set epoch = ${graph} || substr(epoch, ${sql.lit(graphCharacters + 1)})`,
  );
  await session.change(sql`
    insert into revision (number, time, author, message, origin, epoch)
    values (${number}, ${time}, ${author}, ${message}, ${revision.origin}, ${revision.epoch})`);
  await session.change(sql`
    insert into erasure (revision, kind, reason) values (${number}, ${kind}, ${reason})`);
  return revision;
}
