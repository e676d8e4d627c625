import { sql } from 'kysely';
import { rejection, type NumberedChange, type PutConcept } from '../../graph/changes/check-change.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { digest } from '../../graph/identity.js';
import { isAmong } from '../dialect/conditions.js';
import type { Columns } from '../dialect/columns.js';
import { inconsistenciesOf } from '../../graph/changes/dimension-rules.js';
import { findLastConcepts, valueDefinitionOf, type LastConcept } from './last-concepts.js';
import {
  mergeImport,
  readStated,
  statedAfterEdit,
  statedAfterPublishedImport,
  writeStated,
  type Members,
  type Stated,
} from './merge-import.js';
import { conceptColumns, laterMembers, readConcept, type ConceptRow } from '../session/records.js';
import type { Session } from '../session/session.js';
import { insertRows, recordKept, touch, type WriteSet } from './write-set.js';

const conceptRow = {
  id: 'text',
  kind: 'text',
  slug: 'text',
  name: 'text',
  name_folded: 'text',
  aliases: 'json',
  summary: 'text',
  same_as: 'json',
  properties: 'json',
  fingerprint: 'text',
  stated: 'json',
} as const satisfies Columns;
const slugRow = { kind: 'text', slug: 'text', concept: 'text' } as const satisfies Columns;
const labelRow = { folded: 'text', concept: 'text' } as const satisfies Columns;
const redefinedRow = { id: 'text', place: 'integer' } as const satisfies Columns;

/**
 * Writes the concepts of a batch: adds new concepts, replaces changed concepts, and skips unchanged concepts. An import that keeps edits
 * does not restore concepts that an edit has ended, and does not change members that edits have set.
 * @throws {TertiumError} INVALID_CHANGE if a concept occurs twice, or has a slug that belongs to another concept
 */
export async function putConcepts(set: WriteSet, puts: readonly NumberedChange<PutConcept>[]): Promise<void> {
  if (puts.length === 0) return;
  const { session, revision } = set;
  await touch(
    set,
    puts.map((numbered) => ({ numbered, id: numbered.change.concept.id })),
  );
  const last = await findLastConcepts(
    session,
    puts.map(({ change }) => change.concept.id),
  );
  const contents = await readContents(
    session,
    puts
      .filter(({ change }) => needsContent(set, change.concept, last.get(change.concept.id)))
      .map(({ change }) => change.concept.id),
  );
  const written: WrittenConcept[] = [];
  const withFormerSlugs: NumberedChange<PutConcept>[] = [];
  const replaced: string[] = [];
  const redefined: [id: string, place: number][] = [];
  for (const numbered of puts) {
    const { id } = numbered.change.concept;
    const before = last.get(id);
    if (set.keepsEdits && before?.endedByEdit === true && !before.isCurrent) {
      const revision = before.until ?? set.revision;
      recordKept(set, { thing: 'CONCEPT', id, edit: 'ENDED', by: null, revision, proposes: null });
      continue;
    }
    const merged = withStated(set, numbered, before, contents.get(id));
    const { concept } = merged.numbered.change;
    if (before?.isCurrent !== true) set.concepts.added += 1;
    else {
      if (before.fingerprint === fingerprintOf(concept)) {
        if (numbered.change.formerSlugs) withFormerSlugs.push(numbered);
        continue;
      }
      set.concepts.changed += 1;
      replaced.push(id);
      const definition = concept.kind === 'DIMENSION' ? valueDefinitionOf(concept) : null;
      if (digest(definition) !== digest(before.definition)) redefined.push([id, numbered.number]);
    }
    written.push(merged);
    set.conceptCache.delete(id);
  }
  await assignSlugs(set, [...written.map(({ numbered }) => numbered), ...withFormerSlugs]);
  for (const { change } of [...written.map(({ numbered }) => numbered), ...withFormerSlugs])
    set.onChange(change);
  if (written.length === 0) return;
  if (replaced.length > 0) {
    const isReplaced = isAmong(session.syntax, 'id', replaced);
    await session.change(sql`update concept set until = ${revision} where until is null and ${isReplaced}`);
    const labelsReplaced = isAmong(session.syntax, 'concept', replaced);
    await session.change(sql`update label set until = ${revision} where until is null and ${labelsReplaced}`);
  }
  const concepts = written.map(({ numbered }) => numbered.change.concept);
  await insertRows(set, 'concept', conceptRow, written.map(asRow));
  await insertRows(set, 'label', labelRow, concepts.flatMap(labelsOf));
  await set.searchIndex.addConcepts(
    concepts.map((concept) => ({ ...concept, since: revision, until: null })),
  );
  if (redefined.length > 0) {
    await session.change(sql`
      insert into remeasured_dimension (id, place)
      select id, place from ${session.syntax.rowSet(redefinedRow, redefined)} fresh`);
  }
}

/** A concept that is written, with what imports state about it. */
interface WrittenConcept {
  readonly numbered: NumberedChange<PutConcept>;
  readonly stated?: Stated;
}

/** The last version of a concept, with what imports state about it. */
interface ConceptContent {
  readonly concept: Concept;
  readonly stated: Stated;
  readonly since: number;
}

/** Returns whether the members of the last version of a concept are needed to write the concept. */
function needsContent({ origin }: WriteSet, concept: Concept, last: LastConcept | undefined): boolean {
  if (!last || (last.isCurrent && last.fingerprint === fingerprintOf(concept))) return false;
  return origin === 'IMPORT' ? last.isCurrent && last.isStated : last.isCurrent || last.endedByEdit;
}

/** Merges an import with the edits of a concept, and computes `stated`. */
function withStated(
  set: WriteSet,
  numbered: NumberedChange<PutConcept>,
  last: LastConcept | undefined,
  content: ConceptContent | undefined,
): WrittenConcept {
  const { origin, keepsEdits } = set;
  const { concept } = numbered.change;
  if (!last || !content) return origin === 'EDIT' ? { numbered, stated: null } : { numbered };
  const { stated } = content;
  const [current, imported] = [membersOf(content.concept), membersOf(concept)];
  if (origin === 'EDIT') return { numbered, stated: statedAfterEdit(current, imported, stated) };
  if (!keepsEdits || stated === undefined)
    return { numbered, stated: statedAfterPublishedImport(current, imported, stated) };
  const { members, kept } = mergeImport(current, imported, stated);
  const merged = { ...concept, ...members };
  // The import may have changed the members on which those of the edit depend, such as the type of a dimension.
  const isConsistent = merged.kind !== 'DIMENSION' || inconsistenciesOf(merged).length === 0;
  const change = { ...numbered.change, concept: isConsistent ? merged : content.concept };
  if (kept.length > 0) {
    const entry = { thing: 'CONCEPT', id: concept.id, edit: 'CHANGED', by: null } as const;
    recordKept(set, { ...entry, revision: content.since, proposes: null });
  }
  return { numbered: { ...numbered, change }, stated };
}

/** Returns the members that a change in place can set. */
function membersOf(concept: Concept): Members {
  const { slug, name, aliases, summary, sameAs } = concept;
  return { slug, name, aliases, summary, sameAs, ...propertiesOf(concept) };
}

/** Reads the last version of each concept, by id. */
async function readContents(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ConceptContent>> {
  if (ids.length === 0) return new Map();
  const rows = await session.rows<
    ConceptRow & { readonly stated: string | null; readonly since: number }
  >(sql`
    select ${conceptColumns('c')}, c.stated, c.since from ${session.syntax.keySet(ids)} k cross join concept c
    where c.id = k.key and c.since = (select max(v.since) from concept v where v.id = k.key)`);
  return new Map(
    rows.map((row) => [
      row.id,
      { concept: readConcept(row), stated: readStated(row.stated), since: row.since },
    ]),
  );
}

/** Assigns slugs to concepts permanently: the current slug, the first slug (from the id), and the former slugs. */
async function assignSlugs(set: WriteSet, puts: readonly NumberedChange<PutConcept>[]): Promise<void> {
  if (puts.length === 0) return;
  const assignments = puts.flatMap((numbered) => {
    const { concept, formerSlugs = [] } = numbered.change;
    const { id, kind, slug } = concept;
    const slugs = new Set([slug, id.slice(id.indexOf('/') + 1), ...formerSlugs]);
    return [...slugs].map((each) => ({ numbered, kind, slug: each, concept: id }));
  });
  const rows = assignments.map(({ kind, slug, concept }) => [kind, slug, concept]);
  const { session, revision } = set;
  set.slugs.added += await session.change(sql`
    insert into slug (kind, slug, concept, since)
    select kind, slug, concept, cast(${revision} as integer) from ${session.syntax.rowSet(slugRow, rows)} wanted
    where 1 = 1
    on conflict do nothing`);
  const taken = await session.rows<{ kind: ConceptKind; slug: string; concept: string }>(sql`
    select s.kind, s.slug, s.concept from ${session.syntax.rowSet(slugRow, rows)} wanted cross join slug s
    where s.kind = wanted.kind and s.slug = wanted.slug and s.concept <> wanted.concept`);
  if (taken.length === 0) return;
  for (const { numbered, kind, slug, concept } of assignments) {
    const owner = taken.find((each) => each.kind === kind && each.slug === slug && each.concept !== concept);
    if (!owner) continue;
    throw rejection(numbered, {
      rule: 'SLUG_TAKEN',
      path: ['concept', 'slug'],
      expected: `a slug that no other ${kind} has or had`,
      got: `"${slug}", which belongs to ${owner.concept}`,
    });
  }
}

function asRow({ numbered, stated }: WrittenConcept): (string | null)[] {
  const { concept } = numbered.change;
  return [
    concept.id,
    concept.kind,
    concept.slug,
    concept.name,
    fold(concept.name),
    JSON.stringify(concept.aliases),
    concept.summary,
    JSON.stringify(concept.sameAs),
    JSON.stringify(propertiesOf(concept)),
    fingerprintOf(concept),
    writeStated(stated),
  ];
}

const commonMembers = ['id', 'kind', 'slug', 'name', 'aliases', 'summary', 'sameAs'];

/** Returns the members that not all kinds have, sorted by name; leaves out members in `laterMembers` with their default values. */
function propertiesOf(concept: Concept): object {
  const later = laterMembers[concept.kind] ?? {};
  const properties = Object.entries(concept).filter(
    ([name, member]) => !commonMembers.includes(name) && !(name in later && member === later[name]),
  );
  return Object.fromEntries(properties.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function fingerprintOf(concept: Concept): string {
  const { slug, name, aliases, summary, sameAs } = concept;
  return digest([slug, name, aliases, summary, sameAs, propertiesOf(concept)]);
}

function labelsOf({ id, name, aliases }: Concept): (readonly [folded: string, concept: string])[] {
  return [...new Set([name, ...aliases].map(fold))].map((folded) => [folded, id] as const);
}
