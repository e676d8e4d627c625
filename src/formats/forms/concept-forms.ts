import { z } from 'zod';
import {
  betterWhens,
  cardinalities,
  conceptId,
  featureKinds,
  isSlug,
  kindOfId,
  kindsInWords,
  listName,
  type ConceptKind,
  type ConceptOf,
} from '../../graph/concept.js';
import { inconsistenciesOf, type ScaleMembers } from '../../graph/changes/dimension-rules.js';
import { dateRuleInWords, isDate } from '../../graph/values/date.js';
import { decimalRule, parseDecimal } from '../../graph/values/decimal.js';
import { textMaxLength, textMediaTypes } from '../../graph/source-text.js';
import { valueTypes } from '../../graph/values/value-rules.js';
import { predicateKeysOf } from './claim-keys.js';
import { httpUrl, knownDate, languageTag, uri } from './notations.js';
import { oneOf, orNull, record, slug, slugs, text, texts } from './shapes.js';

/** A stored text of a source, in a document. Its hash is computed from the text. */
export const documentText = record('a text of a source', {
  mediaType: oneOf(textMediaTypes),
  text: z.string({ error: 'a text' }).max(textMaxLength, {
    error: `a text of ${textMaxLength} UTF-16 code units at most`,
  }),
});

export type DocumentText = Readonly<z.output<typeof documentText>>;

/**
 * The members of a concept in a document: its properties; its id, if its slug has changed; its slugs
 * except the first and the current one; its claims; and the stored texts of a source.
 */
export type ConceptFields<Kind extends ConceptKind> = Omit<ConceptOf<Kind>, 'kind' | 'id'> & {
  readonly id?: string | undefined;
  readonly formerSlugs: readonly string[];
  readonly claims?: readonly unknown[] | undefined;
  readonly texts?: readonly DocumentText[] | undefined;
};

/**
 * Creates the Zod schema of a kind of concept: the members that all concepts have, and `properties`. Kinds that are
 * never the subject of a claim have no claims.
 */
function concept<Properties extends z.ZodRawShape>(kind: ConceptKind, properties: Properties) {
  const claims = z.array(z.unknown(), { error: 'a list of claims' });
  return record(kindsInWords([kind]), {
    id: idOf(kind).optional(),
    slug,
    formerSlugs: slugs.default([]),
    name: text,
    aliases: texts.default([]),
    summary: orNull(text),
    sameAs: z.array(uri, { error: 'a list of URIs' }).default([]),
    ...properties,
    claims: (predicateKeysOf(kind).length > 0 ? claims : claims.max(0, { error: 'no claims' })).optional(),
  });
}

/** Creates the Zod schema of the id of a renamed concept. The id contains the first slug of the concept. */
function idOf(kind: ConceptKind) {
  const expected = `the id of ${kindsInWords([kind])}, such as ${conceptId(kind, 'first-slug')}`;
  return z
    .string({ error: expected })
    .refine((id) => kindOfId(id) === kind && isSlug(id.slice(id.indexOf('/') + 1)), { error: expected });
}

const wholeMinutes = 'a whole number of minutes, 1 to 10000';
const minutes = z
  .number({ error: wholeMinutes })
  .refine((count) => Number.isInteger(count) && count >= 1 && count <= 10_000, { error: wholeMinutes });

/** Checks that the members that define the scale of a dimension are consistent. */
function checkScale({ value, issues }: z.core.ParsePayload<ScaleMembers>): void {
  for (const { member, expected } of inconsistenciesOf(value)) {
    issues.push({ code: 'custom', path: [member], message: expected, input: value[member] });
  }
}

/** A decimal. YAML parses a decimal without quotes as a number. */
const decimal = z
  .union([z.string(), z.number()], { error: decimalRule })
  .transform(parseDecimal)
  .refine((parsed) => parsed !== null, { error: decimalRule });

/** A calendar date. YAML parses a year without a month as a number. */
const date = z
  .union([z.string(), z.number()], { error: dateRuleInWords })
  .transform(String)
  .refine(isDate, { error: dateRuleInWords, abort: true });

/** The notation of the concepts of one kind in documents. */
export interface ConceptForm<Kind extends ConceptKind = ConceptKind> {
  /** The key of the list that contains the concepts. */
  readonly list: string;
  readonly schema: z.ZodType<ConceptFields<Kind>> & { readonly shape: z.core.$ZodShape };
}

type ConceptForms = { readonly [Kind in ConceptKind]: ConceptForm<Kind> };

/** The form of every kind of concept, in the order in which the lists of a document are read. */
export const conceptForms: ConceptForms = Object.freeze({
  CITED_SOURCE: {
    list: listName('CITED_SOURCE'),
    schema: concept('CITED_SOURCE', {
      url: orNull(httpUrl),
      publisher: orNull(text),
      category: orNull(text),
      language: orNull(languageTag),
      publishedOn: orNull(knownDate),
      accessedOn: orNull(knownDate),
      readingMinutes: orNull(minutes),
      texts: z.array(documentText, { error: 'a list of texts of the source' }).optional(),
    }),
  },
  APPROACH: { list: listName('APPROACH'), schema: concept('APPROACH', {}) },
  FEATURE: { list: listName('FEATURE'), schema: concept('FEATURE', { featureKind: oneOf(featureKinds) }) },
  BENEFIT: { list: listName('BENEFIT'), schema: concept('BENEFIT', {}) },
  DRAWBACK: { list: listName('DRAWBACK'), schema: concept('DRAWBACK', {}) },
  USE_CASE: { list: listName('USE_CASE'), schema: concept('USE_CASE', {}) },
  DIMENSION: {
    list: listName('DIMENSION'),
    schema: concept('DIMENSION', {
      group: orNull(text),
      valueType: oneOf(valueTypes),
      cardinality: oneOf(cardinalities).default('SINGLE'),
      levels: orNull(texts),
      unit: orNull(text),
      minimum: orNull(decimal),
      maximum: orNull(decimal),
      tolerance: orNull(decimal),
      earliest: orNull(date),
      latest: orNull(date),
      betterWhen: oneOf(betterWhens).default('NEITHER'),
      weighs: z.boolean({ error: 'true or false' }).default(true),
    }).check(checkScale),
  },
  QUESTION: { list: listName('QUESTION'), schema: concept('QUESTION', { category: orNull(text) }) },
});
