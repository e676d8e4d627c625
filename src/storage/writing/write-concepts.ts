import { sql } from 'kysely';
import { refusal, type PlacedChange, type PutConcept } from '../../graph/changes/check-change.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { digest } from '../../graph/identity.js';
import { isAmong } from '../dialect/conditions.js';
import type { Columns } from '../dialect/columns.js';
import { findLastConcepts, measureOf } from './last-concepts.js';
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
const remeasuredRow = { id: 'text', place: 'integer' } as const satisfies Columns;

/**
 * Puts the concepts of a batch.
 * @throws {TertiumError} INVALID_CHANGE where a concept comes twice, or has the slug of another
 */
export async function putConcepts(set: WriteSet, puts: readonly PlacedChange<PutConcept>[]): Promise<void> {
  if (puts.length === 0) return;
  const { session, revision } = set;
  await touch(
    set,
    puts.map((placed) => ({ placed, id: placed.change.concept.id })),
  );
  const last = await findLastConcepts(
    session,
    puts.map(({ change }) => change.concept.id),
  );
  const fresh: PlacedChange<PutConcept>[] = [];
  const led: PlacedChange<PutConcept>[] = [];
  const replaced: string[] = [];
  const remeasured: [id: string, place: number][] = [];
  for (const placed of puts) {
    const { concept } = placed.change;
    const before = last.get(concept.id);
    if (before?.holds !== true) {
      if (before?.endedByEdit === true && set.origin === 'IMPORT') continue;
      set.concepts.added += 1;
    } else {
      if (before.fingerprint === fingerprintOf(concept)) {
        if (placed.change.formerSlugs) led.push(placed);
        continue;
      }
      set.concepts.changed += 1;
      replaced.push(concept.id);
      const measure = concept.kind === 'DIMENSION' ? measureOf(concept) : null;
      if (digest(measure) !== digest(before.measure)) remeasured.push([concept.id, placed.place]);
    }
    fresh.push(placed);
    set.knownConcepts.delete(concept.id);
  }
  await takeSlugs(set, [...fresh, ...led]);
  if (fresh.length === 0) return;
  if (replaced.length > 0) {
    const isReplaced = isAmong(session.forms, 'id', replaced);
    await session.change(sql`update concept set until = ${revision} where until is null and ${isReplaced}`);
    const labelsReplaced = isAmong(session.forms, 'concept', replaced);
    await session.change(sql`update label set until = ${revision} where until is null and ${labelsReplaced}`);
  }
  const concepts = fresh.map(({ change }) => change.concept);
  await insertRows(set, 'concept', conceptRow, concepts.map(asRow));
  await insertRows(set, 'label', labelRow, concepts.flatMap(labelsOf));
  await set.searchIndex.addConcepts(
    concepts.map((concept) => ({ ...concept, since: revision, until: null })),
  );
  if (remeasured.length > 0) {
    await session.change(sql`
      insert into remeasured_dimension (id, place)
      select id, place from ${session.forms.rowSet(remeasuredRow, remeasured)} fresh`);
  }
}

/** Takes the slugs of concepts for ever: the present one, the first, which is in the id, and those between. */
async function takeSlugs(set: WriteSet, puts: readonly PlacedChange<PutConcept>[]): Promise<void> {
  if (puts.length === 0) return;
  const wanted = puts.flatMap((placed) => {
    const { concept, formerSlugs = [] } = placed.change;
    const { id, kind, slug } = concept;
    const slugs = new Set([slug, id.slice(id.indexOf('/') + 1), ...formerSlugs]);
    return [...slugs].map((each) => ({ placed, kind, slug: each, concept: id }));
  });
  const rows = wanted.map(({ kind, slug, concept }) => [kind, slug, concept]);
  const { session, revision } = set;
  set.slugs.added += await session.change(sql`
    insert into slug (kind, slug, concept, since)
    select kind, slug, concept, cast(${revision} as integer) from ${session.forms.rowSet(slugRow, rows)} wanted
    where 1 = 1
    on conflict do nothing`);
  const taken = await session.rows<{ kind: ConceptKind; slug: string; concept: string }>(sql`
    select s.kind, s.slug, s.concept from ${session.forms.rowSet(slugRow, rows)} wanted cross join slug s
    where s.kind = wanted.kind and s.slug = wanted.slug and s.concept <> wanted.concept`);
  if (taken.length === 0) return;
  for (const { placed, kind, slug, concept } of wanted) {
    const owner = taken.find((each) => each.kind === kind && each.slug === slug && each.concept !== concept);
    if (!owner) continue;
    throw refusal(
      placed,
      `expected a slug that no other ${kind} has or had, got "${slug}", which is ${owner.concept}'s`,
    );
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

const ofEveryKind = ['id', 'kind', 'slug', 'name', 'aliases', 'summary', 'sameAs'];

/** The members that only concepts of its kind have, in the order of their names. */
function propertiesOf(concept: Concept): object {
  const later = laterMembers[concept.kind] ?? {};
  const properties = Object.entries(concept).filter(
    ([name, member]) => !ofEveryKind.includes(name) && !(name in later && member === null),
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
