import { fold } from './text/fold.js';
import type { ValueType } from './values/value-rules.js';

export const featureKinds = ['CHARACTERISTIC', 'SERVICE', 'PRACTICE'] as const;
export type FeatureKind = (typeof featureKinds)[number];

export const cardinalities = ['SINGLE', 'MULTIPLE'] as const;
export type Cardinality = (typeof cardinalities)[number];

export const betterWhens = ['HIGHER', 'LOWER', 'NEITHER'] as const;
export type BetterWhen = (typeof betterWhens)[number];

interface Named<Kind extends string> {
  readonly kind: Kind;
  /** `<kind>/<first slug>`; never changes. */
  readonly id: string;
  /** Unique within the kind; may change. Never contains `/`. */
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string | null;
  /** URIs of the same concept in other datasets. */
  readonly sameAs: readonly string[];
}

export type Approach = Named<'APPROACH'>;
export type Benefit = Named<'BENEFIT'>;
export type Drawback = Named<'DRAWBACK'>;
export type UseCase = Named<'USE_CASE'>;

export interface Feature extends Named<'FEATURE'> {
  readonly featureKind: FeatureKind;
}

export interface Dimension extends Named<'DIMENSION'> {
  readonly group: string | null;
  readonly valueType: ValueType;
  readonly cardinality: Cardinality;
  /** The levels of an ORDINAL, lowest first; null for the other types. */
  readonly levels: readonly string[] | null;
  /** The canonical unit of a QUANTITY, as `parseUnit` accepts it; null for plain numbers, and for the other types. */
  readonly unit: string | null;
  /** The declared span of a QUANTITY, both ends or neither, and its tolerance: decimals in its unit. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly tolerance: string | null;
  /** The declared span of a DATE, both ends or neither: ISO 8601, each end at the precision that is known. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly betterWhen: BetterWhen;
  /** Whether the dimension may count in similarities and among the most discriminating rows. Editors exclude names, addresses and notes. */
  readonly weighs: boolean;
}

export interface Question extends Named<'QUESTION'> {
  readonly category: string | null;
}

export interface CitedSource extends Named<'CITED_SOURCE'> {
  readonly url: string | null;
  readonly publisher: string | null;
  readonly category: string | null;
  /** A BCP 47 language tag. */
  readonly language: string | null;
  /** ISO 8601 at the precision that is known: 2024, 2024-05 or 2024-05-17. */
  readonly publishedOn: string | null;
  /** The date on which the source was read, in the form of `publishedOn`; null if it is not known. */
  readonly accessedOn: string | null;
  readonly readingMinutes: number | null;
}

export type Concept = Approach | Feature | Benefit | Drawback | UseCase | Dimension | Question | CitedSource;
export type ConceptKind = Concept['kind'];
export type ConceptOf<Kind extends ConceptKind> = Extract<Concept, { kind: Kind }>;

/** The texts about a kind of concept for messages, documents and the schema. */
interface KindWords {
  /** The plural, as a heading: "Use cases". */
  readonly plural: string;
  /** The meaning of the kind. */
  readonly meaning: string;
}

/** All kinds of concepts. Other names of a kind are derived from the kind and its plural. */
export const kindWords: Readonly<Record<ConceptKind, KindWords>> = Object.freeze({
  APPROACH: {
    plural: 'Approaches',
    meaning: 'A method, product, service or licence that is compared with other approaches.',
  },
  FEATURE: { plural: 'Features', meaning: 'A characteristic, service or practice of an approach.' },
  BENEFIT: { plural: 'Benefits', meaning: 'A good effect of an approach or a feature.' },
  DRAWBACK: { plural: 'Drawbacks', meaning: 'A bad effect of an approach or a feature.' },
  USE_CASE: { plural: 'Use cases', meaning: 'A need or situation that an approach suits.' },
  DIMENSION: {
    plural: 'Dimensions',
    meaning: 'A property with values, along which approaches are compared.',
  },
  QUESTION: { plural: 'Questions', meaning: "A reader's question about two or more approaches." },
  CITED_SOURCE: {
    plural: 'Cited sources',
    meaning: 'A source of claims, such as an article, a licence text, a table or an editorial team.',
  },
});
export const conceptKinds = Object.freeze(Object.keys(kindWords)) as readonly ConceptKind[];

/** The kind as text, for messages: `use case`, `cited source`. */
export function kindInWords(kind: ConceptKind): string {
  return kind.toLowerCase().replace('_', ' ');
}

/** Kinds as text, with articles: `a benefit or a drawback`. */
export function kindsInWords(kinds: readonly ConceptKind[]): string {
  const words = kinds.map(kindInWords);
  return words.map((each) => `${/^[aeio]/u.test(each) ? 'an' : 'a'} ${each}`).join(' or ');
}

/** The name of a list of concepts of a kind, in documents and in the schema: `useCases`. */
export function listName(kind: ConceptKind): string {
  return camelCase(kindWords[kind].plural);
}

/** Converts words to a name: `use cases` to `useCases`. */
function camelCase(words: string): string {
  return words.toLowerCase().replace(/ (.)/gu, (_, first: string) => first.toUpperCase());
}

/** The name of one concept of a kind: `useCase`. */
export function memberName(kind: ConceptKind): string {
  return camelCase(kindInWords(kind));
}

const kindsByPrefix = new Map(conceptKinds.map((kind) => [idPrefix(kind), kind]));

function idPrefix(kind: ConceptKind): string {
  return kindInWords(kind).replace(' ', '-');
}

/** The id of a concept with the first slug `slug`, e.g. `approach/msp`. */
export function conceptId(kind: ConceptKind, slug: string): string {
  return `${idPrefix(kind)}/${slug}`;
}

/**
 * Returns the kind of a concept by its id. The slug in the id is not checked.
 * @returns undefined if the text has no prefix of a kind, or nothing after the prefix
 */
export function kindOfId(id: string): ConceptKind | undefined {
  const slash = id.indexOf('/');
  return slash > 0 && slash < id.length - 1 ? kindsByPrefix.get(id.slice(0, slash)) : undefined;
}

/** The syntax of slugs; `slugMaxLength` limits their length. */
export const slugForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugMaxLength = 200;
export const slugRule = `lower-case letters a to z and digits, with single hyphens between them, ${slugMaxLength} characters at most`;

/** Whether `text` can be a slug; `slugRule` describes the rule. */
export function isSlug(text: string): boolean {
  return text.length <= slugMaxLength && slugForm.test(text);
}

/** Orders concepts by folded name, then by id. */
export function compareByName(left: Concept, right: Concept): number {
  const [leftName, rightName] = [fold(left.name), fold(right.name)];
  return leftName < rightName
    ? -1
    : leftName > rightName
      ? 1
      : left.id < right.id
        ? -1
        : left.id > right.id
          ? 1
          : 0;
}
