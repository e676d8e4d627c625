import { sql } from 'kysely';
import { rejection, type NumberedChange, type PutConcept } from '../../graph/changes/check-change.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { digest } from '../../graph/identity.js';
import { isAmong } from '../dialect/conditions.js';
import type { Columns } from '../dialect/columns.js';
import { findLastConcepts, valueDefinitionOf } from './last-concepts.js';
import { laterMembers } from '../session/records.js';
import { insertRows, touch, type WriteSet } from './write-set.js';

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
} as const satisfies Columns;
const slugRow = { kind: 'text', slug: 'text', concept: 'text' } as const satisfies Columns;
const labelRow = { folded: 'text', concept: 'text' } as const satisfies Columns;
const redefinedRow = { id: 'text', place: 'integer' } as const satisfies Columns;

/**
 * Writes the concepts of a batch: adds new concepts, replaces changed concepts, and skips unchanged concepts. An import does not restore
 * concepts that an edit has ended.
 * @throws {TertiumError} INVALID_CHANGE if a concept occurs twice, or has the slug of another concept
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
  const written: NumberedChange<PutConcept>[] = [];
  const withFormerSlugs: NumberedChange<PutConcept>[] = [];
  const replaced: string[] = [];
  const redefined: [id: string, place: number][] = [];
  for (const numbered of puts) {
    const { concept } = numbered.change;
    const before = last.get(concept.id);
    if (before?.isCurrent !== true) {
      if (before?.endedByEdit === true && set.origin === 'IMPORT') continue;
      set.concepts.added += 1;
    } else {
      if (before.fingerprint === fingerprintOf(concept)) {
        if (numbered.change.formerSlugs) withFormerSlugs.push(numbered);
        continue;
      }
      set.concepts.changed += 1;
      replaced.push(concept.id);
      const definition = concept.kind === 'DIMENSION' ? valueDefinitionOf(concept) : null;
      if (digest(definition) !== digest(before.definition)) redefined.push([concept.id, numbered.number]);
    }
    written.push(numbered);
    set.conceptCache.delete(concept.id);
  }
  await assignSlugs(set, [...written, ...withFormerSlugs]);
  if (written.length === 0) return;
  if (replaced.length > 0) {
    const isReplaced = isAmong(session.syntax, 'id', replaced);
    await session.change(sql`update concept set until = ${revision} where until is null and ${isReplaced}`);
    const labelsReplaced = isAmong(session.syntax, 'concept', replaced);
    await session.change(sql`update label set until = ${revision} where until is null and ${labelsReplaced}`);
  }
  const concepts = written.map(({ change }) => change.concept);
  await insertRows(set, 'concept', conceptRow, concepts.map(asRow));
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
      got: `"${slug}", which is ${owner.concept}'s`,
    });
  }
}

function asRow(concept: Concept): (string | null)[] {
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
  ];
}

const commonMembers = ['id', 'kind', 'slug', 'name', 'aliases', 'summary', 'sameAs'];

/** The members that are specific to the kind of a concept, sorted by name. */
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
