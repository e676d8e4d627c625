import type { IncomingHttpHeaders } from 'node:http';
import { hasScope, type Principal, type Rights } from '../../graph/access/rights.js';
import { hashSecret, isSecret } from '../../graph/access/secret.js';
import type { ApiKey, ApiKeyStore } from '../../graph/ports/access.js';
import type { PreviewToken, PreviewTokenStore } from '../../graph/ports/preview-tokens.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { hasCredentials, keyIn, previewHeader } from '../security/credentials.js';
import { invalidCredentials, noReading } from './access-error.js';
import { CredentialCache } from './credential-cache.js';

/** The requests that may read the published graph: all, or those with a preview token or a key with the scope `read`. */
export type ReadAccess = 'open' | 'keyed';

export interface AccessOptions {
  readonly keys: Pick<ApiKeyStore, 'find'>;
  readonly previewTokens: Pick<PreviewTokenStore, 'find'>;
  readonly readAccess: ReadAccess;
}

/** The secrets that a request has. */
export interface Credentials {
  /** Null for none. */
  readonly key: string | null;
  /** The preview token, from a header or from the address; null for none. */
  readonly preview: string | null;
}

/** The cached properties of a stored key or preview token. */
interface StoredCredential<Granted> {
  /** The principal of a key, or the id of the changeset that a preview token shows. */
  readonly granted: Granted;
  /** In milliseconds since 1970; `Infinity` if it never expires. */
  readonly expiresAt: number;
  readonly isRevoked: boolean;
}

/** Determines the rights of requests from their keys and preview tokens. Cookies give no rights. */
export class Access {
  readonly readAccess: ReadAccess;
  readonly #keys: CredentialCache<StoredCredential<Principal>>;
  readonly #previews: CredentialCache<StoredCredential<string>>;
  #last: { readonly authorization: string; readonly hash: string | null } | null = null;

  constructor({ keys, previewTokens, readAccess }: AccessOptions) {
    this.readAccess = readAccess;
    this.#keys = new CredentialCache(async (hash) => credentialOfKey(await keys.find(hash)));
    this.#previews = new CredentialCache(async (hash) => credentialOfToken(await previewTokens.find(hash)));
  }

  /**
   * Returns the rights of a request; as a promise only if a look-up of its credentials is not cached.
   * @throws {AccessError} if the key or the preview token is unknown, has expired or was revoked
   * @throws {TertiumError} STORE_UNAVAILABLE if a look-up cannot be read from the store
   */
  rightsOf({ key, preview }: Credentials, requestId: string): MaybePromise<Rights> {
    if (key === null && preview === null) return { principal: null, preview: null, requestId };
    return mapMaybe(this.#principalOf(key), (principal) =>
      mapMaybe(this.#previewed(preview), (changeset) => ({ principal, preview: changeset, requestId })),
    );
  }

  /** Checks that a request may read the published graph. @throws {AccessError} */
  checkReading(rights: Rights): void {
    if (this.readAccess === 'open' || rights.preview !== null || hasScope(rights, 'read')) return;
    throw noReading(rights.principal);
  }

  /**
   * Returns how the fast path may serve a request with public content: PUBLIC if reading is open and the request has no credentials;
   * PRIVATE if its only credential is a valid key that may read, and the look-up of the key is cached. Otherwise null: the routes must handle it.
   */
  readerOf(headers: IncomingHttpHeaders): 'PUBLIC' | 'PRIVATE' | null {
    if (!hasCredentials(headers)) return this.readAccess === 'open' ? 'PUBLIC' : null;
    const { authorization, cookie, [previewHeader]: preview } = headers;
    if (authorization === undefined || cookie !== undefined || preview !== undefined) return null;
    const hash = this.#hashIn(authorization);
    const key = hash === null ? undefined : this.#keys.cached(hash);
    if (!key || key.isRevoked || key.expiresAt <= Date.now()) return null;
    return this.readAccess === 'open' || key.granted.scopes.includes('read') ? 'PRIVATE' : null;
  }

  /** Returns the hash of the key in a value of `Authorization`; null if it has no key. Clients repeat their header, so the last hash is cached. */
  #hashIn(authorization: string): string | null {
    if (this.#last?.authorization === authorization) return this.#last.hash;
    const text = keyIn({ authorization });
    const hash = text === null ? null : hashSecret(text);
    this.#last = { authorization, hash };
    return hash;
  }

  #principalOf(text: string | null): MaybePromise<Principal | null> {
    if (text === null) return null;
    return mapMaybe(isSecret('key', text) ? lookUp(this.#keys, text) : null, (key) => {
      if (!key) throw invalidCredentials('KEY_UNKNOWN');
      if (key.isRevoked) throw invalidCredentials('KEY_REVOKED');
      if (key.expiresAt <= Date.now()) throw invalidCredentials('KEY_EXPIRED');
      return key.granted;
    });
  }

  #previewed(text: string | null): MaybePromise<string | null> {
    if (text === null) return null;
    return mapMaybe(isSecret('preview', text) ? lookUp(this.#previews, text) : null, (token) => {
      if (!token) throw invalidCredentials('PREVIEW_UNKNOWN');
      if (token.expiresAt <= Date.now()) throw invalidCredentials('PREVIEW_EXPIRED');
      return token.granted;
    });
  }
}

/** Replaces the preview token in an address by "…". */
export function withoutPreview(url: string): string {
  return url.replace(/([?&]preview=)[^&#]*/gu, '$1…');
}

/** Returns the preview token in the address of a page; null if there is none. @param url path and query */
export function previewIn(url: string): string | null {
  const start = url.indexOf('?');
  return start < 0 || !url.includes('preview=', start)
    ? null
    : new URLSearchParams(url.slice(start)).get('preview');
}

function lookUp<Granted>(
  cache: CredentialCache<StoredCredential<Granted>>,
  text: string,
): MaybePromise<StoredCredential<Granted> | null> {
  const hash = hashSecret(text);
  const cached = cache.cached(hash);
  return cached === undefined ? cache.load(hash) : cached;
}

function credentialOfKey(key: ApiKey | null): StoredCredential<Principal> | null {
  if (!key) return null;
  const { principal: id, name, scopes, expiresAt, revokedAt } = key;
  return { granted: { id, name, scopes }, expiresAt: timeOf(expiresAt), isRevoked: revokedAt !== null };
}

function credentialOfToken(token: PreviewToken | null): StoredCredential<string> | null {
  return token && { granted: token.changeset, expiresAt: timeOf(token.expiresAt), isRevoked: false };
}

function timeOf(time: string | null): number {
  return time === null ? Infinity : Date.parse(time);
}
