import type { GraphiQLProps } from 'graphiql';

const PREFIX = 'tertium:';

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/**
 * The browser's storage with a prefix before the keys. GraphiQL always uses the same keys, so another GraphiQL that ran on this host and port before
 * would otherwise put its queries into our editor.
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
