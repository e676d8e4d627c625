/** Tests that random sequences of calls by several principals change only what the rights of each principal permit. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mutationScopes } from '../../../src/api/access/field-scopes.js';
import { defaultEditingLimits } from '../../../src/editing/editing-limits.js';
import type { Scope } from '../../../src/graph/access/scope.js';
import type { Changeset } from '../../../src/graph/ports/changesets.js';
import { keyWith, sendingWith } from '../../support/editing.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

/** The scopes of each principal, by name. FOUR_EYES is on. */
const principals: Readonly<Record<string, readonly Scope[]>> = {
  assistant: ['read', 'propose'],
  script: ['read', 'propose'],
  editor: ['propose', 'review', 'publish'],
  reviewer: ['review'],
  publisher: ['publish'],
  reader: ['read'],
};
const names = Object.keys(principals);
const mutations = Object.keys(mutationScopes);
/** The scope that each mutation needs. The scopes of `mutationScopes` are not used, because the test must find faults in them. */
const neededScopes: Readonly<Record<string, Scope>> = {
  openChangeset: 'propose',
  editChangeset: 'propose',
  submitChangeset: 'propose',
  withdrawChangeset: 'propose',
  revertRevision: 'propose',
  importIntoChangeset: 'propose',
  createPreviewToken: 'propose',
  reviewChangeset: 'review',
  publishChangeset: 'publish',
};

let graph: TestStore;
let server: TestServer;
const keys = new Map<string, string>();
const ids = new Map<string, string>();
beforeAll(async () => {
  graph = await sqliteStore.open();
  await seed(graph.store);
  const limits = { ...defaultEditingLimits, openChangesets: 10_000 };
  server = await serveStore(graph.store, { editing: { fourEyes: true, limits } });
  for (const name of names) keys.set(name, await keyWith(graph.store, name, principals[name] ?? []));
  for (const { name, principal } of await graph.store.apiKeys.list()) ids.set(name, principal);
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

const call = fc.record({
  mutation: fc.constantFrom(...mutations),
  /** Selects a changeset of the sequence, counted back from the newest. */
  changeset: fc.nat(2),
  isExpected: fc.boolean(),
  approves: fc.boolean(),
  publishAt: fc.constantFrom(null, '2999-01-01T00:00:00.000Z'),
  idempotencyKey: fc.constantFrom(null, null, 'a', 'b'),
  notes: fc.constantFrom({}, { onBehalfOf: 'editor', model: 'a model' }),
});
type Call = typeof call extends fc.Arbitrary<infer Each> ? Each : never;

/** Generates requests of a principal with one or two mutations. The form is plain fields, a fragment, or fields with a directive. */
const requests = fc.record({
  principal: fc.constantFrom(...names),
  calls: fc.array(call, { minLength: 1, maxLength: 2 }),
  form: fc.constantFrom('FIELDS', 'FRAGMENT', 'INCLUDED'),
});
type Request = typeof requests extends fc.Arbitrary<infer Each> ? Each : never;

const usual = {
  changeset: 0,
  isExpected: false,
  approves: true,
  publishAt: null,
  idempotencyKey: null,
  notes: {},
};
const one = (principal: string, mutation: string): Request => ({
  principal,
  calls: [{ ...usual, mutation }],
  form: 'FIELDS',
});
/** A publication that FOUR_EYES permits. */
const permitted = [
  one('assistant', 'openChangeset'),
  one('script', 'submitChangeset'),
  one('reviewer', 'reviewChangeset'),
  one('publisher', 'publishChangeset'),
];
/** A publication that FOUR_EYES prevents, because the author is also the reviewer. */
const byOnePerson = ['open', 'submit', 'review', 'publish'].map((verb) => one('editor', `${verb}Changeset`));
/** A publication that FOUR_EYES prevents, because the reviewer added an edit to a changeset of another author. */
const byAuthorOfEdit = [
  one('assistant', 'openChangeset'),
  one('editor', 'editChangeset'),
  one('script', 'submitChangeset'),
  one('editor', 'reviewChangeset'),
  one('publisher', 'publishChangeset'),
];

interface Written {
  readonly changesets: ReadonlyMap<string, Changeset>;
  readonly revision: number;
  readonly total: number;
}

async function written(): Promise<Written> {
  const { items, totalCount } = await graph.store.changesets.page({ first: 30, after: null });
  return {
    changesets: new Map(items.map((each) => [each.id, each])),
    revision: (await graph.store.reader.openView())?.revision.number ?? 0,
    total: totalCount,
  };
}

let calls = 0;

function inputOf(
  { mutation, isExpected, approves, publishAt, idempotencyKey, notes }: Call,
  { id, version, revision }: { id: string; version: number; revision: number },
): object {
  const edit = { putConcept: { kind: 'BENEFIT', slug: `sequence-${(calls += 1)}`, name: 'B' } };
  const target = { id, ...(isExpected ? { expectedVersion: version } : {}) };
  const repeatable = idempotencyKey === null ? {} : { idempotencyKey: `${idempotencyKey} ${id}` };
  switch (mutation) {
    case 'openChangeset':
      return { ...notes, ...repeatable, title: 'T', edits: [edit] };
    case 'editChangeset':
      return { ...notes, ...repeatable, ...target, add: [edit] };
    case 'reviewChangeset':
      return { ...notes, ...repeatable, ...target, verdict: approves ? 'APPROVE' : 'REQUEST_CHANGES' };
    case 'publishChangeset':
      return { ...notes, ...repeatable, ...target, publishAt };
    case 'revertRevision':
      return { ...notes, ...repeatable, revision };
    case 'importIntoChangeset':
      return {
        ...notes,
        title: 'T',
        name: 'a.yaml',
        format: 'DOCUMENT',
        content: `benefits: [{slug: i-${calls}, name: I}]`,
      };
    case 'createPreviewToken':
      return { ...notes, id };
    default:
      return { ...notes, ...repeatable, ...target };
  }
}

function operationOf({ calls: list, form }: Request): string {
  const directive = form === 'INCLUDED' ? ' @include(if: true)' : '';
  const fields = list
    .map(
      ({ mutation }, index) =>
        `c${index}: ${mutation}(input: $i${index})${directive} { problems { code } changeset { id } }`,
    )
    .join(' ');
  const variables = list
    .map(({ mutation }, index) => `$i${index}: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`)
    .join(', ');
  return form === 'FRAGMENT'
    ? `mutation (${variables}) { ...F } fragment F on Mutation { ${fields} }`
    : `mutation (${variables}) { ${fields} }`;
}

/** The scopes that permit a change of a changeset, by the state after the change. One of them is sufficient. */
const scopeOfState = {
  OPEN: ['propose', 'review'],
  SUBMITTED: ['propose'],
  APPROVED: ['review'],
  SCHEDULED: ['publish'],
  PUBLISHED: ['publish'],
  WITHDRAWN: ['propose'],
} as const;

/** Sends requests, and checks what each request has changed. @returns the number of publications */
async function publicationsIn(sequence: readonly Request[]): Promise<number> {
  const own: string[] = [];
  const authors = new Map<string, Set<string>>();
  let publications = 0;
  let before = await written();
  for (const request of sequence) {
    const { principal } = request;
    const scopes = principals[principal] ?? [];
    const variables = Object.fromEntries(
      request.calls.map((each, index) => {
        const id = own.at(-1 - (each.changeset % Math.max(own.length, 1))) ?? 'changeset/none';
        const { version = 1 } = before.changesets.get(id) ?? {};
        return [`i${index}`, inputOf(each, { id, version, revision: before.revision })];
      }),
    );
    const { status, body } = await sendingWith(server.url, keys.get(principal) ?? null)(
      operationOf(request),
      variables,
    );
    const after = await written();
    const isPermitted = request.calls.every(({ mutation }) =>
      scopes.some((scope) => scope === neededScopes[mutation]),
    );
    expect([principal, request.calls.map(({ mutation }) => mutation), status]).toEqual([
      principal,
      request.calls.map(({ mutation }) => mutation),
      isPermitted ? 200 : 403,
    ]);
    if (!isPermitted) expect(after).toEqual(before);
    else expect(body.errors).toBeUndefined();
    if (after.revision > before.revision) {
      expect([principal, scopes.includes('publish')]).toEqual([principal, true]);
      publications += after.revision - before.revision;
    }
    for (const [id, changeset] of after.changesets) {
      const earlier = before.changesets.get(id);
      if (earlier?.version === changeset.version) continue;
      if (!earlier) {
        own.push(id);
        expect([changeset.state, changeset.author.principal]).toEqual(['OPEN', ids.get(principal)]);
      }
      const by = authors.get(id) ?? new Set();
      authors.set(id, by);
      if (!earlier || earlier.edits !== changeset.edits) by.add(principal);
      expect([
        changeset.state,
        scopes.some((scope) => (scopeOfState[changeset.state] as readonly Scope[]).includes(scope)),
      ]).toEqual([changeset.state, true]);
      if (earlier?.state !== 'APPROVED' && changeset.state === 'APPROVED')
        expect([...by]).not.toContain(principal);
      if (changeset.state === 'PUBLISHED' || changeset.state === 'SCHEDULED')
        expect(['SUBMITTED', 'APPROVED', 'SCHEDULED', changeset.state]).toContain(earlier?.state);
    }
    before = after;
  }
  return publications;
}

test('no sequence of calls changes more than the rights of its principals permit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: 5, maxLength: 12 }), async (sequence) => {
      await publicationsIn([...permitted.slice(0, 3), ...sequence]);
    }),
    { numRuns: runs(300, 5) },
  );
  expect(await publicationsIn(permitted)).toBe(1);
  expect(await publicationsIn(byOnePerson)).toBe(0);
  expect(await publicationsIn(byAuthorOfEdit)).toBe(0);
}, 1_200_000);

test('with the scopes read and propose, no sequence of calls approves, schedules or publishes', async () => {
  const { revision } = await written();
  const proposing = requests.map((each) => ({
    ...each,
    principal: each.principal === 'script' ? 'script' : 'assistant',
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(proposing, { minLength: 5, maxLength: 12 }), async (sequence) => {
      // The author does not review: FOUR_EYES would refuse this review even with the scope `review`.
      const proposed = permitted.map((each, index) => ({
        ...each,
        principal: index === 0 ? 'assistant' : 'script',
      }));
      expect(await publicationsIn([...sequence, ...proposed])).toBe(0);
    }),
    { numRuns: runs(300, 5) },
  );
  expect((await written()).revision).toBe(revision);
}, 1_200_000);
