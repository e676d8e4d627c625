import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';

/** Creates a urql client with Graphcache. @param schema the data of an introspection query, optionally minified by `@urql/introspection` */
export function makeClient(url, schema, graphcacheKeys) {
  const keys = Object.fromEntries(Object.keys(graphcacheKeys).map((type) => [type, () => null]));
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema, keys }), fetchExchange],
  });
}
