import { median, type Bench } from './bench.js';
import { withDatabases } from './databases.js';
import { browserClaims, runTertium, startTertium } from './tertium.js';

const calls = 30;
/** The number of calls before the first heap measurement that the table shows. */
const warmUp = 5;

const query = `{
  compare(approaches: ["chrome", "edge", "firefox", "safari"]) {
    rows(first: 20, where: [
      { approach: "chrome", levels: ["yes"] }
      { approach: "firefox", levels: ["no"] }
      { approach: "safari", levels: ["no"] }
    ]) {
      totalCount
      nodes { axis { name } verdict explanation cells { state display } }
    }
  }
}`;

/** The selected part of the response. */
interface FilterResponse {
  readonly data: { readonly compare: { readonly rows: { readonly totalCount: number } } };
}

/** Measures the time of a filter over all dimensions, and the heap after `warmUp` calls and after all calls. */
export const rowFilter: Bench = {
  description: `"Yes in Chrome, no in Firefox and Safari", over four browsers and all dimensions: ${calls} consecutive requests for the first page with totalCount, over HTTP. The heap of the server is measured after a garbage collection.`,
  run: (logProgress) =>
    withDatabases(async (databases) => {
      const rows: string[][] = [];
      for (const { name, create } of databases) {
        const url = await create();
        logProgress(`${name}: importing`);
        await runTertium(url, ['import', browserClaims, '--format', 'claims']);
        logProgress(`${name}: querying`);
        rows.push([name, ...(await measure(url))]);
      }
      const times = ['first call', 'median of the later calls', 'slowest of the later calls'];
      const heaps = [`heap after ${warmUp} calls`, `after ${calls}`];
      return {
        tables: [{ head: ['database', 'rows found', ...times, ...heaps], rows }],
        problems: [],
      };
    }),
};

async function measure(url: string): Promise<string[]> {
  const server = startTertium(url, ['serve']);
  try {
    const address = /http:\S+/.exec((await server.nextLine()) ?? '')?.[0];
    if (address === undefined) throw new Error('Expected a line with the address of the server, got none.');
    const times: number[] = [];
    const heaps: number[] = [];
    let found = 0;
    for (let call = 0; call < calls; call += 1) {
      const start = performance.now();
      found = await countRows(`${address}/graphql`);
      times.push(performance.now() - start);
      heaps.push(await server.heap());
    }
    const [first = Number.NaN, ...others] = times;
    const inMilliseconds = (time: number): string => `${time.toFixed(0)} ms`;
    const inMegabytes = (bytes = Number.NaN): string => `${(bytes / 1e6).toFixed(1)} MB`;
    return [
      String(found),
      ...[first, median(others), Math.max(...others)].map(inMilliseconds),
      ...[heaps[warmUp - 1], heaps[calls - 1]].map(inMegabytes),
    ];
  } finally {
    server.stop();
    await server.ended;
  }
}

/** Requests the first page of rows. @returns the number of rows that match the filter */
async function countRows(url: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as FilterResponse;
  return data.compare.rows.totalCount;
}
