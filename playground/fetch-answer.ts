import type { ExecutionResult } from 'graphql';
import type { GraphiQLProps } from 'graphiql';

// Relative to the page, so that it also works behind a proxy that serves Tertium under a path.
const endpoint = new URL('graphql', document.baseURI);

/** Sends one operation to the server that serves this page. */
export const fetchAnswer: GraphiQLProps['fetcher'] = async (operation, options) => {
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
    // Not a GraphQL response: a proxy between the browser and the server may have sent it.
    throw new Error(`Expected JSON, and status ${response.status} came with: ${body.slice(0, 200)}`, {
      cause,
    });
  }
};
