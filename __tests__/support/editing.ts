import { createSecret, hashSecret } from '../../src/graph/access/secret.js';
import type { Scope } from '../../src/graph/access/scope.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';

/** Creates a key, and returns its text. */
export async function keyWith(store: GraphStore, name: string, scopes: readonly Scope[]): Promise<string> {
  const key = createSecret('key');
  await store.apiKeys.create({ name, scopes, hash: hashSecret(key), expiresAt: null });
  return key;
}

export interface GraphqlResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    // oxlint-disable-next-line typescript/no-explicit-any -- the shape of the operation in the test
    readonly data?: any;
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  };
}

/** Returns a function that sends operations to a server. @param key null to send no key */
export function sendingWith(url: string, key: string | null) {
  return async (
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<GraphqlResponse> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as GraphqlResponse['body'];
    return { status: response.status, headers: response.headers, body };
  };
}
