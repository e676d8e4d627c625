import type { GraphiQLProps } from 'graphiql';

const PREFIX = 'tertium:';

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/**
 * The browser's storage, under names of our own: GraphiQL's names are the same wherever it runs, and another
 * GraphiQL that once ran on this host and port would leave its queries in our editor.
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
