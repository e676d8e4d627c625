import type { GraphiQLProps } from 'graphiql';

const PREFIX = 'tertium:';

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/**
 * The local storage of the browser, with a prefix in each key. GraphiQL always uses the same keys: without the prefix, the editor would show the
 * queries of another GraphiQL on the same host and port.
 */
export const storage: NonNullable<GraphiQLProps['storage']> = {
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};
