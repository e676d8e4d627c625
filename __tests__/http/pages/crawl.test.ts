import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { send, type TestResponse } from '../../support/requests.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { long } from '../../support/test-run.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ responseCacheBytes: 32 * 1024 * 1024 });
});
afterAll(() => server.close());

/** The targets to which a page refers, and the ids of its elements. */
interface References {
  /** Addresses on this server, without fragments. */
  readonly addresses: Set<string>;
  /** The fragments of links to the same page. */
  readonly fragments: Set<string>;
  readonly ids: string[];
}

function referencesIn(html: string, address: string): References {
  const found: References = { addresses: new Set(), fragments: new Set(), ids: [] };
  const { document } = parseHTML(html);
  for (const element of document.querySelectorAll('[id], [href], [src]')) {
    if (element.id !== '') found.ids.push(element.id);
    const reference = element.getAttribute('href') ?? element.getAttribute('src');
    if (reference === null) continue;
    const url = new URL(reference, `http://crawler.example${address}`);
    if (url.host !== 'crawler.example') continue;
    if (reference.startsWith('#')) found.fragments.add(decodeURIComponent(url.hash.slice(1)));
    else found.addresses.add(url.pathname + url.search);
  }
  return found;
}

/**
 * Whether an address selects an option of a page, such as an order or an older revision. The options have very many combinations, so the test follows
 * links to such addresses only from a few pages of each kind.
 */
function isNarrowed(address: string): boolean {
  return /[?&](?:differences|hide|sort|units|axes|at|since|after)/u.test(address);
}

/** Whether the test omits a page: except in the complete run, it omits pages of approaches and sources in another language. */
function isOmitted(address: string): boolean {
  return long !== 'complete' && /^\/(?:approach|source)\/.*[?&]lang=/u.test(address);
}

it('Links between the pages of the demo content are not broken, and fragments on the same page lead to elements', async () => {
  const pending = ['/'];
  const seen = new Set(pending);
  const kinds = new Map<string, number>();
  const problems: string[] = [];
  const follow = async (address: string, redirects = 0): Promise<TestResponse> => {
    const response = await send(server, { method: 'GET', path: address });
    const { location } = response.headers;
    return location !== undefined && redirects < 3 ? follow(location, redirects + 1) : response;
  };
  for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
    const { status, headers, text } = await follow(address);
    if (status !== 200) problems.push(`${address}: ${status}`);
    const kind = address.split(/[/?]/u)[1] ?? '';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (!headers['content-type']?.startsWith('text/html') || kind === 'playground') continue;
    const { addresses, fragments, ids } = referencesIn(text, address);
    const known = new Set(ids);
    if (known.size < ids.length) problems.push(`${address}: an id occurs twice`);
    for (const fragment of fragments)
      if (!known.has(fragment)) problems.push(`${address}: #${fragment} is missing`);
    if (isNarrowed(address) || address.includes('lang=en')) continue;
    const followsNarrowed = (kinds.get(kind) ?? 0) <= 3 && !address.includes('lang=');
    for (const next of addresses) {
      if (seen.has(next) || (isNarrowed(next) && !followsNarrowed) || isOmitted(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  expect(problems).toEqual([]);
  expect([...kinds.keys()].sort()).toEqual(['', 'approach', 'assets', 'compare', 'playground', 'source']);
  expect(seen.size).toBeGreaterThan(100);
}, 60_000);
