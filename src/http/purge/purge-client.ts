import { lookup as resolve } from 'node:dns';
import { once } from 'node:events';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';
import { bodyWithTags, headerWithTags, type Json } from './purge-template.js';

/** The call that purges tags from an external cache. */
export interface PurgeCall {
  readonly url: URL;
  /** Headers of the call; values may contain `{tags}`. */
  readonly headers: Readonly<Record<string, string>>;
  /** See `bodyWithTags`. */
  readonly body: Json;
  /** Whether the address may be a private one, such as that of a router in the same network. */
  readonly allowsPrivateAddresses: boolean;
}

/** The outcome of a call: confirmed, or failed with a reason. */
export type PurgeOutcome =
  | { readonly isConfirmed: true }
  | {
      readonly isConfirmed: false;
      /** A status, the code of an error, `timeout`, or `failed` for an error without a code. Contains no URL, address, header or body. */
      readonly reason: string;
      /** Whether the same call may succeed later. */
      readonly isTemporary: boolean;
      /** The time to wait before the next call, in milliseconds, from a `Retry-After` of one to five digits; otherwise null. */
      readonly retryAfterMs: number | null;
    };

const defaultTimeoutMs = 10_000;
/** The maximum size of a response body. Bodies up to this size are received completely, so that the connection can be used again; for a larger body, the connection is closed. */
const maxResponseBytes = 64 * 1024;
/** Statuses after which the same call may succeed, in addition to 5xx. */
const temporaryStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Sends purge calls by POST. Follows no redirection: status 3xx is a failure. Unless private addresses are allowed, the address of the server
 * is checked after its name was resolved for the connection, so that the name cannot get another address after the check.
 */
export class PurgeClient {
  readonly #call: PurgeCall;
  readonly #timeoutMs: number;
  readonly #agent: HttpAgent | HttpsAgent;

  /** @param timeoutMs the time for a call, from the resolution of the name to the end of the response */
  constructor(call: PurgeCall, timeoutMs: number = defaultTimeoutMs) {
    this.#call = call;
    this.#timeoutMs = timeoutMs;
    const options = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 };
    this.#agent = call.url.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /** Sends one call. Never rejects. @param signal aborts the call */
  async purge(tags: readonly string[], signal: AbortSignal): Promise<PurgeOutcome> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await this.#send(tags, AbortSignal.any([signal, timeout]));
      const { statusCode = 0 } = response;
      if (statusCode >= 200 && statusCode < 300) return { isConfirmed: true };
      return {
        isConfirmed: false,
        reason: `status ${statusCode}`,
        isTemporary: statusCode >= 500 || temporaryStatuses.has(statusCode),
        retryAfterMs: retryAfterMs(response),
      };
    } catch (error) {
      const reason = timeout.aborted ? 'timeout' : codeOf(error);
      const isTemporary = reason !== forbiddenAddress;
      return { isConfirmed: false, reason, isTemporary, retryAfterMs: null };
    }
  }

  /** Closes the connection. */
  close(): void {
    this.#agent.destroy();
  }

  async #send(tags: readonly string[], signal: AbortSignal): Promise<IncomingMessage> {
    const { url, headers, body, allowsPrivateAddresses } = this.#call;
    const host = url.hostname.replace(/^\[|\]$/gu, '');
    // Node calls `lookup` only for names, so an address in the URL is checked here.
    if (!allowsPrivateAddresses && isIP(host) > 0 && !isPublicAddress(host)) throw forbidden();
    const sent = Buffer.from(bodyWithTags(body, tags));
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: this.#agent,
      signal,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Tertium',
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, headerWithTags(value, tags)]),
        ),
        'content-length': sent.byteLength,
      },
      ...(allowsPrivateAddresses ? {} : { lookup: publicLookup }),
    });
    request.end(sent);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await discardBody(response);
    return response;
  }
}

const forbiddenAddress = 'FORBIDDEN_ADDRESS';

function forbidden(): NodeJS.ErrnoException {
  return Object.assign(
    new Error('Expected a public address, got none. PURGE_PRIVATE_ADDRESSES=on allows private addresses.'),
    { code: forbiddenAddress },
  );
}

/** Resolves a name to its public addresses. Fails with the code FORBIDDEN_ADDRESS if none of its addresses is public. */
const publicLookup: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, []);
      return;
    }
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (!first) callback(forbidden(), []);
    else if (options.all) callback(null, allowed);
    else callback(null, first.address, first.family);
  });
};

/** Receives a body and discards it. Closes the connection if the body is too large. */
async function discardBody(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).byteLength;
    // Ends the loop, which destroys the response and its connection.
    if (bytes > maxResponseBytes) return;
  }
}

/** Converts a `Retry-After` of one to five digits from seconds to milliseconds; null for other values, and without the header. */
function retryAfterMs({ headers }: IncomingMessage): number | null {
  const value = headers['retry-after'];
  return value !== undefined && /^\d{1,5}$/u.test(value) ? Number(value) * 1000 : null;
}

/** Returns the code of an error; `failed` without a code. The message is not used, because it may contain the host and the address. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'failed';
}
