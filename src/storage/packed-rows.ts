import { sql, type RawBuilder } from 'kysely';
import type { Absence, Predicate, Rank } from '../graph/claim.js';
import type { ConceptKind } from '../graph/concept.js';
import type { StoredCitation, StoredClaim, StoredConcept, StoredEnd, StoredSlug } from '../graph/feed.js';
import { readConcept } from './records.js';

/** How rows come where there are many: what is selected for a row's JSON array, and what is read of the array. */
export interface PackedShape<Values extends readonly unknown[], Item> {
  readonly values: readonly RawBuilder<unknown>[];
  readonly read: (values: Values) => Item;
}

const refs = (alias: string, ...names: readonly string[]): readonly RawBuilder<unknown>[] =>
  names.map((name) => sql.ref(`${alias}.${name}`));
const texts = (alias: string, ...names: readonly string[]): readonly RawBuilder<unknown>[] =>
  refs(alias, ...names).map((column) => sql`cast(${column} as text)`);

/** Of the concept `c`. */
export const storedConcepts: PackedShape<
  readonly [
    id: string,
    kind: ConceptKind,
    slug: string,
    name: string,
    summary: string | null,
    since: number,
    aliases: string,
    sameAs: string,
    properties: string,
  ],
  StoredConcept
> = {
  values: [
    ...refs('c', 'id', 'kind', 'slug', 'name', 'summary', 'since'),
    ...texts('c', 'aliases', 'same_as', 'properties'),
  ],
  read([id, kind, slug, name, summary, since, aliases, sameAs, properties]) {
    return {
      concept: readConcept({ id, kind, slug, name, summary, aliases, same_as: sameAs, properties }),
      since,
    };
  },
};

/** Of the slug `s` of the concept `c`. */
export const storedSlugs: PackedShape<
  readonly [kind: ConceptKind, slug: string, concept: string, since: number],
  StoredSlug
> = {
  values: refs('s', 'kind', 'slug', 'concept', 'since'),
  read: ([kind, slug, concept, since]) => ({ kind, slug, concept, since }),
};

/** Of the claim `c`. */
export const storedClaims: PackedShape<
  readonly [
    id: string,
    subject: string,
    predicate: Predicate,
    target: string | null,
    absence: Absence | null,
    text: string | null,
    rank: Rank,
    source: string,
    position: number,
    supersedes: string | null,
    since: number,
    value: string | null,
    qualifiers: string | null,
  ],
  StoredClaim
> = {
  values: [
    ...refs('c', 'id', 'subject', 'predicate', 'target', 'absence', 'text', 'rank'),
    ...refs('c', 'source', 'position', 'supersedes', 'since'),
    ...texts('c', 'value'),
    sql`nullif(cast(c.qualifiers as text), '[]')`,
  ],
  read(values) {
    const [id, subject, predicate, target, absence, text, rank, ...others] = values;
    const [source, position, supersedes, since, value, qualifiers] = others;
    const statement = { subject, predicate, target, value, absence, text, qualifiers };
    return { id, ...statement, rank, source, position, supersedes, since };
  },
};

/** Of the citation `t`. */
export const storedCitations: PackedShape<
  readonly [
    claim: string,
    locator: string | null,
    quote: string | null,
    prefix: string | null,
    suffix: string | null,
    start: number | null,
    end: number | null,
    textHash: string | null,
  ],
  StoredCitation
> = {
  values: refs('t', 'claim', 'locator', 'quote', 'prefix', 'suffix', 'start', 'end', 'text_hash'),
  read([claim, locator, quote, prefix, suffix, start, end, textHash]) {
    return { claim, locator, quote, prefix, suffix, start, end, textHash };
  },
};

/** Of the claim or concept `c` that has ended. */
export function storedEnds(
  thing: StoredEnd['thing'],
): PackedShape<readonly [id: string, until: number], StoredEnd> {
  return { values: refs('c', 'id', 'until'), read: ([id, until]) => ({ thing, id, until }) };
}
