import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

interface Result<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Sends an operation by plain `fetch`.
 * @param url the address of the API, such as `http://127.0.0.1:4000/graphql`
 * @returns the data, of the type that codegen generated for the operation
 * @throws if the request fails, or if the response has errors or no data
 */
export async function request<Data, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
    signal: AbortSignal.timeout(5_000),
  });
  const { data, errors } = (await response.json()) as Result<Data>;
  if (errors || !data) throw new Error(errors?.map(({ message }) => message).join('\n') ?? 'Expected data.');
  return data;
}
