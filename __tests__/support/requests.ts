import { request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** A request over HTTP, as a client sends it; POST to /graphql unless it is told. */
export interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What came back. */
export interface Told {
  readonly status: number | undefined;
  /** Without the date, which is there. */
  readonly headers: IncomingHttpHeaders;
  /** As it came: compressed where the headers say so. */
  readonly bytes: Buffer;
  /** Decompressed. */
  readonly text: string;
}

/** Sends a request on a connection of its own. */
export function send(server: { readonly url: string }, question: Question): Promise<Told> {
  const { method = 'POST', path = '/graphql', body } = question;
  // Node sends a body without its length with some methods, which ends the request before it.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { ...length, ...question.headers };
  return new Promise((resolve, reject) => {
    const sent = sendRequest(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { date, ...others } = response.headers;
        if (date === undefined) reject(new Error('An answer has no date.'));
        const bytes = Buffer.concat(chunks);
        const encoding = method === 'HEAD' ? undefined : others['content-encoding'];
        const text = inflated(bytes, encoding).toString();
        resolve({ status: response.statusCode, headers: others, bytes, text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function inflated(bytes: Buffer, encoding: string | undefined): Buffer {
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

/** A POST of JSON. @param asked what is sent as JSON; a text or bytes as they are */
export function post(asked: unknown, headers: Readonly<Record<string, string>> = {}): Question {
  const body = typeof asked === 'string' || Buffer.isBuffer(asked) ? asked : JSON.stringify(asked);
  return { headers: { ...json, ...headers }, body };
}

/** A GET of parameters, without a header that a page of another site could not send. */
export function get(
  search: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Question {
  return { method: 'GET', path: `/graphql?${new URLSearchParams(search).toString()}`, headers };
}

/** The codes of the errors in an answer. */
export function codesOf({ text }: Told): readonly unknown[] {
  const { errors } = JSON.parse(text) as { errors?: readonly { extensions?: { code?: unknown } }[] };
  return (errors ?? []).map(({ extensions }) => extensions?.code);
}
