import { readDocumentFiles } from '../../../src/formats/input/document-files.js';
import { conceptId, type Concept } from '../../../src/graph/concept.js';
import type { Change, ClaimDraft } from '../../../src/graph/ports/writing.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import {
  citation,
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  put,
  question,
  text,
  value,
} from '../../support/changes.js';
import { seedFolder } from '../../support/seed.js';

/** The size of the comparison: 12 approaches, 48 dimensions, 20 features and 24 sources. */
export const wideSize = { approaches: 12, dimensions: 48, features: 20, sources: 24 } as const;
export const wideRowCount = wideSize.dimensions + wideSize.features;
export const wideQuestion = 'which-of-twelve-services';
export const wideApproaches = Array.from({ length: wideSize.approaches }, (_, number) => `service-${number}`);

const groups = ['Prices', 'Storage', 'Speed', 'Security', 'Support', 'Company'];
const units = ['EUR/mo', 'GBy', 'ms', 'h', '%', 'd'];
const levels = ['none', 'basic', 'good', 'complete'];

/**
 * Generates the changes of a comparison of 12 approaches with 68 rows. Each call returns the same changes. The proportions of the
 * comparison are similar to those of the demo content; some cells are unknown, not applicable or contested. The words are drawn from the
 * demo content, so that they compress like text that people wrote.
 */
export async function wideComparison(): Promise<readonly Change[]> {
  const words = await wordsOfSeed();
  const random = new Random(20_240_517);
  const phrase = (min: number, max: number): string => {
    const chosen = Array.from({ length: random.between(min, max) }, () => random.of(words)).join(' ');
    return chosen.charAt(0).toUpperCase() + chosen.slice(1);
  };
  const named = { aliases: [], sameAs: [] };
  const sources = Array.from({ length: wideSize.sources }, (_, number) => ({
    ...citedSource(`wide-source-${number}`),
    name: phrase(3, 7),
    url: `https://reviews-${number}.example.org/${random.of(words).toLowerCase()}/${number}`,
    publisher: phrase(1, 2),
    publishedOn: `20${random.between(15, 24)}-0${random.between(1, 9)}`,
    accessedOn: `2025-0${random.between(1, 9)}-1${random.between(0, 9)}`,
  })) as Concept[];
  const approaches = wideApproaches.map((slug, number) =>
    concept('APPROACH', slug, { name: `${phrase(1, 2)} ${number + 1}`, summary: phrase(5, 9), ...named }),
  );
  const dimensions = Array.from({ length: wideSize.dimensions }, (_, number) =>
    dimension(`wide-dimension-${number}`, {
      name: `${phrase(1, 3)} ${number + 1}`,
      summary: number % 2 === 0 ? phrase(6, 10) : null,
      group: groups[Math.floor((number * groups.length) / wideSize.dimensions)] ?? null,
      ...typeOf(number),
    }),
  );
  const features = Array.from({ length: wideSize.features }, (_, number) =>
    feature(`wide-feature-${number}`, { name: `${phrase(1, 3)} ${number + 1}`, summary: phrase(6, 10) }),
  );

  const cited = (): Partial<ClaimDraft> => ({
    source: conceptId('CITED_SOURCE', `wide-source-${random.between(0, wideSize.sources - 1)}`),
    citations: [
      {
        ...citation(`${phrase(1, 3)}, page ${random.between(1, 90)}`),
        quote: random.percent(42) ? phrase(6, 14) : null,
      },
    ],
  });
  const stated = (): Partial<ClaimDraft> => ({ ...cited(), text: random.percent(57) ? phrase(8, 15) : null });
  const valueAlong = (number: number): ClaimValue => {
    const { valueType } = typeOf(number);
    if (valueType === 'ORDINAL') return { type: valueType, level: random.of(levels) };
    if (valueType === 'TEXT') return text(phrase(1, 3));
    const amount = String(random.between(1, 900));
    return { type: valueType, minimum: amount, maximum: amount, unit: units[number % units.length] ?? null };
  };
  const claims: ClaimDraft[] = [
    ...wideApproaches.map((slug) =>
      claim(conceptId('QUESTION', wideQuestion), 'ASKS_ABOUT', conceptId('APPROACH', slug), cited()),
    ),
    claim(conceptId('QUESTION', wideQuestion), 'DISTINGUISHED_BY', null, {
      ...cited(),
      text: phrase(12, 16),
    }),
    claim(conceptId('QUESTION', wideQuestion), 'CONCLUDES', null, { ...cited(), text: phrase(12, 16) }),
  ];
  for (const slug of wideApproaches) {
    const approach = conceptId('APPROACH', slug);
    for (let number = 0; number < wideSize.dimensions; number += 1) {
      const along = `wide-dimension-${number}`;
      const drawn = random.between(0, 99);
      if (drawn < 40) continue;
      if (drawn < 44) {
        const absence = drawn < 42 ? 'UNKNOWN' : 'NOT_APPLICABLE';
        claims.push(
          claim(approach, 'HAS_VALUE', conceptId('DIMENSION', along), { ...cited(), value: null, absence }),
        );
        continue;
      }
      claims.push(value(slug, along, valueAlong(number), stated()));
      // A second value, which usually differs from the first one.
      if (drawn >= 97) claims.push(value(slug, along, valueAlong(number), stated()));
    }
    for (let number = 0; number < wideSize.features; number += 1) {
      const drawn = random.between(0, 99);
      if (drawn < 40) continue;
      const support = drawn < 80 ? 'YES' : drawn < 92 ? 'NO' : 'PARTIAL';
      const note = support === 'PARTIAL' ? phrase(3, 6) : null;
      claims.push(
        claim(approach, 'HAS_FEATURE', conceptId('FEATURE', `wide-feature-${number}`), {
          ...stated(),
          value: { type: 'SUPPORT', support, note },
        }),
      );
    }
  }
  const namedQuestion = { ...question(wideQuestion), name: 'Which of twelve services fits?' };
  return put([...sources, ...approaches, ...dimensions, ...features, namedQuestion], distinct(claims));
}

/** Returns the type of a dimension: three of eight are texts, three are amounts, two are levels. */
function typeOf(number: number) {
  const draw = number % 8;
  if (draw < 3) return { valueType: 'TEXT', unit: null, levels: null } as const;
  if (draw < 6)
    return { valueType: 'QUANTITY', unit: units[number % units.length] ?? null, levels: null } as const;
  return { valueType: 'ORDINAL', unit: null, levels } as const;
}

/**
 * Removes all but the last of the claims with the same subject, predicate, target, value and source: a store treats them as one claim. Sets
 * the positions of the remaining claims.
 */
function distinct(claims: readonly ClaimDraft[]): readonly ClaimDraft[] {
  const keys = new Map(
    claims.map((each) => [
      JSON.stringify([each.subject, each.predicate, each.target, each.value, each.source]),
      each,
    ]),
  );
  return [...keys.values()].map((each, position) => ({ ...each, position }));
}

/** Reads the lower-case words of the demo content; a frequent word occurs often. */
async function wordsOfSeed(): Promise<readonly string[]> {
  const documents = await readDocumentFiles(seedFolder);
  const texts = documents.map(({ text }) => text).join('\n');
  return [...texts.matchAll(/(?<=[ \n])[a-z]{2,14}(?=[ ,.\n])/gu)].map(([word]) => word);
}

/** Deterministic draws (mulberry32). */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  between(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1));
  }

  percent(share: number): boolean {
    return this.#next() * 100 < share;
  }

  of<Item>(list: readonly Item[]): Item {
    const item = list[this.between(0, list.length - 1)];
    if (item === undefined) throw new RangeError('Expected items to draw from, got none.');
    return item;
  }

  /** Draws a number from 0 (inclusive) to 1 (exclusive). */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
