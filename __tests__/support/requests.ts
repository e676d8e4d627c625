import { request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** A request over HTTP; POST to /graphql by default. */
export interface TestRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A response over HTTP. */
export interface TestResponse {
  readonly status: number | undefined;
  /** All headers except `date`. A response without `date` is an error. */
  readonly headers: IncomingHttpHeaders;
  /** The body as received, possibly compressed. */
  readonly bytes: Buffer;
  /** The decompressed body. */
  readonly text: string;
}

/** Sends a request on a new connection. */
export function send(server: { readonly url: string }, testRequest: TestRequest): Promise<TestResponse> {
  const { method = 'POST', path = '/graphql', body } = testRequest;
  // Sets the content length, because Node omits it for some methods, and the request then ends before its body.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { ...length, ...testRequest.headers };
  return new Promise((resolve, reject) => {
    const sent = sendRequest(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { date, ...others } = response.headers;
        if (date === undefined) reject(new Error('Expected a date header in the response, got none.'));
        const bytes = Buffer.concat(chunks);
        const encoding = method === 'HEAD' ? undefined : others['content-encoding'];
        const text = decompress(bytes, encoding).toString();
        resolve({ status: response.statusCode, headers: others, bytes, text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function decompress(bytes: Buffer, encoding: string | undefined): Buffer {
  switch (encoding) {
    case undefined:
      return bytes;
    case 'br':
      return brotliDecompressSync(bytes);
    case 'gzip':
      return gunzipSync(bytes);
    default:
      throw new Error(`Expected br or gzip, got ${encoding}.`);
  }
}

const json = { 'content-type': 'application/json' };

/** Creates a POST request of JSON. @param content sent as JSON; texts and bytes are sent unchanged */
export function post(content: unknown, headers: Readonly<Record<string, string>> = {}): TestRequest {
  const body = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
  return { headers: { ...json, ...headers }, body };
}

/** Creates a GET request with parameters. By default, it has only headers that a page of another site can send. */
export function get(
  search: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): TestRequest {
  return { method: 'GET', path: `/graphql?${new URLSearchParams(search).toString()}`, headers };
}

/** Returns the codes of the errors in a response. */
export function codesOf({ text }: TestResponse): readonly unknown[] {
  const { errors } = JSON.parse(text) as { errors?: readonly { extensions?: { code?: unknown } }[] };
  return (errors ?? []).map(({ extensions }) => extensions?.code);
}
