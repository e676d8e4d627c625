/** Random graphs that use the whole model, with texts of all of Unicode. */
import fc from 'fast-check';
import { absences, predicateRules, predicates, ranks, type Citation } from '../../src/graph/claim.js';
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
const orNull = <Of>(arbitrary: fc.Arbitrary<Of>) => fc.option(arbitrary, { nil: null });

/** Texts that are hard to print and parse. */
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

/** Any text that databases can store, and that is not blank. */
const verbatim = fc
  .oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 12 }), anyText({ maxLength: 6 }))
  .filter((words) => !words.includes('\0') && words !== '' && words !== '__proto__');
const text = verbatim
  .map((words) => words.trim())
  .filter((words) => fold(words) !== '' && words !== '__proto__');
const texts = fc.uniqueArray(text, { maxLength: 3, selector: fold });

const decimal = fc
  .tuple(oneOf('', '-'), fc.stringMatching(/^\d{1,24}$/u), fc.stringMatching(/^\d{0,24}$/u))
  .map(([sign, whole, part]) => parseDecimal(`${sign}${whole}${part === '' ? '' : `.${part}`}`) ?? '0');
const date = oneOf('1999', '2024-05', '2024-02-29');

const dimension = oneOf(...valueTypes).chain((valueType): fc.Arbitrary<Partial<Dimension>> => {
  const measured = {
    group: orNull(text),
    betterWhen: oneOf(...betterWhens),
    weighs: fc.boolean(),
    cardinality:
      valueType === 'TEXT' || valueType === 'TERMS' ? oneOf('SINGLE', 'MULTIPLE') : oneOf('SINGLE'),
    levels:
      valueType === 'ORDINAL'
        ? fc.uniqueArray(text, { minLength: 2, maxLength: 4, selector: fold })
        : fc.constant(null),
    unit: valueType === 'QUANTITY' ? oneOf(null, 'kg', 'EUR', 'GBy') : fc.constant(null),
    tolerance: valueType === 'QUANTITY' ? oneOf(null, '0.5', '0.10000000000000000001') : fc.constant(null),
    span: fc.boolean(),
  };
  return fc.record(measured).map(({ span, ...members }) => ({
    ...members,
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
    readingMinutes: oneOf(null, 1, 10_000),
  }),
};

/** Some concepts of a kind; some of them have been renamed. */
function concepts(kind: ConceptKind): fc.Arbitrary<readonly Concept[]> {
  const members = fc.record({
    word: oneOf('a', 'zebra', 'x-1', '0'),
    renamed: fc.boolean(),
    name: text,
    aliases: texts,
    summary: orNull(text),
    sameAs: fc.uniqueArray(oneOf('https://example.org/x', 'urn:isbn:0451450523'), { maxLength: 2 }),
    own: properties[kind] ?? fc.constant({}),
  });
  return fc.array(members, { minLength: 1, maxLength: 3 }).map((all) =>
    all.map(({ word, renamed, own, ...named }, index) => {
      const slug = `${word}-of-${index}`;
      return {
        kind,
        id: conceptId(kind, renamed ? `first-${index}` : slug),
        slug,
        ...named,
        ...own,
      } as Concept;
    }),
  );
}

function valueOf(dimension: Dimension): fc.Arbitrary<ClaimValue> {
  switch (dimension.valueType) {
    case 'TEXT':
      return text.map((words) => ({ type: 'TEXT', text: words }));
    case 'SUPPORT':
      return support;
    case 'QUANTITY':
      return fc
        .tuple(
          fc.uniqueArray(decimal, { minLength: 1, maxLength: 2 }),
          oneOf(0, 1, 2),
          oneOf('g', 'USD', null),
        )
        .map(([bounds, open, unit]) => {
          const [low = '0', high = low] = bounds.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
          const isReversed = BigInt(scaled(low)) > BigInt(scaled(high));
          const [minimum, maximum] = isReversed ? [high, low] : [low, high];
          return {
            type: 'QUANTITY',
            minimum: open === 1 && low !== high ? null : minimum,
            maximum: open === 2 && low !== high ? null : maximum,
            unit: unit ?? dimension.unit,
          };
        });
    case 'ORDINAL':
      return oneOf(...(dimension.levels ?? [])).map((level) => ({ type: 'ORDINAL', level }));
    case 'DATE':
      return date.map((each) => ({ type: 'DATE', date: each }));
    case 'VERSION':
      return oneOf(['3.10', '3.10'], ['3.9', '3.12.0-rc.1+b'], [null, '10'], ['2024.04', null]).map(
        ([oldest = null, newest = null]) => ({ type: 'VERSION', oldest, newest }),
      );
    case 'TERMS':
      return fc
        .uniqueArray(text, { minLength: 1, maxLength: 3, selector: fold })
        .map((terms) => ({ type: 'TERMS', terms }));
  }
}

/** A decimal as an integer, with 60 decimal places. */
function scaled(written: string): string {
  const [whole = '', part = ''] = written.split('.');
  return whole + part.padEnd(60, '0');
}

const support: fc.Arbitrary<ClaimValue> = fc.oneof(
  oneOf(...supports.filter((each) => each !== 'PARTIAL')).map(
    (each) => ({ type: 'SUPPORT', support: each, note: null }) as const,
  ),
  fc
    .tuple(oneOf(...supports), text)
    .map(([each, note]) => ({ type: 'SUPPORT', support: each, note }) as const),
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
  .map(({ offsets: [start, end], ...each }) => ({ ...each, start, end }))
  .map((each) =>
    (each.locator ?? each.quote ?? each.start) === null ? { ...each, locator: 'somewhere' } : each,
  );

/** A claim about some of these concepts; null if its predicate does not fit any of them. */
function claim(all: readonly Concept[]): fc.Arbitrary<ClaimDraft> {
  const ofKinds = (kinds: readonly ConceptKind[]) => all.filter(({ kind }) => kinds.includes(kind));
  return fc
    .tuple(oneOf(...predicates), fc.nat(), fc.nat())
    .map(([predicate, one, other]) => {
      const { subjects, targets, sameKind } = predicateRules[predicate];
      const subject = pick(ofKinds(subjects), one);
      const target = targets.length === 0 ? null : pick(ofKinds(sameKind ? [subject.kind] : targets), other);
      return { predicate, subject, target };
    })
    .chain(({ predicate, subject, target }) => {
      const stated = target?.kind === 'DIMENSION' && predicate === 'HAS_VALUE' ? valueOf(target) : support;
      return fc.record({
        subject: fc.constant(subject.id),
        predicate: fc.constant(predicate),
        target: fc.constant(target?.id ?? null),
        statement: target
          ? fc.oneof(
              fc.record({ value: stated, absence: fc.constant(null), text: orNull(text) }),
              fc.record({ value: fc.constant(null), absence: oneOf(...absences), text: orNull(text) }),
            )
          : fc.record({ value: fc.constant(null), absence: fc.constant(null), text }),
        qualifiers: fc
          .uniqueArray(fc.record({ key: text, value: text }), { maxLength: 2, selector: ({ key }) => key })
          .map(sortQualifiers),
        rank: oneOf(...ranks),
        source: oneOf(...ofKinds(['CITED_SOURCE']).map(({ id }) => id)),
        position: oneOf(0, 0, 1, 2, -5, 2_147_483_647),
        supersedes: oneOf(null, null, 'claim/0123456789abcdefghijkl'),
        citations: fc.array(citation, { maxLength: 2 }),
      });
    })
    .map(({ statement, ...each }) => ({ ...each, ...statement }));
}

function pick<Of>(among: readonly Of[], index: number): Of {
  return among[index % among.length] as Of;
}

/** Texts of several lines or of white space only; a suffix makes each text unique. */
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

function putTexts(
  all: readonly Concept[],
  texts: readonly (typeof storedText extends fc.Arbitrary<infer Of> ? Of : never)[],
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

/** Puts a concept; some had other slugs between the first and the current one. */
function putConcept(concept: Concept, index: number, formerly: readonly number[]): Change {
  const count = formerly[index % formerly.length] ?? 0;
  const formerSlugs = ['once', 'then'].slice(0, count).map((each) => `${each}-${index}`);
  return count === 0 ? { type: 'putConcept', concept } : { type: 'putConcept', concept, formerSlugs };
}

/** A set of changes that fills an empty graph: concepts, texts of sources, then claims. */
export const graphs: fc.Arbitrary<readonly Change[]> = fc
  .tuple(...conceptKinds.map(concepts))
  .map((lists) => lists.flat())
  .chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.uniqueArray(claim(all), { maxLength: 12, selector: (each) => claimId(each) }),
      fc.array(storedText, { maxLength: 4 }),
      fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 5 }),
    ),
  )
  .map(([all, claims, texts, formerly]) => [
    ...all.map((concept, index) => putConcept(concept, index, formerly)),
    ...putTexts(all, texts),
    ...claims.map((each): Change => ({ type: 'putClaim', claim: each })),
  ]);
