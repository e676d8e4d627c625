import type { IncomingHttpHeaders } from 'node:http';
import { secretPrefixes } from '../../graph/access/secret.js';

/** The header with a preview token. */
export const previewHeader = 'tertium-preview';

/** `Bearer` and a key of Tertium. Other values of `Authorization` are for other programs, such as a proxy or a router, and give no rights. */
const bearerKey = new RegExp(`^bearer +(${secretPrefixes.key}\\S*) *$`, 'iu');

/** Returns the key in the header `Authorization`; null if it has none. The key need not be valid. */
export function keyIn({ authorization }: IncomingHttpHeaders): string | null {
  return (authorization !== undefined && bearerKey.exec(authorization)?.[1]) || null;
}

/**
 * Returns whether a request has headers with credentials, valid or not. HTTP caches must treat the response to such a request as private. Public
 * content does not depend on credentials, so requests with and without credentials share the entries of the response cache.
 */
export function hasCredentials(headers: IncomingHttpHeaders): boolean {
  const { authorization, cookie, [previewHeader]: preview } = headers;
  return authorization !== undefined || cookie !== undefined || preview !== undefined;
}
