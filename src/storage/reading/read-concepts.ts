import { sql, type RawBuilder } from 'kysely';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import { editsOf, nearestInOrder } from '../../graph/text/near-slugs.js';
import type {
  ConceptCursor,
  ConceptPageFilter,
  ConceptPageRequest,
  ConceptReference,
  KindSlug,
  Page,
} from '../../graph/ports/reading.js';
import { alignOneToKeys, alignToKeys, type KeyedRow } from '../session/align.js';
import { selectPausably, isValidAt, isAmong } from '../dialect/conditions.js';
import { FirstItems } from '../../graph/work/first-items.js';
import { conceptColumns, readConcept, type ConceptRow } from '../session/records.js';
import type { Session } from '../session/session.js';
import { storableKey, storableText } from '../dialect/storable.js';

const referenceColumns = { ordinal: 'integer', kind: 'text', id: 'text', slug: 'text' } as const;

/**
 * Reads the concept of each reference; null if the reference does not resolve. A reference is an id, or a slug that the
 * concept had at the revision or before.
 */
export async function readConcepts(
  session: Session,
  revision: number,
  references: readonly ConceptReference[],
): Promise<readonly (Concept | null)[]> {
  const keys = references.map(({ kind, reference }, ordinal) => {
    const key = storableKey(reference);
    const isId = reference.includes('/');
    return [ordinal, kind, isId ? key : null, isId ? null : key];
  });
  const rows = await session.rows<ConceptRow & KeyedRow>(sql`
    select named.ordinal, ${conceptColumns('c')}
    from (
      select r.ordinal, r.kind, coalesce(r.id, s.concept) as id
      from ${session.syntax.rowSet(referenceColumns, keys)} r
      left join slug s on s.kind = r.kind and s.slug = r.slug and s.since <= ${revision}
    ) named cross join concept c
    where c.id = named.id and c.kind = named.kind and ${isValidAt(revision, 'c')}`);
  return alignOneToKeys(references, rows, readConcept);
}

/** Reads, for each folded text, the ids of the concepts with this name or alias, sorted. */
export async function readConceptsNamed(
  session: Session,
  revision: number,
  folded: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const rows = await session.rows<KeyedRow & { concept: string }>(sql`
    select k.ordinal, l.concept
    from ${session.syntax.keySet(folded)} k cross join label l
    where l.folded = k.key and ${isValidAt(revision, 'l')}
    order by k.ordinal, l.concept`);
  return alignToKeys(folded, rows, (row) => row.concept);
}

/** Reads all slugs of each concept, current and former, sorted. */
export async function readSlugsOf(
  session: Session,
  revision: number,
  concepts: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const rows = await session.rows<KeyedRow & { slug: string }>(sql`
    select k.ordinal, s.slug
    from ${session.syntax.keySet(concepts)} k cross join slug s
    where s.concept = k.key and s.since <= ${revision}
    order by k.ordinal, s.slug`);
  return alignToKeys(concepts, rows, (row) => row.slug);
}

/** Finds the id of the concept to which each slug belongs at the revision; null if there is none: see `GraphView.slugOwners`. */
export async function readSlugOwners(
  session: Session,
  revision: number,
  slugs: readonly KindSlug[],
): Promise<readonly (string | null)[]> {
  const keys = slugs.map(({ kind, slug }, ordinal) => [ordinal, kind, storableKey(slug)]);
  const rows = await session.rows<{ ordinal: number; concept: string }>(sql`
    select k.ordinal, s.concept
    from ${session.syntax.rowSet(slugKey, keys)} k cross join slug s
    where s.kind = k.kind and s.slug = k.slug and s.since <= ${revision}`);
  const owners = new Map(rows.map(({ ordinal, concept }) => [ordinal, concept]));
  return slugs.map((_, ordinal) => owners.get(ordinal) ?? null);
}

const slugKey = { ordinal: 'integer', kind: 'text', slug: 'text' } as const;

/**
 * Finds the current slugs near a text: see `GraphView.slugsNear`. Each part of the statement reads a few rows of an
 * index.
 */
export async function readSlugsNear(
  session: Session,
  revision: number,
  kinds: readonly ConceptKind[],
  text: string,
): Promise<readonly string[]> {
  const storable = storableText(text);
  const isValid = isValidAt(revision, 'c');
  const ofKind = kinds.flatMap((kind) => [
    sql`select slug from (
      select c.slug from concept c where c.kind = ${kind} and c.slug < ${storable} and ${isValid}
      order by c.slug desc limit ${sql.lit(nearestInOrder)}) before_it`,
    sql`select slug from (
      select c.slug from concept c where c.kind = ${kind} and c.slug >= ${storable} and ${isValid}
      order by c.slug limit ${sql.lit(nearestInOrder)}) from_it`,
  ]);
  const rows = await session.rows<{ slug: string }>(sql`
    select slug from (
      select c.slug from ${session.syntax.keySet([...editsOf(text)])} edit cross join ${session.syntax.keySet(kinds)} kind
      join concept c on c.kind = kind.key and c.slug = edit.key
      where ${isValid}
      union ${sql.join(ofKind, sql` union `)}
    ) near_it order by slug`);
  return Object.freeze(rows.map((row) => row.slug));
}

/** A row of a page. Each row has the total. An empty page has one row without a concept, for the total. */
type ConceptPageRow = { total: number } & (
  | (ConceptRow & { ordered_by: string })
  | ({ [Member in keyof ConceptRow]: null } & { ordered_by: null })
);

/** Reads one page of the concepts of a kind that pass the filter of the request. */
export function readConceptPage(
  session: Session,
  revision: number,
  request: ConceptPageRequest,
): Promise<Page<Concept, ConceptCursor>> {
  if (!session.syntax.isEmbedded) return readPage(session, revision, request);
  return Object.keys(request.filter).length > 0
    ? readFilteredByRow(session, revision, request)
    : readAllByRow(session, revision, request);
}

type OrderedConceptRow = ConceptRow & { readonly ordered_by: string };

/** Reads a page of all concepts of a kind in the order of an index, and counts the concepts in a second statement. */
async function readAllByRow(
  session: Session,
  revision: number,
  { kind, orderBy, first, after }: ConceptPageRequest,
): Promise<Page<Concept, ConceptCursor>> {
  const by = orderedBy(orderBy);
  const beyond = after
    ? sql`(${by}, c.id) > (${storableText(after[0])}, ${storableText(after[1])})`
    : sql`1 = 1`;
  const rows = await session.rows<OrderedConceptRow>(sql`
    select ${by} as ordered_by, ${conceptColumns('c')} from concept c
    where c.kind = ${kind} and ${isValidAt(revision, 'c')} and ${beyond}
    order by ${by}, c.id limit ${first + 1}`);
  const { selected, counts } = selectPausably(session.syntax, 'c', isValidAt(revision, 'c'));
  let total = 0;
  const counted = sql<{
    counts: number;
  }>`select ${counts} from concept c where c.kind = ${kind} and ${selected}`;
  await session.each(counted, (row) => (total += row.counts));
  return toPage(rows.slice(0, first), rows.length > first, total);
}

/** Visits all concepts that pass a filter, and collects the concepts of the page. */
async function readFilteredByRow(
  session: Session,
  revision: number,
  { kind, orderBy, filter, first, after }: ConceptPageRequest,
): Promise<Page<Concept, ConceptCursor>> {
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.relatedTo) {
    const related = await readRelated(session, revision, filter.relatedTo);
    conditions.push(isAmong(session.syntax, 'c.id', [...related]));
  }
  const { relatedTo: _, ...otherFilters } = filter;
  conditions.push(passesConceptFilter(session, revision, otherFilters));
  const { selected, counts } = selectPausably(session.syntax, 'c', isValidAt(revision, 'c'));
  const statement = sql<OrderedConceptRow & { counts: number }>`
    select ${orderedBy(orderBy)} as ordered_by, ${conceptColumns('c')}, ${counts} from concept c
    where c.kind = ${kind} and ${sql.join(conditions, sql` and `)} and ${selected}`;
  const found = new FirstItems<OrderedConceptRow>(first, (left, right) =>
    compareCursors([left.ordered_by, left.id], [right.ordered_by, right.id]),
  );
  await session.each(statement, (row) => {
    if (row.counts) found.add(row, after === null || compareCursors([row.ordered_by, row.id], after) > 0);
  });
  const { items, hasMore, total } = found.result();
  return toPage(items, hasMore, total);
}

/** Reads the ids of the concepts that a claim connects with one of the given concepts, in either direction. */
async function readRelated(
  session: Session,
  revision: number,
  concepts: readonly string[],
): Promise<ReadonlySet<string>> {
  const related = new Set<string>();
  if (concepts.length === 0) return related;
  const { selected, counts } = selectPausably(session.syntax, 'c', isValidAt(revision, 'c'));
  const joined = (own: 'subject' | 'target', far: 'subject' | 'target'): RawBuilder<unknown> => sql`
    select ${sql.ref(`c.${far}`)} as id, ${counts}
    from ${session.syntax.keySet(concepts)} k cross join claim c
    where ${sql.ref(`c.${own}`)} = k.key and ${selected}`;
  const statement = sql<{ id: string | null; counts: number }>`
    ${joined('subject', 'target')} union all ${joined('target', 'subject')}`;
  await session.each(statement, ({ id, counts: doesCount }) => {
    if (doesCount && id !== null) related.add(id);
  });
  return related;
}

function orderedBy(orderBy: ConceptPageRequest['orderBy']): RawBuilder<unknown> {
  return sql.ref(orderBy === 'NAME' ? 'c.name_folded' : 'c.slug');
}

function compareCursors(left: ConceptCursor, right: ConceptCursor): number {
  return compareCodePoints(left[0], right[0]) || compareCodePoints(left[1], right[1]);
}

function toPage(
  pageRows: readonly OrderedConceptRow[],
  hasNextPage: boolean,
  totalCount: number,
): Page<Concept, ConceptCursor> {
  return Object.freeze({
    items: Object.freeze(pageRows.map(readConcept)),
    cursors: Object.freeze(pageRows.map((row) => Object.freeze([row.ordered_by, row.id] as const))),
    hasNextPage,
    totalCount,
  });
}

/** Reads a page with one statement that sorts, counts and truncates. */
async function readPage(
  session: Session,
  revision: number,
  request: ConceptPageRequest,
): Promise<Page<Concept, ConceptCursor>> {
  const { first, after } = request;
  const beyond = after
    ? sql`(ordered_by, id) > (${storableText(after[0])}, ${storableText(after[1])})`
    : sql`1 = 1`;
  const rows = await session.rows<ConceptPageRow>(sql`
    with matched as (
      select ${orderedBy(request.orderBy)} as ordered_by, ${conceptColumns('c')}
      from concept c
      where c.kind = ${request.kind} and ${isValidAt(revision, 'c')} and ${passesConceptFilter(session, revision, request.filter)}
    )
    select n.total, p.*
    from (select count(*) as total from matched) n
    left join (
      select * from matched where ${beyond} order by ordered_by, id limit ${first + 1}
    ) p on 1 = 1
    order by p.ordered_by, p.id`);
  const concepts = rows.filter((row) => row.id !== null);
  return toPage(concepts.slice(0, first), concepts.length > first, rows[0]?.total ?? 0);
}

/** Returns the condition that the concept `c` passes a filter. */
function passesConceptFilter(
  session: Session,
  revision: number,
  filter: ConceptPageFilter,
): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.ids) conditions.push(isAmong(session.syntax, 'c.id', filter.ids));
  if (filter.except) conditions.push(sql`not (${isAmong(session.syntax, 'c.id', filter.except)})`);
  if (filter.named) {
    conditions.push(sql`c.id in (
      select l.concept from ${session.syntax.keySet(filter.named)} k cross join label l
      where l.folded = k.key and ${isValidAt(revision, 'l')})`);
  }
  if (filter.relatedTo) {
    conditions.push(sql`c.id in (
      with related as (select k.key from ${session.syntax.keySet(filter.relatedTo)} k)
      select toward.target from related r cross join claim toward
      where toward.subject = r.key and toward.target is not null and ${isValidAt(revision, 'toward')}
      union
      select about.subject from related r cross join claim about
      where about.target = r.key and ${isValidAt(revision, 'about')})`);
  }
  for (const [name, values] of [
    ['group', filter.groups],
    ['valueType', filter.valueTypes],
  ] as const) {
    if (!values) continue;
    conditions.push(
      sql`c.properties ->> ${sql.lit(name)} in (select one.key from ${session.syntax.keySet(values)} one)`,
    );
  }
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);
}
