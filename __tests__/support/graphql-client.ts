/** A result of GraphQL over HTTP, with the status and the headers of the response. */
export interface GraphqlResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends an operation by POST. */
export type GraphqlClient = (
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
) => Promise<GraphqlResponse>;

/** Creates a client of the API at a URL. */
export function graphqlClient(url: string): GraphqlClient {
  return async (query, variables = {}, headers = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const result = (await response.json()) as Pick<GraphqlResponse, 'data' | 'errors'>;
    return { status: response.status, headers: response.headers, ...result };
  };
}
