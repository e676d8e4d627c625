import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';

/** `schema` is the data that an introspection query comes to, made small by `@urql/introspection` or as it is. */
export function makeClient(url, schema, graphcacheKeys) {
  const keys = Object.fromEntries(Object.keys(graphcacheKeys).map((type) => [type, () => null]));
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [cacheExchange({ schema, keys }), fetchExchange],
  });
}
