/**
 * The tests of the suite that cannot apply to Tertium, by reason. Each name is the end of the full name of a test.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const notApplicable = {
  'The messages of errors are those of Tertium: they state the expected value and the received value. Status and code are those of Apollo Server.':
    [
      'graphqlHTTP throws an error if POST operation is missing',
      'graphqlHTTP throws an error if POST operation is empty',
      'graphqlHTTP throws an error if POST JSON is malformed',
      'graphqlHTTP throws an error if GET query is missing',
      'graphqlHTTP throws error if trying to use mutation using GET request',
      'graphqlHTTP throws error if trying to use mutation with fragment using GET request',
      'graphqlHTTP does not accept multiple query search parameters',
      'graphqlHTTP POST does not handle a request with variables as string',
      'graphqlHTTP POST does not handle a request with extensions as string',
      'graphqlHTTP does not accept a query AST',
      'Persisted Queries errors when version is not specified',
      'Persisted Queries errors when version is unsupported',
      'Persisted Queries errors when hash is mismatched',
      'Persisted Queries returns error when hash does not match',
    ],
  'A request with a body of another type than JSON is rejected with the status 415, as HTTP defines it, not 400.':
    [
      'graphqlHTTP throws an error if POST body is empty',
      'graphqlHTTP throws an error if invalid content-type',
    ],
  'A request has one operation. Lists of operations are rejected before Apollo Server runs.': [
    'graphqlHTTP can handle batch requests',
    'graphqlHTTP can handle batch requests with one element',
    'graphqlHTTP returns an error on batch requests with no elements',
    'graphqlHTTP can handle batch requests in parallel',
    'graphqlHTTP disables batch requests by default',
    'graphqlHTTP clones batch context',
    'graphqlHTTP executes batch context if it is a function',
    'cache-control applies cacheControl Headers for batched operation',
    'Persisted Queries returns with batched persisted queries',
  ],
  'Cache-Control follows from the revision that was read, not from hints in the schema; errors, also of persisted queries, have no-store.':
    [
      'cache-control applies cacheControl Headers',
      'cache-control applies cacheControl Headers with if-cacheable',
      'cache-control contains no cacheControl Headers when uncacheable',
      'cache-control contains private cacheControl Headers when scoped',
      'cache-control runs when cache-control is disabled',
      'graphqlHTTP cache-control not set without any hints with if-cacheable',
      'graphqlHTTP cache-control set to no-store without any hints',
      'graphqlHTTP cache-control set with dynamic hint',
      'graphqlHTTP cache-control set with defaultMaxAge',
      'graphqlHTTP returns PersistedQueryNotSupported to a GET request if PQs disabled',
      'graphqlHTTP returns PersistedQueryNotSupported to a POST request if PQs disabled',
      'graphqlHTTP returns PersistedQueryNotFound to a GET request',
      'graphqlHTTP returns PersistedQueryNotFound to a POST request',
    ],
  'Forged requests are rejected by rules of Tertium: a GET without credentials needs no preflight, and its content type is ignored.':
    [
      'CSRF prevention default',
      'CSRF prevention csrfPrevention: {requestHeaders}',
      'graphqlHTTP throws an error if GET request has a non-application/json content-type',
      'graphqlHTTP throws an error if GET request has a non-preflighted non-application/json content-type',
      'graphqlHTTP throws an error if GET request has a malformed content-type',
    ],
  'HEAD is supported.': ['graphqlHTTP rejects the request if the method is not POST or GET'],
  'There is a playground instead of a landing page at /graphql.': [
    'renderLandingPage defaults to LocalDefault',
    'renderLandingPage can specify version for LocalDefault',
    'renderLandingPage basic functionality basic GET works',
    'renderLandingPage basic functionality basic GET works with more complex header',
    'renderLandingPage async `html` function returns a string',
    'renderLandingPage async `html` function throws',
  ],
};
