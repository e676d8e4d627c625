/** Tests idempotency keys: two stores perform operations with the same key, one after the other or at the same time. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultEditingLimits } from '../../src/editing/editing-limits.js';
import { editingServices, type EditingServices } from '../../src/editing/editing-services.js';
import {
  reviewChangeset,
  scheduleChangeset,
  submitChangeset,
  withdrawChangeset,
} from '../../src/editing/operations/change-state.js';
import { createPreviewToken } from '../../src/editing/operations/create-preview-token.js';
import { editChangeset } from '../../src/editing/operations/edit-changeset.js';
import { importDocument } from '../../src/editing/operations/import-document.js';
import { openChangeset } from '../../src/editing/operations/open-changeset.js';
import {
  idempotencyOf,
  performOnce,
  type ChangesetOutcome,
  type Operator,
} from '../../src/editing/operations/operator.js';
import { publishChangeset } from '../../src/editing/operations/publish-changeset.js';
import { revertRevision } from '../../src/editing/operations/revert-revision.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { hashSecret } from '../../src/graph/access/secret.js';
import { openStore } from '../../src/storage/open-store.js';
import { baseConcepts, imported, put, value } from '../storage/contract/examples.js';
import { eachStore, type TestStore } from '../support/stores.js';
import { runs } from '../support/test-run.js';

const names = [
  'open',
  'edit',
  'submit',
  'review',
  'publish',
  'schedule',
  'withdraw',
  'revert',
  'import',
  'preview',
] as const;

/** An operation that two stores perform with one key. */
const operations = fc.record({
  name: fc.constantFrom(...names),
  /** Selects the changeset of the operation: 0 for the newest, 1 for the second newest, and so on, modulo the number of changesets. */
  changeset: fc.nat(2),
  /** Whether the operation sets `expectedVersion`, if it has this member. */
  isExpected: fc.boolean(),
  /** Whether both stores perform the operation at the same time. */
  isSimultaneous: fc.boolean(),
  approves: fc.boolean(),
});
type Operation = typeof operations extends fc.Arbitrary<infer Each> ? Each : never;

/** A sequence that publishes a changeset. Each run begins with it. */
const life: readonly Operation[] = (['open', 'preview', 'submit', 'review', 'publish'] as const).map(
  (name, index) => ({
    ...{ name, changeset: 0, isExpected: index % 2 === 0, isSimultaneous: true, approves: true },
  }),
);

describe.each(eachStore)('On $name', ({ open }) => {
  let graph: TestStore;
  let other: GraphStore;
  let processes: readonly [EditingServices, EditingServices];
  beforeAll(async () => {
    graph = await open();
    other = await openStore(graph.url);
    const settings = { fourEyes: false, limits: { ...defaultEditingLimits, openChangesets: 10_000 } };
    processes = [editingServices(graph.store, settings), editingServices(other, settings)];
    await graph.store.apply(put(...baseConcepts, value()), imported);
  });
  afterAll(async () => {
    await other.close();
    await graph.close();
  });

  /** Reads up to 20 changesets with their edits and reviews, the newest revision, and the number of entries of the audit log. */
  async function written(): Promise<object> {
    const { changesets, reader, audit } = graph.store;
    const { items, totalCount } = await changesets.page({ first: 20, after: null });
    const edits = await Promise.all(
      items.map(({ id }) => changesets.edits({ changeset: id, first: 100, after: null })),
    );
    return {
      ...{ items, totalCount, edits },
      reviews: await changesets.reviews(items.map(({ id }) => id)),
      revision: (await reader.openView())?.revision,
      entries: (await audit.page({ first: 1, after: null })).totalCount,
    };
  }

  let performed = 0;

  async function performTwice(operation: Operation, opened: Map<string, number>): Promise<boolean> {
    const number = (performed += 1);
    const [id = 'changeset/none', version = 1] =
      [...opened].at(-1 - (operation.changeset % Math.max(opened.size, 1))) ?? [];
    const by: Operator = {
      actor: { principal: 'key/ada', name: 'Ada', onBehalfOf: null, model: null },
      audit: {
        principal: { id: 'key/ada', name: 'Ada' },
        ...{ action: operation.name, outcome: 'DONE', code: null, scope: null, subject: null },
        ...{ requestId: null, count: 1 },
      },
      key: `operation ${number}`,
    };
    const newest = (await graph.store.reader.openView())?.revision.number ?? 1;
    const perform = (services: EditingServices): Promise<ChangesetOutcome> =>
      operationOf(services, operation, {
        id,
        number,
        newest,
        by,
        expectedVersion: operation.isExpected ? version : null,
      });
    const [first, second] = processes;
    let outcomes: readonly ChangesetOutcome[];
    let before: unknown;
    if (operation.isSimultaneous) {
      outcomes = await Promise.all([perform(first), perform(second)]);
      before = await written();
    } else {
      const outcome = await perform(first);
      before = await written();
      outcomes = [outcome, await perform(second)];
    }
    const [done, repeated] = outcomes;
    expect([operation.name, repeated]).toEqual([operation.name, done]);
    if (done?.problems.length === 0) {
      await perform(second);
      expect(await written()).toEqual(before);
      if (done.changeset) opened.set(done.changeset.id, done.changeset.version);
    }
    return done?.problems.length === 0;
  }

  test('a repetition has the outcome of the first operation; the repetition of a successful operation changes nothing', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(operations, { minLength: 3, maxLength: 8 }), async (sequence) => {
        const opened = new Map<string, number>();
        for (const operation of [...life, ...sequence]) {
          if (await performTwice(operation, opened)) accepted += 1;
        }
      }),
      { numRuns: runs(100, 3) },
    );
    expect(accepted).toBeGreaterThan(0);
  }, 600_000);

  test('an operation whose key another store writes after the look-up has the outcome of the operation of that store', async () => {
    const [first, second] = processes;
    const actor = { principal: 'key/ada', name: 'Ada', onBehalfOf: null, model: null };
    const request = {
      type: 'putConcept',
      concept: { id: null, kind: 'BENEFIT', members: { slug: 'late', name: 'Late' }, formerSlugs: [] },
    } as const;
    const by: Operator = { actor, audit: null, key: 'late' };
    const opened = await openChangeset(
      first,
      { title: 'T', edits: [{ request, path: [] }] },
      { ...by, key: null },
    );
    const target = { id: opened.changeset?.id ?? '', expectedVersion: 1 };
    const changeset = await performOnce(second, idempotencyOf('submitChangeset', by, target), async () => {
      await submitChangeset(first, target, by);
      const written = await second.store.changesets.transition({
        ...{ changeset: target.id, expectedVersion: 1, state: 'SUBMITTED' },
      });
      return written.changeset;
    });
    expect(changeset).toMatchObject({ state: 'SUBMITTED', version: 2 });
  });

  test('a preview token refers to its changeset, and requests without a key or with different keys create different tokens', async () => {
    const [services] = processes;
    const actor = { principal: 'key/ada', name: 'Ada', onBehalfOf: null, model: null };
    const by = (key: string | null): Operator => ({ actor, audit: null, key });
    const { changeset } = await openChangeset(services, { title: 'T', edits: [] }, by(null));
    const id = changeset?.id ?? '';
    const create = (key: string | null) =>
      createPreviewToken(services, { id, hours: 2 }, by(key), new Date('2999-01-01T00:00:00Z'));
    const created = await Promise.all([null, null, 'one key', 'another key'].map(create));
    expect(new Set(created.map(({ token }) => token)).size).toBe(4);
    for (const { token } of created) {
      expect(token).toMatch(/^tertium-preview_[\w-]{43}$/u);
      const expiresAt = '2999-01-01T02:00:00.000Z';
      const found = await services.store.previewTokens.find(hashSecret(token ?? ''));
      expect(found).toEqual({ changeset: id, createdBy: 'key/ada', expiresAt });
    }
  });

  test('of two different operations with one key at the same time, one is performed and one is refused', async () => {
    const [first, second] = processes;
    const by: Operator = {
      actor: { principal: 'key/ada', name: 'Ada', onBehalfOf: null, model: null },
      audit: null,
      key: 'shared',
    };
    const before = (await graph.store.changesets.page({ first: 1, after: null })).totalCount;
    const outcomes = await Promise.all([
      openChangeset(first, { title: 'One', edits: [] }, by),
      openChangeset(second, { title: 'Another', edits: [] }, by),
    ]);
    expect(outcomes.map(({ problems: [problem] }) => problem?.code ?? null).sort()).toEqual([
      'KEY_REUSED',
      null,
    ]);
    expect((await graph.store.changesets.page({ first: 1, after: null })).totalCount).toBe(before + 1);
  });
});

interface Request {
  readonly id: string;
  /** The number of the operation, for unique names. */
  readonly number: number;
  /** The number of the newest revision. */
  readonly newest: number;
  readonly by: Operator;
  readonly expectedVersion: number | null;
}

async function operationOf(
  services: EditingServices,
  { name, approves }: Operation,
  { id, number, newest, by, expectedVersion }: Request,
): Promise<ChangesetOutcome> {
  const concept = {
    request: {
      type: 'putConcept',
      concept: { id: null, kind: 'BENEFIT', members: { slug: `b${number}`, name: 'B' }, formerSlugs: [] },
    },
    path: [],
  } as const;
  const target = { id, expectedVersion };
  switch (name) {
    case 'open':
      return openChangeset(services, { title: 'T', edits: [concept] }, by);
    case 'edit':
      return editChangeset(services, { ...target, add: [concept], replace: [], remove: [], rebase: [] }, by);
    case 'submit':
      return submitChangeset(services, target, by);
    case 'review':
      return reviewChangeset(
        services,
        { ...target, verdict: approves ? 'APPROVE' : 'REQUEST_CHANGES', comment: null, edits: [] },
        by,
      );
    case 'publish':
      return publishChangeset(services, target, by);
    case 'schedule': {
      const publishAt = '2999-01-01T00:00:00.000Z';
      return scheduleChangeset(services, { ...target, publishAt }, by, '2026-01-01T00:00:00.000Z');
    }
    case 'preview':
      return createPreviewToken(services, { id, hours: 1 + (number % 3) }, by, new Date());
    case 'withdraw':
      return withdrawChangeset(services, target, by);
    case 'revert':
      return revertRevision(services, { revision: newest, ids: null, title: null }, by);
    case 'import': {
      const content = Buffer.from(`benefits: [{slug: i${number}, name: I}]`);
      const request = {
        title: 'T',
        name: 'a.yaml',
        format: 'document',
        source: null,
        subjects: null,
      } as const;
      const { changeset, problems } = await importDocument(services, { ...request, content }, by);
      return { changeset, problems };
    }
  }
}
