// @ts-check
import { readFileSync } from 'node:fs';

/*
 * The subgraph of teams, services, reviews and decisions. It refers to approaches and claims of Tertium by their ids, to features by their slugs, and to
 * cells of comparisons by their slots.
 */

export const typeDefs = readFileSync(new URL('teams.graphql', import.meta.url), 'utf8');

/** @typedef {{ readonly id: string, readonly name: string, readonly approaches: readonly string[] }} Team */
/** @typedef {{ readonly id: string, readonly name: string, readonly owner: string, readonly uses: readonly string[], readonly needs: readonly string[] }} Service */
/** @typedef {{ readonly team: string, readonly slot: string, readonly text: string }} Decision */

/** @type {readonly Team[]} */
const teams = [
  { id: 'archive', name: 'Archive', approaches: ['approach/lto-9', 'approach/bd-rom'] },
  { id: 'infrastructure', name: 'Infrastructure', approaches: ['approach/devops', 'approach/msp'] },
  { id: 'open-source', name: 'Open source', approaches: ['approach/apache-2-0', 'approach/mit'] },
];

/** @type {readonly Service[]} */
const services = [
  {
    id: 'backup',
    name: 'Backup',
    owner: 'archive',
    uses: ['approach/lto-9'],
    needs: ['hardware-encryption'],
  },
  {
    id: 'deployment',
    name: 'Deployment',
    owner: 'infrastructure',
    uses: ['approach/devops'],
    needs: ['automation', 'ci-cd-pipelines'],
  },
  // Tertium has no approach with the second id.
  {
    id: 'mail',
    name: 'Mail',
    owner: 'infrastructure',
    uses: ['approach/msp', 'approach/own-servers'],
    needs: [],
  },
];

/**
 * Reviews by the id of the claim. The id has a hash of the claim's statement and source, so a claim that states something else has no review.
 * @type {Readonly<Record<string, { readonly reviewer: string, readonly outcome: string, readonly note: string }>>}
 */
const reviews = {
  // msp, relationship: "A vendor and its client"
  'claim/VMHjKrRjgeQiB-FPHIIR6O': {
    reviewer: 'infrastructure',
    outcome: 'ACCEPTED',
    note: 'This matches our contracts.',
  },
  // devops, relationship: "Teams inside that work together and share responsibility"
  'claim/PM7Cfh9ZCkagS6AY-NSZQI': {
    reviewer: 'infrastructure',
    outcome: 'DOUBTED',
    note: 'Half of our teams work differently.',
  },
};

/** @type {readonly Decision[]} */
const decisions = [
  {
    team: 'archive',
    slot: 'cell:dimension/capacity:approach/lto-9',
    text: 'We plan with the native capacity.',
  },
];

/** @param {string} id */
const teamOf = (id) => teams.find((team) => team.id === id) ?? null;
/** @param {string} id */
const serviceOf = (id) => services.find((service) => service.id === id) ?? null;
/** @param {readonly string[]} ids */
const approachesOf = (ids) => ids.map((id) => ({ __typename: 'Approach', id }));

/** @typedef {{ readonly id: string }} Reference */

export const resolvers = {
  Query: {
    teams: () => teams,
    team: (/** @type {unknown} */ _, /** @type {Reference} */ { id }) => teamOf(id),
    services: () => services,
    decisions: () => decisions,
  },
  Team: {
    __resolveReference: (/** @type {Reference} */ { id }) => teamOf(id),
    services: (/** @type {Team} */ { id }) => services.filter(({ owner }) => owner === id),
    approaches: (/** @type {Team} */ { approaches }) => approachesOf(approaches),
  },
  Service: {
    __resolveReference: (/** @type {Reference} */ { id }) => serviceOf(id),
    owner: (/** @type {Service} */ { owner }) => teamOf(owner),
    uses: (/** @type {Service} */ { uses }) => approachesOf(uses),
    needs: (/** @type {Service} */ { needs }) => needs.map((slug) => ({ slug })),
  },
  Approach: {
    owner: (/** @type {Reference} */ { id }) =>
      teams.find(({ approaches }) => approaches.includes(id)) ?? null,
    services: (/** @type {Reference} */ { id }) => services.filter(({ uses }) => uses.includes(id)),
  },
  Claim: {
    review: (/** @type {Reference} */ { id }) => reviews[id] ?? null,
  },
  Cell: {
    decision: (/** @type {{ readonly slot: string }} */ { slot }) =>
      decisions.find((decision) => decision.slot === slot) ?? null,
  },
  Decision: {
    team: (/** @type {Decision} */ { team }) => teamOf(team),
    cell: (/** @type {Decision} */ { slot }) => ({ slot }),
  },
  Review: {
    reviewer: (/** @type {{ readonly reviewer: string }} */ { reviewer }) => teamOf(reviewer),
  },
};
