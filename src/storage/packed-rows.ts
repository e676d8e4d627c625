import { sql, type RawBuilder } from 'kysely';
import type { Absence, Predicate, Rank } from '../graph/claim.js';
import type { ConceptKind } from '../graph/concept.js';
import type { StoredCitation, StoredClaim, StoredConcept, StoredEnd, StoredSlug } from '../graph/feed.js';
import { readConcept } from './records.js';

/** How rows come where there are many: what is selected of a row, and what is read of the columns of that. */
export interface PackedShape<Values extends readonly unknown[], Item> {
  readonly values: readonly RawBuilder<unknown>[];
  readonly read: (columns: ColumnsOf<Values>) => (row: number) => Item;
}

/** One list for each value of a row, all of one length. */
export type ColumnsOf<Values extends readonly unknown[]> = {
  readonly [Place in keyof Values]: readonly Values[Place][];
};

function at<Value>(column: readonly Value[], row: number): Value {
  return column[row] as Value;
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
    return (row) => ({
      concept: readConcept({
        id: at(id, row),
        kind: at(kind, row),
        slug: at(slug, row),
        name: at(name, row),
        summary: at(summary, row),
        aliases: at(aliases, row),
        same_as: at(sameAs, row),
        properties: at(properties, row),
      }),
      since: at(since, row),
    });
  },
};

/** Of the slug `s` of the concept `c`. */
export const storedSlugs: PackedShape<
  readonly [kind: ConceptKind, slug: string, concept: string, since: number],
  StoredSlug
> = {
  values: refs('s', 'kind', 'slug', 'concept', 'since'),
  read:
    ([kind, slug, concept, since]) =>
    (row) => ({ kind: at(kind, row), slug: at(slug, row), concept: at(concept, row), since: at(since, row) }),
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
  read([id, subject, predicate, target, absence, text, rank, ...others]) {
    const [source, position, supersedes, since, value, qualifiers] = others;
    return (row) => ({
      id: at(id, row),
      subject: at(subject, row),
      predicate: at(predicate, row),
      target: at(target, row),
      value: at(value, row),
      absence: at(absence, row),
      text: at(text, row),
      qualifiers: at(qualifiers, row),
      rank: at(rank, row),
      source: at(source, row),
      position: at(position, row),
      supersedes: at(supersedes, row),
      since: at(since, row),
    });
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
    return (row) => ({
      claim: at(claim, row),
      locator: at(locator, row),
      quote: at(quote, row),
      prefix: at(prefix, row),
      suffix: at(suffix, row),
      start: at(start, row),
      end: at(end, row),
      textHash: at(textHash, row),
    });
  },
};

/** Of the claim or concept `c` that has ended. */
export function storedEnds(
  thing: StoredEnd['thing'],
): PackedShape<readonly [id: string, until: number], StoredEnd> {
  return {
    values: refs('c', 'id', 'until'),
    read:
      ([id, until]) =>
      (row) => ({ thing, id: at(id, row), until: at(until, row) }),
  };
}
