/** Release cycles of products, in the format of the API of endoflife.date. */
import { readFileSync } from 'node:fs';

export interface Cycle {
  readonly cycle: string;
  readonly releaseDate: string;
  /** The end date of the cycle, or whether the cycle has ended. */
  readonly eol: string | boolean;
  /** The date since which the cycle has long-term support, or whether it has long-term support. */
  readonly lts: string | boolean;
}

export interface Product {
  readonly name: string;
  readonly category: string;
  readonly cycles: readonly Cycle[];
}

const file = new URL('sets/end-of-life.json', import.meta.url);

export const products = Object.values(
  JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Product>>,
);

/** All cycles, with the names of their products. */
export const cycles = products.flatMap(({ name: product, cycles: all }) =>
  all.map((cycle) => ({ ...cycle, product, name: `${product} ${cycle.cycle}` })),
);

const dayMs = 86_400_000;

/** Computes the days between the release and the end of a cycle; null if the end is not a date. */
export function supportedDays({ releaseDate, eol }: Cycle): number | null {
  return typeof eol === 'string' ? (Date.parse(eol) - Date.parse(releaseDate)) / dayMs : null;
}

const dimensions = [
  { slug: 'category', name: 'Category', valueType: 'TEXT' },
  { slug: 'product', name: 'Product', valueType: 'TEXT' },
  { slug: 'version', name: 'Version', valueType: 'VERSION' },
  { slug: 'released', name: 'Released', valueType: 'DATE' },
  { slug: 'end-of-life', name: 'End of life', valueType: 'DATE' },
  { slug: 'has-ended', name: 'Has ended', valueType: 'SUPPORT' },
  { slug: 'supported-for', name: 'Supported for', valueType: 'QUANTITY', unit: 'd', betterWhen: 'HIGHER' },
  { slug: 'long-term-support-since', name: 'Long-term support since', valueType: 'DATE' },
  { slug: 'long-term-support', name: 'Long-term support', valueType: 'SUPPORT' },
];

/**
 * Prints a graph document in JSON, with an approach for each product and for each cycle. Each of the members `eol` and `lts` of the API is a date or a boolean; for each member,
 * there is one dimension for dates and one for booleans. The number of days for which a cycle is supported is computed here, because the graph does not compute the time between
 * the dates of two dimensions.
 */
export function endOfLifeDocument(): string {
  const approaches: object[] = [];
  for (const { name, category } of products) {
    approaches.push({ slug: slugOf(name), name, claims: [valueClaim('category', category)] });
  }
  for (const cycle of cycles) {
    const { name, eol, lts } = cycle;
    const days = supportedDays(cycle);
    approaches.push({
      slug: slugOf(name),
      name,
      claims: [
        valueClaim('product', cycle.product),
        valueClaim('version', cycle.cycle),
        valueClaim('released', cycle.releaseDate),
        typeof eol === 'string' ? valueClaim('end-of-life', eol) : valueClaim('has-ended', yesOrNo(eol)),
        ...(days === null ? [] : [valueClaim('supported-for', days)]),
        typeof lts === 'string'
          ? valueClaim('long-term-support-since', lts)
          : valueClaim('long-term-support', yesOrNo(lts)),
      ],
    });
  }
  const source = { slug: 'release-cycles', name: 'Release cycles' };
  return JSON.stringify({ source: source.slug, citedSources: [source], dimensions, approaches });
}

function valueClaim(hasValue: string, value: string | number): object {
  return { hasValue, value, locator: 'Cycles' };
}

function yesOrNo(is: boolean): 'YES' | 'NO' {
  return is ? 'YES' : 'NO';
}

/** Returns the slug of a product or cycle: `node-js-20` of `Node.js 20`. */
export function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/gu, '-');
}
