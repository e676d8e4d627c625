import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

const query = `query Pair($approaches: [String!]!) {
  compare(approaches: $approaches) {
    summary { rowCount byVerdict { verdict count } }
    rows(first: 50, differences: true) { nodes { axis { slug name } verdict cells { display state } } }
  }
}`;

/** Requests that compare two browsers along all axes, one request for each pair. */
export class BrowserPairs {
  private constructor(
    private readonly url: string,
    /** The bodies of the requests. */
    readonly bodies: readonly string[],
  ) {}

  /** Creates the requests for the browsers in the graph of a server. */
  static async of(origin: string): Promise<BrowserPairs> {
    const url = `${origin}/graphql`;
    const result = await post(
      url,
      JSON.stringify({ query: '{ approaches(first: 100) { nodes { slug } } }' }),
    );
    const { nodes } = (JSON.parse(result) as { data: { approaches: { nodes: { slug: string }[] } } }).data
      .approaches;
    const slugs = nodes.map(({ slug }) => slug).filter((slug) => !slug.startsWith('bench-'));
    const bodies = slugs.flatMap((one, index) =>
      slugs
        .slice(index + 1)
        .map((other) => JSON.stringify({ query, variables: { approaches: [one, other] } })),
    );
    return new BrowserPairs(url, bodies);
  }

  /** Sends each request once. @throws {Error} if the result of a request has errors */
  async requestEach(): Promise<void> {
    for (const body of this.bodies) await post(this.url, body);
  }
}

/**
 * Posts a body and returns the response body. The headers `Content-Type` and `Accept` are part of the key of the response cache. So this function sends
 * the same headers as the load generator: `Content-Type: application/json` and no `Accept`.
 * @throws {Error} if the status is not 200, or the body does not start with data
 */
async function post(url: string, body: string): Promise<string> {
  const sent = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const result = await text(response);
  if (response.statusCode !== 200 || !result.startsWith('{"data":')) {
    throw new Error(`Expected a result without errors, got ${response.statusCode}: ${result.slice(0, 500)}`);
  }
  return result;
}
