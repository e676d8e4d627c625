import type { GraphiQLProps } from 'graphiql';

const PREFIX = 'tertium:';

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/** The lists of operations that GraphiQL stores with their headers. */
const historyKeys: ReadonlySet<string> = new Set(['graphiql:queries', 'graphiql:favorites']);

/** Removes the headers of operations from a list, because they may contain a key of the API. */
const withoutHeaders = (history: string): string =>
  JSON.stringify(JSON.parse(history, (name, value: unknown) => (name === 'headers' ? undefined : value)));

/**
 * The local storage of the browser, with a prefix in each key. GraphiQL always uses the same keys: without the prefix, the editor would show the
 * queries of another GraphiQL on the same host and port.
 */
export const storage: NonNullable<GraphiQLProps['storage']> = {
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) =>
    localStorage.setItem(PREFIX + key, historyKeys.has(key) ? withoutHeaders(value) : value),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};
