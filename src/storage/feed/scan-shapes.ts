import { sql, type RawBuilder } from 'kysely';
import type { Absence, Predicate, Rank } from '../../graph/claim.js';
import type { ConceptKind } from '../../graph/concept.js';
import type {
  StoredCitation,
  StoredClaim,
  StoredConcept,
  StoredEnd,
  StoredSlug,
} from '../../graph/ports/feed.js';
import { readConcept } from '../session/records.js';
import type { ScannedValue } from '../dialect/dialect.js';

/** The shape of scanned rows: the selected values, and `read`, which takes the columns of a batch and returns a function from a row to its item. */
export interface ScanShape<Values extends readonly unknown[], Item> {
  readonly values: readonly ScannedValue[];
  readonly read: (columns: ColumnsOf<Values>) => (row: number) => Item;
}

/** The columns of a batch: one list for each value of a row. All lists have the same length. */
export type ColumnsOf<Values extends readonly unknown[]> = {
  readonly [Index in keyof Values]: readonly Values[Index][];
};

function at<Value>(column: readonly Value[], row: number): Value {
  return column[row] as Value;
}

const text = (value: RawBuilder<unknown>): ScannedValue => ({ type: 'text', value });
const texts = (alias: string, ...names: readonly string[]): readonly ScannedValue[] =>
  names.map((name) => text(sql.ref(`${alias}.${name}`)));
const integers = (alias: string, ...names: readonly string[]): readonly ScannedValue[] =>
  names.map((name) => ({ type: 'integer', value: sql.ref(`${alias}.${name}`) }));
const jsonTexts = (alias: string, ...names: readonly string[]): readonly ScannedValue[] =>
  names.map((name) => text(sql`cast(${sql.ref(`${alias}.${name}`)} as text)`));

/** Rows of the table `concept` with the alias `c`. */
export const storedConcepts: ScanShape<
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
    ...texts('c', 'id', 'kind', 'slug', 'name', 'summary'),
    ...integers('c', 'since'),
    ...jsonTexts('c', 'aliases', 'same_as', 'properties'),
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

/** Rows of the table `slug` with the alias `s`. */
export const storedSlugs: ScanShape<
  readonly [kind: ConceptKind, slug: string, concept: string, since: number],
  StoredSlug
> = {
  values: [...texts('s', 'kind', 'slug', 'concept'), ...integers('s', 'since')],
  read:
    ([kind, slug, concept, since]) =>
    (row) => ({ kind: at(kind, row), slug: at(slug, row), concept: at(concept, row), since: at(since, row) }),
};

/** Rows of the table `claim` with the alias `c`. */
export const storedClaims: ScanShape<
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
    ...texts('c', 'id', 'subject', 'predicate', 'target', 'absence', 'text', 'rank', 'source'),
    ...integers('c', 'position'),
    ...texts('c', 'supersedes'),
    ...integers('c', 'since'),
    ...jsonTexts('c', 'value'),
    text(sql`nullif(cast(c.qualifiers as text), '[]')`),
  ],
  read([id, subject, predicate, target, absence, text, rank, ...remaining]) {
    const [source, position, supersedes, since, value, qualifiers] = remaining;
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

/** Rows of the table `citation` with the alias `t`. */
export const storedCitations: ScanShape<
  readonly [
    claim: string,
    ordinal: number,
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
  values: [
    ...texts('t', 'claim'),
    ...integers('t', 'ordinal'),
    ...texts('t', 'locator', 'quote', 'prefix', 'suffix'),
    ...integers('t', 'start', 'end'),
    ...texts('t', 'text_hash'),
  ],
  read([claim, ordinal, locator, quote, prefix, suffix, start, end, textHash]) {
    return (row) => ({
      claim: at(claim, row),
      ordinal: at(ordinal, row),
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

/** Creates the shape of ended rows of the table `claim` or `concept` with the alias `c`. */
export function storedEnds(
  thing: StoredEnd['thing'],
): ScanShape<readonly [id: string, until: number], StoredEnd> {
  return {
    values: [...texts('c', 'id'), ...integers('c', 'until')],
    read:
      ([id, until]) =>
      (row) => ({ thing, id: at(id, row), until: at(until, row) }),
  };
}
