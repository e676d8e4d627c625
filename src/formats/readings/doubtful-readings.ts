import type { Citation, Claim } from '../../graph/claim.js';
import type { Concept, Dimension } from '../../graph/concept.js';
import type { ClaimCursor, GraphView } from '../../graph/ports/reading.js';
import type { QuantityValue } from '../../graph/values/quantity.js';
import { ruleOf } from '../../graph/values/value-rules.js';
import { ValueError } from '../../graph/values/value-type.js';
import { parseWrittenUnit } from '../../graph/values/written-unit.js';
import { typeNamedBy } from '../forms/value-forms.js';
import { namesIdentifier, namesYear } from '../tables/cells/head-words.js';

/**
 * The kinds of doubtful readings. Earlier imports read numbers and units without their context.
 *
 * - `VERSION_AS_AMOUNT`: a version that is stored as an amount, such as 3.1 instead of 3.10.
 * - `YEAR_AS_AMOUNT`: a year that is stored as a plain number.
 * - `LEADING_ZERO`: an identifier or a number that may have lost a leading zero.
 * - `DECIMAL_COMMA`: a decimal comma that was read as a separator of thousands.
 * - `UNIT`: a UCUM code that is unusual, or commonly used for another unit: mph is the milliphot in UCUM.
 */
export type Doubt = 'VERSION_AS_AMOUNT' | 'YEAR_AS_AMOUNT' | 'LEADING_ZERO' | 'DECIMAL_COMMA' | 'UNIT';

/** A stored claim that an earlier import may have read incorrectly. */
export interface DoubtfulReading {
  readonly claim: string;
  readonly doubt: Doubt;
  readonly dimension: NamedThing;
  readonly approach: NamedThing;
  readonly source: NamedThing;
  /** The stored value as text. */
  readonly value: string;
  /** The first quote of the claim; null if the claim has no quote. */
  readonly quote: string | null;
  /** The possible error and its correction. */
  readonly advice: string;
}

interface NamedThing {
  readonly id: string;
  readonly name: string;
}

/** The sizes of pages and batches, in records. They bound the memory. */
const dimensionsPerPage = 1_000;
const dimensionsPerBatch = 100;
const claimsPerDimension = 200;
const claimsPerPage = 2_000;

/** Streams the doubtful readings in a graph. Loads each claim along a QUANTITY dimension once. */
export async function* doubtfulReadings(view: GraphView): AsyncGenerator<DoubtfulReading> {
  for await (const dimensions of quantityDimensions(view)) {
    for (let start = 0; start < dimensions.length; start += dimensionsPerBatch) {
      const batch = dimensions.slice(start, start + dimensionsPerBatch);
      const pages = await view.claimPages({
        ...request(batch.map(({ id }) => id)),
        first: claimsPerDimension,
        after: null,
      });
      yield* readingsAmong(
        view,
        batch.flatMap((dimension, index) => amountsOf(dimension, pages[index]?.items ?? [])),
      );
      for (const [index, dimension] of batch.entries()) {
        const page = pages[index];
        const last = page?.hasNextPage === true ? page.cursors.at(-1) : undefined;
        if (last) yield* readingsAfter(view, dimension, last);
      }
    }
  }
}

async function* quantityDimensions(view: GraphView): AsyncGenerator<readonly Dimension[]> {
  let after: Parameters<GraphView['conceptPage']>[0]['after'] = null;
  do {
    const page: Awaited<ReturnType<GraphView['conceptPage']>> = await view.conceptPage({
      kind: 'DIMENSION',
      orderBy: 'SLUG',
      filter: {},
      first: dimensionsPerPage,
      after,
    });
    yield page.items.filter(
      (each): each is Dimension => each.kind === 'DIMENSION' && each.valueType === 'QUANTITY',
    );
    after = page.hasNextPage ? (page.cursors.at(-1) ?? null) : null;
  } while (after);
}

function request(keys: readonly string[]) {
  return { by: 'target', keys, filter: { predicates: ['HAS_VALUE'] } } as const;
}

async function* readingsAfter(
  view: GraphView,
  dimension: Dimension,
  last: ClaimCursor,
): AsyncGenerator<DoubtfulReading> {
  let after: ClaimCursor | undefined = last;
  while (after) {
    const [page]: Awaited<ReturnType<GraphView['claimPages']>> = await view.claimPages({
      ...request([dimension.id]),
      first: claimsPerPage,
      after,
    });
    yield* readingsAmong(view, amountsOf(dimension, page?.items ?? []));
    after = page?.hasNextPage === true ? page.cursors.at(-1) : undefined;
  }
}

/** An amount with its dimension. */
interface Amount {
  readonly dimension: Dimension;
  readonly claim: Claim;
  readonly value: QuantityValue;
}

function amountsOf(dimension: Dimension, claims: readonly Claim[]): readonly Amount[] {
  return claims.flatMap((claim) =>
    claim.value?.type === 'QUANTITY' ? [{ dimension, claim, value: claim.value }] : [],
  );
}

async function* readingsAmong(view: GraphView, amounts: readonly Amount[]): AsyncGenerator<DoubtfulReading> {
  if (amounts.length === 0) return;
  const citations = await view.citations(amounts.map(({ claim }) => claim.id));
  const found = amounts.flatMap((amount, index) => {
    const quote = quoteIn(citations[index] ?? []);
    const doubt = doubtAbout(amount, quote);
    return doubt === null ? [] : [{ ...amount, ...doubt, quote }];
  });
  if (found.length === 0) return;
  const named = await conceptsById(view, found);
  for (const { claim, dimension, value, quote, doubt, advice } of found) {
    yield {
      claim: claim.id,
      doubt,
      dimension: { id: dimension.id, name: dimension.name },
      approach: { id: claim.subject, name: named.get(claim.subject)?.name ?? claim.subject },
      source: { id: claim.source, name: named.get(claim.source)?.name ?? claim.source },
      value: ruleOf(value).display(value),
      quote,
      advice,
    };
  }
}

/** Finds the first quote of a claim, trimmed. */
function quoteIn(citations: readonly Citation[]): string | null {
  return citations.find(({ quote }) => quote !== null)?.quote?.trim() ?? null;
}

async function conceptsById(
  view: GraphView,
  found: readonly Amount[],
): Promise<ReadonlyMap<string, Concept>> {
  const subjects = new Set(found.map(({ claim }) => claim.subject));
  const sources = new Set(found.map(({ claim }) => claim.source));
  const concepts = await view.concepts([
    ...[...subjects].map((reference) => ({ kind: 'APPROACH', reference }) as const),
    ...[...sources].map((reference) => ({ kind: 'CITED_SOURCE', reference }) as const),
  ]);
  return new Map(concepts.flatMap((concept) => (concept ? [[concept.id, concept]] : [])));
}

const importAdvice = 'import the source again';

/** Finds the reason why an amount may be wrong, with advice; null if there is no doubt. */
function doubtAbout(
  { dimension, value }: Amount,
  quote: string | null,
): Pick<DoubtfulReading, 'doubt' | 'advice'> | null {
  const heads = [dimension.name, ...dimension.aliases];
  const isPlain = value.unit === null;
  if (quote !== null && /^[+-]?0\d/u.test(quote) && isPlain) {
    return {
      doubt: 'LEADING_ZERO',
      advice: `the source has "${quote}": ${importAdvice}, which stores it as text`,
    };
  }
  if (quote !== null && hasDecimalComma(quote) && isWholeNumber(value)) {
    return {
      doubt: 'DECIMAL_COMMA',
      advice: `"${quote}" has a decimal comma: ${importAdvice}, and check the other values of this source along the dimension`,
    };
  }
  if (isPlain && heads.some((head) => typeNamedBy(head) !== null)) {
    return {
      doubt: 'VERSION_AS_AMOUNT',
      advice: `a version is not an amount, and may have lost a zero: ${importAdvice}`,
    };
  }
  if (isPlain && heads.some(namesIdentifier)) {
    return {
      doubt: 'LEADING_ZERO',
      advice: `leading zeros cannot be recovered from the amount: ${importAdvice}, which stores them as text`,
    };
  }
  if (isPlain && isYear(value) && heads.some(namesYear)) {
    return { doubt: 'YEAR_AS_AMOUNT', advice: `a year is a date, which can be ranked: ${importAdvice}` };
  }
  const unitDoubt = [value.unit, dimension.unit].flatMap((unit) =>
    unit === null ? [] : (commonUnitOf(unit) ?? []),
  )[0];
  return unitDoubt === undefined
    ? null
    : { doubt: 'UNIT', advice: `${unitDoubt}: ${importAdvice}, or state the intended unit` };
}

function hasDecimalComma(quote: string): boolean {
  return /^[+-]?0,\d/u.test(quote);
}

function isWholeNumber({ minimum, maximum }: QuantityValue): boolean {
  return minimum === maximum && minimum !== null && !minimum.includes('.');
}

function isYear({ minimum, maximum }: QuantityValue): boolean {
  return minimum === maximum && minimum !== null && /^[12]\d{3}$/u.test(minimum);
}

const maxCachedUnits = 1_000;
const unitDescriptions = new Map<string, string | null>();

/**
 * Describes, as a clause, why a UCUM code may mean another unit; null if tables use the code for the unit that it has
 * in UCUM.
 */
function commonUnitOf(code: string): string | null {
  const cached = unitDescriptions.get(code);
  if (cached !== undefined) return cached;
  const description = describeCommonUnit(code);
  if (unitDescriptions.size < maxCachedUnits) unitDescriptions.set(code, description);
  return description;
}

function describeCommonUnit(code: string): string | null {
  try {
    const unit = parseWrittenUnit(code);
    return unit === code
      ? null
      : `the unit "${code}" is stored as the UCUM code, but tables use it for ${unit}`;
  } catch (error) {
    if (error instanceof ValueError)
      return `the unit "${code}" is unusual or has several readings (expected ${error.expected})`;
    throw error;
  }
}

/** Prints a doubtful reading as a line of text. */
export function printDoubtfulReading(reading: DoubtfulReading): string {
  const { doubt, dimension, approach, source, value, quote, advice } = reading;
  const cited = quote === null ? '' : ` (cited as "${quote}")`;
  return `${doubt} ${dimension.name} of ${approach.name}: ${value}${cited}, from "${source.name}" (${source.id}): ${advice}`;
}
