import type { ExecutionResult } from 'graphql';
import type { GraphiQLProps } from 'graphiql';

// The address is relative to the page, so that it is also correct behind a proxy that serves Tertium under a path.
const endpoint = new URL('../graphql', document.baseURI);

/** Sends one operation to the server that serves this page. */
export const fetchResult: GraphiQLProps['fetcher'] = async (operation, options) => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...options?.headers,
    },
    body: JSON.stringify(operation),
  });
  const body = await response.text();
  try {
    return JSON.parse(body) as ExecutionResult;
  } catch (cause) {
    // Not a GraphQL response; for example, a proxy sent an error page.
    throw new Error(`Expected JSON, got a response with status ${response.status}: ${body.slice(0, 200)}`, {
      cause,
    });
  }
};
