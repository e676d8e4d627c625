import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparisonHref, wholeComparison } from '../../src/pages/addresses/comparison-address.js';
import {
  comparisonOperation,
  type ComparisonResult,
  type ComparisonVariables,
} from '../../src/pages/comparison/comparison-operation.js';
import { comparedSetsOf, type ComparedSet, type Shape } from '../http/compared-set.js';
import type { DataSize } from '../http/data-size.js';
import type { Load } from '../http/load.js';

/** The shapes of the compared sets. */
export const pageShapes: readonly Shape[] = Object.freeze([
  { name: '2×39', approaches: 2, dimensions: 39 },
  { name: '12×68', approaches: 12, dimensions: 68 },
]);

/**
 * The number of connections of loads with new responses. A response takes tens of milliseconds of one core: with many connections, responses
 * would have a high latency, and many would be incomplete at the end of a round.
 */
const connections = 4;

/** A load, and the mean size of its checked responses. */
export interface CheckedLoad {
  readonly load: Load;
  readonly meanBytes: number;
}

/** The requests for one shape: pages, and the JSON results of the operation that the pages execute. */
export class PageLoads {
  readonly #sets: readonly ComparedSet[];

  /** @param folder the folder for the files with requests */
  constructor(
    private readonly shape: Shape,
    size: DataSize,
    private readonly folder: string,
  ) {
    this.#sets = comparedSetsOf(size, shape);
  }

  /** Checks a page, and creates a load of this page alone. @returns the load, and the bytes of the page */
  async samePage(origin: string): Promise<CheckedLoad & { readonly page: Buffer }> {
    const [set] = this.#sets;
    if (!set) throw new Error('Expected compared sets, got none.');
    const url = origin + pathOf(set);
    const page = await this.#checkedPage(url);
    // The second response comes from the cache.
    if (!page.equals(await this.#checkedPage(url))) throw new Error(`Expected the same page twice: ${url}`);
    return { load: { method: 'GET', url }, meanBytes: page.length, page };
  }

  /** Checks the pages of all compared sets, and creates a load that requests the pages in rotation. */
  async newPages(origin: string): Promise<CheckedLoad> {
    let bytes = 0;
    for (const set of this.#sets) bytes += (await this.#checkedPage(origin + pathOf(set))).length;
    const pathsFile = await this.#write('paths', this.#sets.map(pathOf));
    return {
      load: { method: 'GET', url: origin, pathsFile, connections },
      meanBytes: bytes / this.#sets.length,
    };
  }

  /** Checks the results of the operation for all compared sets, and creates a load that requests the results in rotation. */
  async newResults(origin: string): Promise<CheckedLoad> {
    const url = `${origin}/graphql`;
    const bodies = this.#sets.map((set) =>
      JSON.stringify({ query: comparisonOperation, variables: this.#variablesOf(set) }),
    );
    let bytes = 0;
    for (const body of bodies) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body });
      const text = await response.text();
      const { data, errors } = JSON.parse(text) as { data?: ComparisonResult | null; errors?: unknown };
      if (errors !== undefined || data?.compare.rows.nodes.length !== this.shape.dimensions) {
        throw new Error(`Expected a result with ${this.shape.dimensions} rows, got ${text.slice(0, 500)}`);
      }
      bytes += Buffer.byteLength(text);
    }
    const bodiesFile = await this.#write('bodies', bodies);
    return { load: { method: 'POST', url, bodiesFile, connections }, meanBytes: bytes / bodies.length };
  }

  async #checkedPage(url: string): Promise<Buffer> {
    const response = await fetch(url, { headers: { 'accept-encoding': 'identity' }, redirect: 'manual' });
    const page = Buffer.from(await response.arrayBuffer());
    const { approaches, dimensions } = this.shape;
    const cells = page.toString().match(/<td[ >]/gu)?.length ?? 0;
    if (response.status !== 200 || cells !== approaches * dimensions) {
      throw new Error(
        `Expected a page with ${approaches * dimensions} cells, got status ${response.status} and ${cells} cells: ${url}`,
      );
    }
    return page;
  }

  #variablesOf(set: ComparedSet): ComparisonVariables {
    return {
      approaches: approachesOf(set),
      along: { axes: axesOf(set) },
      at: null,
      locale: 'en',
      units: 'ROW',
      differences: false,
      orderBy: 'EDITORIAL',
      first: this.shape.dimensions,
      after: null,
    };
  }

  async #write(kind: string, lines: readonly string[]): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const file = join(this.folder, `pages-${this.shape.approaches}-${this.shape.dimensions}.${kind}`);
    await writeFile(file, `${lines.join('\n')}\n`);
    return file;
  }
}

function pathOf(set: ComparedSet): string {
  const subject = { type: 'APPROACHES', slugs: approachesOf(set) } as const;
  return comparisonHref({ ...wholeComparison(subject), axes: axesOf(set) });
}

/** Returns the slugs of the approaches, sorted as in the canonical address of a page. */
function approachesOf({ approaches }: ComparedSet): readonly string[] {
  return approaches.map((number) => `approach-${number}`).sort();
}

function axesOf({ dimensions }: ComparedSet): readonly string[] {
  return dimensions.map((number) => `dimension-${number}`).sort();
}
