// @ts-check
import { readFileSync } from 'node:fs';

/*
 * The subgraph of the company's handbook. A page explains concepts of any kind, so the schema refers to the interface `Concept`.
 */

export const typeDefs = readFileSync(new URL('handbook.graphql', import.meta.url), 'utf8');

/** @typedef {{ readonly path: string, readonly title: string, readonly concepts: readonly string[] }} HandbookPage */

/** @type {readonly HandbookPage[]} */
const pages = [
  {
    path: 'operations/who-runs-what',
    title: 'Who runs what',
    concepts: ['approach/msp', 'approach/devops', 'question/msp-vs-devops'],
  },
  { path: 'storage/archives', title: 'Archives', concepts: ['approach/lto-9', 'dimension/capacity'] },
];

/** @typedef {{ readonly id: string }} Reference */

export const resolvers = {
  Query: {
    handbook: () => pages,
    handbookPage: (/** @type {unknown} */ _, /** @type {{ readonly path: string }} */ { path }) =>
      pages.find((page) => page.path === path) ?? null,
  },
  HandbookPage: {
    __resolveReference: (/** @type {HandbookPage} */ { path }) =>
      pages.find((page) => page.path === path) ?? null,
    concepts: (/** @type {HandbookPage} */ { concepts }) => concepts.map((id) => ({ id })),
  },
  Concept: {
    handbookPages: (/** @type {Reference} */ { id }) => pages.filter(({ concepts }) => concepts.includes(id)),
  },
};
