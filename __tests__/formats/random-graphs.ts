/** Generates random graphs with concepts of all kinds and values of all types, with any Unicode text. */
import fc from 'fast-check';
import {
  absences,
  predicateRules,
  predicates,
  ranks,
  type Citation,
  type Predicate,
} from '../../src/graph/claim.js';
import {
  betterWhens,
  conceptId,
  conceptKinds,
  featureKinds,
  type Concept,
  type ConceptKind,
  type Dimension,
} from '../../src/graph/concept.js';
import { fold } from '../../src/graph/text/fold.js';
import { claimId, sortQualifiers } from '../../src/graph/identity.js';
import { hashOfText, textMediaTypes } from '../../src/graph/source-text.js';
import { valueTypes, type ClaimValue } from '../../src/graph/values/value-rules.js';
import { supports } from '../../src/graph/values/support.js';
import { parseDecimal } from '../../src/graph/values/decimal.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';
import { anyText } from '../support/any-text.js';

const oneOf = fc.constantFrom;
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });

/** Texts that printers and parsers often process incorrectly. */
const awkward = oneOf(
  ...['null', '~', 'YES', 'no', '2024', '1e3', '0x1F', '-0', '.inf', '- x', '? x', '#x', 'a #b', 'a: b'],
  ...['"', "'", '`', '|', '>', '%YAML', '---', '...', '[x]', '{x}', '&x', '*x', '!x', '@x', ',', 'a\n\n  b'],
  ...[
    '\u0085x',
    'x\u2028y',
    '\uFEFFx',
    'a\tb',
    'a\r\nb',
    '\u007F',
    'é',
    'e\u0301',
    '😀',
    '<<',
    'constructor',
  ],
);

/** Any text that is not empty, that databases can store, and that can be a key of a mapping. */
const verbatim = fc
  .oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 12 }), anyText({ maxLength: 6 }))
  .filter((value) => !value.includes('\0') && value !== '' && value !== '__proto__');
const text = verbatim
  .map((value) => value.trim())
  .filter((value) => fold(value) !== '' && value !== '__proto__');
const texts = fc.uniqueArray(text, { maxLength: 3, selector: fold });

const decimal = fc
  .tuple(oneOf('', '-'), fc.stringMatching(/^\d{1,24}$/u), fc.stringMatching(/^\d{0,24}$/u))
  .map(
    ([sign, integer, fraction]) =>
      parseDecimal(`${sign}${integer}${fraction === '' ? '' : `.${fraction}`}`) ?? '0',
  );
const date = oneOf('1999', '2024-05', '2024-02-29');

const dimension = oneOf(...valueTypes).chain((valueType): fc.Arbitrary<Partial<Dimension>> => {
  const members = {
    group: orNull(text),
    betterWhen: oneOf(...betterWhens),
    weighs: fc.boolean(),
    cardinality:
      valueType === 'TEXT' || valueType === 'TERMS' ? oneOf('SINGLE', 'MULTIPLE') : oneOf('SINGLE'),
    levels:
      valueType === 'ORDINAL'
        ? fc.uniqueArray(text, { minLength: 2, maxLength: 4, selector: fold })
        : fc.constant(null),
    unit: valueType === 'QUANTITY' ? oneOf(null, 'kg', 'EUR', 'EUR/mo', 'GBy') : fc.constant(null),
    tolerance: valueType === 'QUANTITY' ? oneOf(null, '0.5', '0.10000000000000000001') : fc.constant(null),
    span: fc.boolean(),
  };
  return fc.record(members).map(({ span, ...others }) => ({
    ...others,
    valueType,
    minimum: span && valueType === 'QUANTITY' ? '-12.5' : null,
    maximum: span && valueType === 'QUANTITY' ? '1234567890123456789' : null,
    earliest: span && valueType === 'DATE' ? '1980' : null,
    latest: span && valueType === 'DATE' ? '2024-05-17' : null,
  }));
});

const url = oneOf(null, 'https://example.org/a?b=c#d', 'http://example.org');
const properties: { readonly [Kind in ConceptKind]?: fc.Arbitrary<object> } = {
  FEATURE: fc.record({ featureKind: oneOf(...featureKinds) }),
  DIMENSION: dimension,
  QUESTION: fc.record({ category: orNull(text) }),
  CITED_SOURCE: fc.record({
    url,
    publisher: orNull(text),
    category: orNull(text),
    language: oneOf(null, 'en', 'pt-BR'),
    publishedOn: orNull(date),
    accessedOn: orNull(date),
    readingMinutes: oneOf(null, 1, 10_000),
  }),
};

/** Generates `minLength` to three concepts of `kind`. A renamed concept has an id that differs from its slug. */
function concepts(kind: ConceptKind, minLength = 1): fc.Arbitrary<readonly Concept[]> {
  const members = fc.record({
    word: oneOf('a', 'zebra', 'x-1', '0'),
    renamed: fc.boolean(),
    name: text,
    aliases: texts,
    summary: orNull(text),
    sameAs: fc.uniqueArray(oneOf('https://example.org/x', 'urn:isbn:0451450523'), { maxLength: 2 }),
    ownMembers: properties[kind] ?? fc.constant({}),
  });
  return fc.array(members, { minLength, maxLength: 3 }).map((all) =>
    all.map(({ word, renamed, ownMembers, ...named }, index) => {
      const slug = `${word}-of-${index}`;
      return {
        kind,
        id: conceptId(kind, renamed ? `first-${index}` : slug),
        slug,
        ...named,
        ...ownMembers,
      } as Concept;
    }),
  );
}

/** Returns the units of generated amounts along a dimension; null stands for `unit`, the unit of the dimension. */
function otherUnitsOf(unit: string | null): readonly (string | null)[] {
  if (unit === null) return ['g', 'USD', 'EUR/a', null];
  return { kg: ['g', '1', null], GBy: ['By', '1', null] }[unit] ?? ['USD', 'EUR/a', null];
}

function valueOf(dimension: Dimension): fc.Arbitrary<ClaimValue> {
  switch (dimension.valueType) {
    case 'TEXT':
      return text.map((value) => ({ type: 'TEXT', text: value }));
    case 'SUPPORT':
      return support;
    case 'QUANTITY':
      return fc
        .tuple(
          fc.uniqueArray(decimal, { minLength: 1, maxLength: 2 }),
          oneOf(0, 1, 2),
          oneOf(...otherUnitsOf(dimension.unit)),
          fc.tuple(rarely, rarely, rarely),
        )
        .map(([bounds, open, unit, [below, above, approximate]]) => {
          const [low = '0', high = low] = bounds.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
          const isReversed = BigInt(scaled(low)) > BigInt(scaled(high));
          const [minimum, maximum] = isReversed ? [high, low] : [low, high];
          const isRange = low !== high;
          return {
            type: 'QUANTITY',
            minimum: open === 1 && isRange ? null : minimum,
            maximum: open === 2 && isRange ? null : maximum,
            unit: unit ?? dimension.unit,
            ...(below && isRange && open !== 1 && { exclusiveMinimum: true }),
            ...(above && isRange && open !== 2 && { exclusiveMaximum: true }),
            ...(approximate && { approximate: true }),
          };
        });
    case 'ORDINAL':
      return oneOf(...(dimension.levels ?? [])).map((level) => ({ type: 'ORDINAL', level }));
    case 'DATE':
      return fc
        .tuple(date, oneOf('', '', '/..', '../'))
        .map(([each, end]) => ({ type: 'DATE', date: end === '../' ? `../${each}` : `${each}${end}` }));
    case 'VERSION':
      return oneOf(['3.10', '3.10'], ['3.9', '3.12.0-rc.1+b'], [null, '10'], ['2024.04', null]).map(
        ([oldest = null, newest = null]) => ({ type: 'VERSION', oldest, newest }),
      );
    case 'TERMS':
      return fc
        .uniqueArray(text, { maxLength: 3, selector: fold })
        .map((terms) => ({ type: 'TERMS', terms }));
  }
}

const rarely = fc.integer({ min: 0, max: 3 }).map((each) => each === 0);

/** Returns a decimal multiplied by 10 to the power of 60, as the text of an integer. */
function scaled(decimalText: string): string {
  const [integer = '', fraction = ''] = decimalText.split('.');
  return integer + fraction.padEnd(60, '0');
}

const support: fc.Arbitrary<ClaimValue> = fc.oneof(
  oneOf(...supports.filter((value) => value !== 'PARTIAL')).map(
    (value) => ({ type: 'SUPPORT', support: value, note: null }) as const,
  ),
  fc
    .tuple(oneOf(...supports), text)
    .map(([value, note]) => ({ type: 'SUPPORT', support: value, note }) as const),
);

const offsets = oneOf([null, null], [0, 0], [3, 2_147_483_647], [7, null]) as fc.Arbitrary<
  readonly [number | null, number | null]
>;
const citation: fc.Arbitrary<Citation> = fc
  .record({
    locator: orNull(text),
    quote: orNull(verbatim),
    prefix: orNull(verbatim),
    suffix: orNull(verbatim),
    offsets,
    textHash: orNull(text),
  })
  .map(({ offsets: [start, end], ...members }) => ({ ...members, start, end }))
  .map((members) =>
    (members.locator ?? members.quote ?? members.start) === null
      ? { ...members, locator: 'somewhere' }
      : members,
  );

/** Generates a claim about one of the concepts, with one of the predicates. @param all contains concepts of all kinds */
function claim(
  all: readonly Concept[],
  ofPredicates: readonly Predicate[] = predicates,
): fc.Arbitrary<ClaimDraft> {
  const conceptsOfKinds = (kinds: readonly ConceptKind[]) => all.filter(({ kind }) => kinds.includes(kind));
  return fc
    .tuple(oneOf(...ofPredicates), fc.nat(), fc.nat())
    .map(([predicate, subjectIndex, targetIndex]) => {
      const { subjects, targets, sameKind } = predicateRules[predicate];
      const subject = pick(conceptsOfKinds(subjects), subjectIndex);
      const target =
        targets.length === 0 ? null : pick(conceptsOfKinds(sameKind ? [subject.kind] : targets), targetIndex);
      return { predicate, subject, target };
    })
    .chain(({ predicate, subject, target }) => {
      const value = target?.kind === 'DIMENSION' && predicate === 'HAS_VALUE' ? valueOf(target) : support;
      return fc.record({
        subject: fc.constant(subject.id),
        predicate: fc.constant(predicate),
        target: fc.constant(target?.id ?? null),
        statement: target
          ? fc.oneof(
              fc.record({ value, absence: fc.constant(null), text: orNull(text) }),
              fc.record({ value: fc.constant(null), absence: oneOf(...absences), text: orNull(text) }),
            )
          : fc.record({ value: fc.constant(null), absence: fc.constant(null), text }),
        qualifiers: fc
          .uniqueArray(fc.record({ key: text, value: text }), { maxLength: 2, selector: ({ key }) => key })
          .map(sortQualifiers),
        rank: oneOf(...ranks),
        source: oneOf(...conceptsOfKinds(['CITED_SOURCE']).map(({ id }) => id)),
        position: oneOf(0, 0, 1, 2, -5, 2_147_483_647),
        supersedes: oneOf(null, null, 'claim/0123456789abcdefghijkl'),
        citations: fc.array(citation, { maxLength: 2 }),
      });
    })
    .map(({ statement, ...members }) => ({ ...members, ...statement }));
}

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}

/** Generates the parts of a stored text. `putTexts` appends an index as the last line to make each text unique. */
const storedText = fc.record({
  lines: fc.array(
    fc.oneof(verbatim, oneOf('', ' ', '\t', 'a line that is so long that it is folded: "it\'s"')),
    {
      maxLength: 6,
    },
  ),
  ending: oneOf('\n', '\r\n', '\n\n', '\n '),
  source: fc.nat(),
  mediaType: oneOf(...textMediaTypes),
});

/** Builds changes that put stored texts, each with a source among the concepts. */
function putTexts(
  all: readonly Concept[],
  texts: readonly (typeof storedText extends fc.Arbitrary<infer Value> ? Value : never)[],
): readonly Change[] {
  const sources = all.filter(({ kind }) => kind === 'CITED_SOURCE');
  return texts.map(({ lines, ending, source, mediaType }, index) => {
    const text = [...lines, index].join(ending);
    return {
      type: 'putText',
      text: { hash: hashOfText(text), source: pick(sources, source).id, mediaType, text },
    };
  });
}

/**
 * Builds the change that puts a concept with zero, one or two former slugs.
 * @param formerSlugCounts the numbers of former slugs of the first concepts; the list is repeated for further
 *   concepts
 */
function putConcept(concept: Concept, index: number, formerSlugCounts: readonly number[]): Change {
  const count = formerSlugCounts[index % formerSlugCounts.length] ?? 0;
  const formerSlugs = ['once', 'then'].slice(0, count).map((prefix) => `${prefix}-${index}`);
  return count === 0 ? { type: 'putConcept', concept } : { type: 'putConcept', concept, formerSlugs };
}

/** Changes that fill an empty graph: concepts, texts of sources, then claims. */
export const graphs: fc.Arbitrary<readonly Change[]> = fc
  .tuple(...conceptKinds.map((kind) => concepts(kind)))
  .map((lists) => lists.flat())
  .chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.uniqueArray(claim(all), { maxLength: 12, selector: (draft) => claimId(draft) }),
      fc.array(storedText, { maxLength: 4 }),
      fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 5 }),
    ),
  )
  .map(([all, claims, texts, formerSlugCounts]) => [
    ...all.map((concept, index) => putConcept(concept, index, formerSlugCounts)),
    ...putTexts(all, texts),
    ...claims.map((draft): Change => ({ type: 'putClaim', claim: draft })),
  ]);

/** The predicates of claims that fill cells. `HAS_VALUE` is listed twice, so that it is twice as frequent as each other predicate. */
const cellPredicates = [
  'HAS_VALUE',
  'HAS_VALUE',
  'HAS_FEATURE',
  'BRINGS_BENEFIT',
  'HAS_DRAWBACK',
  'SUITS',
] as const satisfies readonly Predicate[];

/** Changes that fill an empty graph with concepts of all kinds, among them two or three approaches, and with claims that fill cells. */
export const comparedGraphs: fc.Arbitrary<readonly Change[]> = fc
  .tuple(...conceptKinds.map((kind) => concepts(kind, kind === 'APPROACH' ? 2 : 1)))
  .map((lists) => lists.flat())
  .chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.uniqueArray(claim(all, cellPredicates), {
        minLength: 1,
        maxLength: 20,
        selector: (draft) => claimId(draft),
      }),
    ),
  )
  .map(([all, claims]) => [
    ...all.map((concept): Change => ({ type: 'putConcept', concept })),
    ...claims.map((draft): Change => ({ type: 'putClaim', claim: draft })),
  ]);
