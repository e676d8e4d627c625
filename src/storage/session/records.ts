import type { Absence, Citation, Claim, Predicate, Qualifier, Rank } from '../../graph/claim.js';
import type { Concept, ConceptKind } from '../../graph/concept.js';
import { deepFreeze } from '../../graph/deep-freeze.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { sql, type RawBuilder } from 'kysely';

/** The columns of a `concept` row from which a concept is read. */
export interface ConceptRow {
  readonly id: string;
  readonly kind: ConceptKind;
  readonly slug: string;
  readonly name: string;
  readonly aliases: string;
  readonly summary: string | null;
  readonly same_as: string;
  readonly properties: string;
}

/** The columns of a `claim` row from which a claim is read. */
export interface ClaimRow {
  readonly id: string;
  readonly subject: string;
  readonly predicate: Predicate;
  readonly target: string | null;
  readonly value: string | null;
  readonly absence: Absence | null;
  readonly text: string | null;
  /** Null if the claim has no qualifiers. */
  readonly qualifiers: string | null;
  /** Null for NORMAL. */
  readonly rank: Rank | null;
  readonly source: string;
  readonly position: number;
  readonly supersedes: string | null;
  readonly since: number;
}

/** The columns of a `citation` row from which a citation is read. */
export interface CitationRow {
  readonly locator: string | null;
  readonly quote: string | null;
  readonly prefix: string | null;
  readonly suffix: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly text_hash: string | null;
}

export const conceptColumns = columns<keyof ConceptRow>(
  ...(['id', 'kind', 'slug', 'name', 'aliases', 'summary', 'same_as', 'properties'] as const),
);
const plainClaimColumns = columns<Exclude<keyof ClaimRow, 'qualifiers' | 'rank'>>(
  ...(['id', 'subject', 'predicate', 'target', 'value', 'absence', 'text'] as const),
  ...(['source', 'position', 'supersedes', 'since'] as const),
);

/** Returns the columns of a claim. Empty qualifiers and the rank NORMAL become null: both are common, and a result may have tens of thousands of claims. */
export function claimColumns(alias: string): RawBuilder<unknown> {
  const [qualifiers, rank] = [sql.ref(`${alias}.qualifiers`), sql.ref(`${alias}.rank`)];
  return sql`${plainClaimColumns(alias)},
    nullif(cast(${qualifiers} as text), '[]') as qualifiers, nullif(${rank}, 'NORMAL') as rank`;
}

export const citationColumns = columns<keyof CitationRow>(
  ...(['locator', 'quote', 'prefix', 'suffix', 'start', 'end', 'text_hash'] as const),
);

/** Selects the columns of the table with this alias. */
type ColumnsOf = (alias: string) => RawBuilder<unknown>;

function columns<Name extends string>(...names: Name[]): ColumnsOf {
  return (alias) => sql.join(names.map((name) => sql.ref(`${alias}.${name}`)));
}

/**
 * Members that were added to a kind after graphs had been stored, with their defaults. A member that equals its default
 * is not stored, so that older rows and new rows of the same concept are equal.
 */
export const laterMembers: Readonly<Partial<Record<ConceptKind, Readonly<Record<string, null | boolean>>>>> =
  { DIMENSION: { earliest: null, latest: null, weighs: true }, CITED_SOURCE: { accessedOn: null } };

/** Reads a concept. Members that all kinds have are columns. The other members are in `properties`. */
export function readConcept(row: ConceptRow): Concept {
  return deepFreeze({
    kind: row.kind,
    id: row.id,
    slug: row.slug,
    name: row.name,
    aliases: JSON.parse(row.aliases) as string[],
    summary: row.summary,
    sameAs: JSON.parse(row.same_as) as string[],
    ...laterMembers[row.kind],
    ...(JSON.parse(row.properties) as object),
  } as Concept);
}

/**
 * Creates a function that reads the claims of one result. Claims share equal ids of concepts and equal values: in a large result,
 * many claims name the same concepts and state the same values.
 */
export function claimReader(): (row: ClaimRow) => Claim {
  const texts = new Map<string, string>();
  const shared = <Text extends string>(text: Text): Text => {
    const cached = texts.get(text);
    if (cached === undefined) texts.set(text, text);
    return (cached ?? text) as Text;
  };
  const values = new Map<string, ClaimValue>();
  const valueOf = (text: string): ClaimValue => {
    const value = values.get(text) ?? deepFreeze(JSON.parse(text) as ClaimValue);
    values.set(text, value);
    return value;
  };
  return (row) =>
    Object.freeze({
      id: row.id,
      subject: shared(row.subject),
      predicate: shared(row.predicate),
      target: row.target === null ? null : shared(row.target),
      value: row.value === null ? null : valueOf(row.value),
      absence: row.absence,
      text: row.text,
      qualifiers:
        row.qualifiers === null ? noQualifiers : deepFreeze(JSON.parse(row.qualifiers) as Qualifier[]),
      rank: row.rank ?? 'NORMAL',
      source: shared(row.source),
      position: row.position,
      supersedes: row.supersedes,
      since: row.since,
    });
}

const noQualifiers: readonly Qualifier[] = Object.freeze([]);

export function readCitation(row: CitationRow): Citation {
  return Object.freeze({
    locator: row.locator,
    quote: row.quote,
    prefix: row.prefix,
    suffix: row.suffix,
    start: row.start,
    end: row.end,
    textHash: row.text_hash,
  });
}
