import type { FastifyInstance, FastifyRequest } from 'fastify';
import { anonymous, type Rights } from '../../graph/access/rights.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { isStoreUnavailable } from '../errors/store-unavailable.js';
import { RequestError } from '../errors/request-error.js';
import { keyIn, previewHeader } from '../security/credentials.js';
import type { Access } from './access.js';
import { AccessError } from './access-error.js';
import type { AuditTrail } from './audit-trail.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The rights of the request; `anonymous` until its credentials are checked. Null outside of Fastify scopes that authenticate requests. */
    rights: Rights | null;
    /**
     * The error for operations that need a scope of a key, if the credentials could not be checked because the store is unavailable; otherwise null.
     * If it is set, the request has the rights of a request without credentials.
     */
    unverified: RequestError | null;
  }
}

/**
 * Checks the credentials of the requests of a Fastify scope in the hook `onRequest`, before the look-up in the response cache. Rejects
 * requests with invalid credentials, and requests without the right to read. If the store is unavailable and reading is open, requests
 * whose credentials cannot be checked continue without rights: see `unverified`. Preparations are not checked.
 * @param previewOf returns the preview token in the address of a request; null for none
 */
export function authenticateRequests(
  scope: FastifyInstance,
  access: Access,
  audit: AuditTrail,
  previewOf: (request: FastifyRequest) => string | null = () => null,
): void {
  scope.decorateRequest('rights', null);
  scope.decorateRequest('unverified', null);
  scope.addHook('onRequest', (request, _reply, done) => {
    request.rights = anonymous(request.id);
    // The server sends preparations to itself. Their responses are cached, and are sent only to requests that have passed this check.
    if (request.preparation) {
      done();
      return;
    }
    const settle = (found: Rights): void => {
      request.rights = found;
      try {
        access.checkReading(found);
      } catch (error) {
        reject(error);
        return;
      }
      done();
    };
    const reject = (error: unknown): void => {
      if (error instanceof AccessError) audit.refused(rightsOf(request), error.refusal);
      if (!isStoreUnavailable(error)) done(error as Error);
      else if (access.readAccess === 'keyed') done(unavailable(error));
      else {
        request.unverified = unavailable(error);
        done();
      }
    };
    const { headers } = request;
    const preview = headers[previewHeader];
    const credentials = {
      key: keyIn(headers),
      preview: typeof preview === 'string' ? preview : previewOf(request),
    };
    let rights: MaybePromise<Rights>;
    try {
      rights = access.rightsOf(credentials, request.id);
    } catch (error) {
      reject(error);
      return;
    }
    if (rights instanceof Promise) rights.then(settle, reject);
    else settle(rights);
  });
}

/** Returns the rights of an authenticated request. @throws {TypeError} if the Fastify scope of the request does not authenticate requests */
export function rightsOf({ rights }: FastifyRequest): Rights {
  if (rights) return rights;
  throw new TypeError('Expected an authenticated request, got one without rights.');
}

function unavailable(cause: unknown): RequestError {
  return new RequestError(
    'STORE_UNAVAILABLE',
    'The credentials could not be checked, because the database is unavailable. Send the request again.',
    { cause, headers: { 'retry-after': '1' } },
  );
}
