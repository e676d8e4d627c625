import fc from 'fast-check';
import type { Edit } from '../../src/editing/edit.js';
import type { Claim, Predicate } from '../../src/graph/claim.js';
import type { Concept } from '../../src/graph/concept.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';
import { yes } from '../../src/graph/values/support.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import {
  approach,
  benefit,
  citation,
  dimension,
  feature,
  link,
  put,
  question,
  source,
  textClaim,
  value,
} from '../storage/contract/examples.js';

/** The choices from which an edit is made: its type, and numbers that select concepts, claims and values. */
export interface EditChoice {
  readonly type: (typeof types)[number];
  readonly numbers: readonly [number, number, number, number];
}

const types = [
  ...(['state', 'state', 'state', 'state', 'replace', 'replace', 'rank', 'end', 'end', 'cite'] as const),
  ...(['name', 'name', 'addConcept', 'merge', 'endConcept', 'endConcept', 'scale'] as const),
];
const number = fc.nat(9_999);

export const editChoices: fc.Arbitrary<EditChoice> = fc.record({
  type: fc.constantFrom(...types),
  numbers: fc.tuple(number, number, number, number),
});

const compared = ['a0', 'a1', 'a2', 'a3'];
/** Further approaches: spans are measured only from the values of 20 or more approaches. */
const others = Array.from({ length: 20 }, (_, index) => `x${index}`);
const names = ['Ash', 'ash.', 'Birch', 'Elm', 'Oak tree', 'Rowan'];
const quantities: readonly ClaimValue[] = ['1', '7', '20', '90', '4000'].map((amount) => ({
  type: 'QUANTITY',
  minimum: amount,
  maximum: amount,
  unit: null,
}));
const texts: readonly ClaimValue[] = names.map((text) => ({ type: 'TEXT', text }));
const terms: readonly ClaimValue[] = names.map((name, index) => ({
  type: 'TERMS',
  terms: [...new Set([name, names[(index + 2) % names.length] as string])].sort(),
}));
const dimensions: Readonly<Record<string, readonly ClaimValue[]>> = {
  amount: quantities,
  size: quantities,
  nature: texts,
  kinds: terms,
};
const targets = {
  HAS_FEATURE: ['feature/f0', 'feature/f1', 'feature/f2'],
  BRINGS_BENEFIT: ['benefit/b0', 'benefit/b1'],
} as const;

/** The changes that create the graph for the edits. */
export const randomGraph: readonly Change[] = put(
  source('article'),
  source('other'),
  ...[...compared, ...others].map((slug, index) => approach(slug, { name: names[index] ?? slug })),
  ...['f0', 'f1', 'f2'].map((slug) => feature(slug)),
  ...['b0', 'b1'].map((slug) => benefit(slug)),
  dimension('amount', { valueType: 'QUANTITY', betterWhen: 'LOWER' }),
  dimension('size', { valueType: 'QUANTITY', betterWhen: 'HIGHER' }),
  dimension('nature'),
  dimension('kinds', { valueType: 'TERMS', cardinality: 'MULTIPLE' }),
  ...['q0', 'q1', 'q2'].map((slug) => question(slug)),
  ...others.map((slug, index) =>
    value({
      subject: `approach/${slug}`,
      target: 'dimension/amount',
      value: quantities[index % 4] as ClaimValue,
      position: index,
    }),
  ),
  ...compared.flatMap((slug, index) => [
    value({
      subject: `approach/${slug}`,
      target: 'dimension/amount',
      value: quantities[index] as ClaimValue,
    }),
    value({ subject: `approach/${slug}`, target: 'dimension/nature', value: texts[index] as ClaimValue }),
    link(`approach/${slug}`, 'HAS_FEATURE', `feature/f${index % 3}`),
  ]),
  link('question/q0', 'ASKS_ABOUT', 'approach/a0'),
  link('question/q0', 'ASKS_ABOUT', 'approach/a1'),
  link('question/q1', 'ASKS_ABOUT', 'approach/a1'),
  link('question/q1', 'ASKS_ABOUT', 'approach/a2'),
  link('question/q1', 'ASKS_ABOUT', 'approach/a3'),
  link('question/q2', 'ASKS_ABOUT', 'approach/x0'),
  link('question/q2', 'ASKS_ABOUT', 'approach/x1'),
);

/** The concepts and claims that choices can select. */
export interface Editable {
  readonly concepts: readonly Concept[];
  /** The claims with their citations. */
  readonly claims: readonly (readonly [Claim, ClaimDraft['citations']])[];
}

/** Reads all concepts of `randomGraph` except sources, and the claims about these concepts. */
export async function editableIn(view: GraphView): Promise<Editable> {
  const pages = (['APPROACH', 'FEATURE', 'BENEFIT', 'DIMENSION', 'QUESTION'] as const).map((kind) =>
    view.conceptPage({ kind, orderBy: 'SLUG', filter: {}, first: 1_000, after: null }),
  );
  const concepts: Concept[] = [];
  for (const page of pages) concepts.push(...(await page).items);
  const lists = await view.claimsAbout(
    concepts.map(({ id }) => id),
    {},
  );
  const claims = lists.flat().sort((left, right) => (left.id < right.id ? -1 : 1));
  const citations = await view.citations(claims.map(({ id }) => id));
  return { concepts, claims: claims.map((claim, index) => [claim, citations[index] ?? []] as const) };
}

/** Makes an edit from choices; null if the graph has no concept or claim that the edit can name. */
export function editOf({ type, numbers }: EditChoice, { concepts, claims }: Editable): Edit | null {
  const [first, second, third, fourth] = numbers;
  const [claim, citations] = pick(claims, first) ?? [];
  const concept = pick(concepts, first);
  switch (type) {
    case 'state':
      return { type: 'putClaim', claim: claimOf(numbers, claims) };
    case 'replace':
      return claim && citations
        ? { type: 'replaceClaim', id: claim.id, claim: restated(claim, citations, second) }
        : null;
    case 'rank':
      return claim ? { type: 'rankClaim', id: claim.id, rank: pick(ranks, second) as Claim['rank'] } : null;
    case 'end':
      return claim ? { type: 'endClaim', id: claim.id } : null;
    case 'cite':
      return claim
        ? { type: 'addCitation', claim: claim.id, citation: citation({ locator: `page ${second % 3}` }) }
        : null;
    case 'name':
      return concept ? { type: 'putConcept', concept: renamed(concept, second, third) } : null;
    case 'addConcept':
      return {
        type: 'putConcept',
        concept: approach(`n${first % 4}`, { name: pick(names, second) as string, slug: `n${third % 4}` }),
      };
    case 'merge': {
      const into = pick(
        concepts.filter(({ kind, id }) => concept && kind === concept.kind && id !== concept.id),
        second,
      );
      return concept && into ? { type: 'mergeConcept', id: concept.id, into: into.id } : null;
    }
    case 'endConcept':
      return concept ? { type: 'endConcept', id: concept.id, withClaims: second % 4 > 0 } : null;
    case 'scale': {
      const scaled = pick(
        concepts.filter(({ kind }) => kind === 'DIMENSION'),
        first,
      );
      return scaled ? { type: 'setDimension', id: scaled.id, properties: scale(second, fourth) } : null;
    }
  }
}

const ranks: readonly Claim['rank'][] = ['PREFERRED', 'NORMAL', 'DEPRECATED'];

function scale(which: number, value: number) {
  return which % 3 === 0
    ? { group: pick(['Figures', null], value) as string | null }
    : which % 3 === 1
      ? { betterWhen: pick(['HIGHER', 'LOWER', 'NEITHER'] as const, value) as 'HIGHER' }
      : { tolerance: pick(['3', null], value) as string | null };
}

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % items.length];
}

function renamed(concept: Concept, name: number, alias: number): Concept {
  const aliases = alias % 2 === 0 ? [] : [pick(names, alias) as string];
  return { ...concept, name: pick(names, name) as string, aliases };
}

/** Builds a claim from numbers, sometimes an existing claim with another text, position or citations. */
function claimOf(
  [first, second, third, fourth]: EditChoice['numbers'],
  claims: Editable['claims'],
): ClaimDraft {
  const subject = `approach/${pick([...compared, 'x0'], second) as string}`;
  const more: Partial<ClaimDraft> = {
    position: fourth % 3,
    text: pick([null, 'In words.', 'In other words.'], fourth) as string | null,
    source: pick(['cited-source/article', 'cited-source/other'], third) as string,
    qualifiers: fourth % 5 === 0 ? [{ key: 'plan', value: 'Business' }] : [],
    citations: fourth % 2 === 0 ? [] : [citation({ locator: 'page 1' })],
  };
  const [existing] = pick(claims, second) ?? [];
  switch (first % 8) {
    case 0:
    case 1:
    case 2: {
      const [along, values] = pick(Object.entries(dimensions), third) as [string, readonly ClaimValue[]];
      const claimValue = pick(values, fourth) as ClaimValue;
      return value({ subject, target: `dimension/${along}`, value: claimValue, ...more });
    }
    case 3: {
      const [predicate, ids] = pick(Object.entries(targets), third) as [Predicate, readonly string[]];
      return link(subject, predicate, pick(ids, fourth) as string, more);
    }
    case 4: {
      const [one, other] = pick(equivalences, third) as readonly [string, string];
      return link(one, 'EQUIVALENT_TO', other, { ...more, qualifiers: [] });
    }
    case 5:
      return link(`question/q${third % 3}`, 'ASKS_ABOUT', subject, more);
    case 6:
      return textClaim(subject, 'DEFINED_AS', `Words ${third % 3}.`, {
        ...more,
        text: `Words ${third % 3}.`,
      });
    default: {
      if (!existing) return value({ subject, ...more });
      const { id: _id, since: _since, ...content } = existing;
      const text =
        existing.value === null && existing.absence === null ? existing.text : `Mended ${third % 3}.`;
      return { ...content, text, position: fourth % 3, citations: more.citations ?? [] };
    }
  }
}

const equivalences = [
  ['feature/f0', 'feature/f1'],
  ['feature/f1', 'feature/f2'],
  ['dimension/amount', 'dimension/size'],
] as const;

/** Returns the content of a claim with a value that the number selects; if the claim has no value, with a text that the number selects. */
function restated(claim: Claim, citations: ClaimDraft['citations'], number: number): ClaimDraft {
  const { id: _id, since: _since, ...content } = claim;
  const along = Object.entries(dimensions).find(([slug]) => claim.target === `dimension/${slug}`);
  if (claim.value === null) return { ...content, citations, text: `Other words ${number % 3}.` };
  const other = along ? (pick(along[1], number) as ClaimValue) : number % 2 === 0 ? yes : no;
  return { ...content, citations, value: other, absence: null };
}

const no: ClaimValue = { type: 'SUPPORT', support: 'NO', note: null };
