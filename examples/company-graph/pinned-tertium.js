// @ts-check
import { RemoteGraphQLDataSource } from '@apollo/gateway';

/*
 * One operation of a client can need several requests to Tertium. If a revision is published between two requests, their responses are from different
 * revisions. Here, all requests of one operation are pinned to one revision: they send the token that the client sent, or the token of the published
 * revision, which the first request obtains.
 */

export const revisionHeader = 'tertium-revision';

/** The revision of one operation. */
export class OperationRevision {
  /** @type {Promise<string> | null} */
  #token;

  /** @param {string | null} requested the token that the client sent; null to use the published revision */
  constructor(requested) {
    this.#token = requested === null ? null : Promise.resolve(requested);
  }

  /** The token of the revision; null if it could not be obtained, or if the client sent none and no request needed one. */
  get token() {
    return this.#token?.catch(() => null) ?? null;
  }

  /**
   * Returns the token of the revision. If the client sent none, requests it from Tertium once, even if several requests need it at the same time.
   * @param {string} url the address of Tertium's API
   */
  tokenFrom(url) {
    this.#token ??= publishedRevision(url);
    return this.#token;
  }
}

/**
 * Reads the token of the published revision.
 * @param {string} url
 */
async function publishedRevision(url) {
  const response = await fetch(`${url}?query={__typename}`, {
    method: 'HEAD',
    signal: AbortSignal.timeout(5_000),
  });
  const token = response.headers.get(revisionHeader);
  if (token === null) {
    throw new Error(
      `Expected the header ${revisionHeader} from Tertium, got status ${response.status} without it.`,
    );
  }
  return token;
}

/** Sends a gateway's requests to Tertium. The requests of an operation are pinned to the `OperationRevision` of the context. */
export class PinnedTertium extends RemoteGraphQLDataSource {
  /**
   * @param {import('@apollo/gateway').GraphQLDataSourceProcessOptions} options
   * @override
   */
  async willSendRequest(options) {
    // The gateway loads the schema without an operation.
    if (!('incomingRequestContext' in options)) return;
    const { request, context } = options;
    const { revision } = /** @type {{ revision: OperationRevision }} */ (context);
    request.http?.headers.set(revisionHeader, await revision.tokenFrom(this.url));
  }
}
