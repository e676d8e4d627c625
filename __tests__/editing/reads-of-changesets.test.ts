import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { questionEffects } from '../../src/api/changeset/effects.js';
import { RequestContext } from '../../src/api/request/context.js';
import { defaultEditingLimits } from '../../src/editing/editing-limits.js';
import { editingServices, type EditingServices } from '../../src/editing/editing-services.js';
import { OpenChangesets } from '../../src/editing/open-changesets.js';
import { reviewChangeset, submitChangeset } from '../../src/editing/operations/change-state.js';
import type { EditRequest } from '../../src/editing/operations/edit-request.js';
import { editChangeset } from '../../src/editing/operations/edit-changeset.js';
import { openChangeset } from '../../src/editing/operations/open-changeset.js';
import type { ChangesetOutcome, Operator } from '../../src/editing/operations/operator.js';
import { publishChangeset } from '../../src/editing/operations/publish-changeset.js';
import { revertRevision } from '../../src/editing/operations/revert-revision.js';
import { loadEdits } from '../../src/editing/load-edits.js';
import { resolveEdits } from '../../src/editing/resolve-edits.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import { commandLine } from '../../src/graph/access/rights.js';
import { claimId } from '../../src/graph/identity.js';
import type { Changeset } from '../../src/graph/ports/changesets.js';
import {
  citation,
  imported,
  link,
  put,
  question,
  value,
  baseConcepts,
} from '../storage/contract/examples.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

const [msp, devops] = [value(), value({ subject: 'approach/devops' })];
const [mspId, devopsId] = [claimId(msp), claimId(devops)];
const by: Operator = {
  actor: { principal: 'key/ada', name: 'Ada', onBehalfOf: null, model: null },
  audit: null,
  key: null,
};
const rank = (id: string, to: 'PREFERRED' | 'DEPRECATED'): EditRequest => ({
  type: 'rankClaim',
  id,
  rank: to,
});

let graph: TestStore;
let services: EditingServices;
let statements: string[];
beforeEach(async () => {
  statements = [];
  graph = await sqliteStore.open((sql) => void statements.push(sql));
  await graph.store.apply(put(...baseConcepts, msp, devops), imported);
  services = editingServices(graph.store, { fourEyes: false, limits: defaultEditingLimits });
});
afterEach(() => graph.close());

async function done(outcome: Promise<ChangesetOutcome>): Promise<Changeset> {
  const { changeset, problems } = await outcome;
  expect(problems).toEqual([]);
  return changeset as Changeset;
}

const requested = (edits: readonly EditRequest[]) =>
  edits.map((request, index) => ({ request, path: ['edits', index] }));

const opened = (...edits: EditRequest[]): Promise<Changeset> =>
  done(openChangeset(services, { title: 'Edits', edits: requested(edits) }, by));

const targetOf = ({ id }: Changeset) => ({ id, expectedVersion: null });
const edited = (
  changeset: Changeset,
  { add = [], remove = [] }: { readonly add?: readonly EditRequest[]; readonly remove?: readonly number[] },
): Promise<Changeset> => {
  const changes = { add: requested(add), remove, replace: [], rebase: [] };
  return done(editChangeset(services, { ...targetOf(changeset), ...changes }, by));
};

test('the effects on many questions take as many statements as the effects on one question', async () => {
  const { id } = await opened(rank(mspId, 'PREFERRED'), {
    type: 'replaceClaim',
    id: devopsId,
    claim: { value: { type: 'TEXT', written: 'a practice' } },
  });
  const countFor = async (questions: readonly string[]): Promise<number> => {
    await graph.store.apply(
      put(
        ...questions.flatMap((slug) => [
          question(slug),
          link(`question/${slug}`, 'ASKS_ABOUT', 'approach/msp'),
          link(`question/${slug}`, 'ASKS_ABOUT', 'approach/devops'),
        ]),
      ),
      imported,
    );
    const opener = new OpenChangesets(graph.store.changesets, services.resolutions);
    const context = await RequestContext.open(graph.store.reader, {}, undefined, undefined, null, {
      ...{ rights: commandLine('test'), editing: null, changesets: opener },
    });
    const after = await context.viewAt({ with: [id] });
    const [changeset] = await graph.store.changesets.load([id]);
    const view = await graph.store.reader.openView();
    if (!changeset || !view) throw new Error('Expected a changeset and a view.');
    const { resolution } = await opener.over(view, changeset);
    statements.length = 0;
    const found = await questionEffects(
      context,
      { before: context.published, after, identity: [] },
      resolution,
    );
    expect(found.map((effect) => effect.question?.slug)).toEqual([...questions].sort());
    expect(found.every(({ difference }) => difference.summary.cellsChanged > 0)).toBe(true);
    return statements.length;
  };
  const one = await countFor(['q0']);
  expect(one).toBeGreaterThan(0);
  expect(await countFor(['q0', 'q1', 'q2', 'q3', 'q4'])).toBe(one);
});

test('the edits of a changeset are read once from its submission to its publication', async () => {
  const changeset = await opened(rank(mspId, 'PREFERRED'));
  statements.length = 0;
  await done(submitChangeset(services, targetOf(changeset), by));
  await done(
    reviewChangeset(services, { ...targetOf(changeset), verdict: 'APPROVE', comment: null, edits: [] }, by),
  );
  await done(publishChangeset(services, targetOf(changeset), by));
  expect(statements.filter((sql) => sql.includes('from changeset_edit'))).toHaveLength(1);
});

test('a revert is resolved and published without reading its edits, and its resolution equals that of the stored edits', async () => {
  const { revision } = await graph.store.apply(
    put(value({ value: { type: 'TEXT', text: 'a practice' }, citations: [citation()] })),
    imported,
  );
  const request = { revision: revision?.number ?? 0, ids: null, title: null };
  const changeset = await done(revertRevision(services, request, by));
  const view = (await graph.store.reader.openView()) as GraphView;
  const stored = await resolveEdits(view, await loadEdits(graph.store, changeset));
  statements.length = 0;
  expect(await services.resolutions.of(view, changeset)).toStrictEqual(stored);
  expect(stored.changes).toHaveLength(1);
  await done(submitChangeset(services, targetOf(changeset), by));
  await done(
    reviewChangeset(services, { ...targetOf(changeset), verdict: 'APPROVE', comment: null, edits: [] }, by),
  );
  await done(publishChangeset(services, targetOf(changeset), by));
  expect(statements.filter((sql) => sql.includes('from changeset_edit'))).toEqual([]);
});

test('a revert is stored without the states of its base, and is in conflict with later changes of its claims', async () => {
  const cited = value({ value: { type: 'TEXT', text: 'a practice' }, citations: [citation()] });
  const { revision } = await graph.store.apply(put(cited), imported);
  const changeset = await done(
    revertRevision(services, { revision: revision?.number ?? 0, ids: null, title: null }, by),
  );
  const { items } = await graph.store.changesets.edits({ changeset: changeset.id, first: 9, after: null });
  const [edit] = items;
  expect(edit?.base).toStrictEqual({ revision: revision?.number });
  await graph.store.apply(put({ ...cited, rank: 'PREFERRED' }), { ...imported, origin: 'EDIT' });
  const problems = [
    {
      code: 'CONFLICT',
      conflict: {
        base: { claim: { rank: 'NORMAL' }, citations: [citation()] },
        theirs: { claim: { rank: 'PREFERRED' } },
      },
    },
  ];
  const other = editingServices(graph.store, { fourEyes: false, limits: defaultEditingLimits });
  for (const each of [services, other]) {
    expect(await submitChangeset(each, targetOf(changeset), by)).toMatchObject({ problems });
  }
});

test('a revert that was created before an erasure is resolved without the erased words', async () => {
  const erased = value({ text: 'a secret practice', citations: [citation({ quote: 'a secret quote' })] });
  await graph.store.apply(put(erased), imported);
  const { revision } = await graph.store.apply([{ type: 'endClaim', id: claimId(erased) }], imported);
  const request = { revision: revision?.number ?? 0, ids: null, title: null };
  const changeset = await done(revertRevision(services, request, by));
  await graph.store.eraser.erase({
    kind: 'CLAIM',
    targets: [claimId(erased)],
    reason: 'PERSONAL_DATA',
    author: 'Ada',
    message: 'Case 7',
  });
  statements.length = 0;
  const view = (await graph.store.reader.openView()) as GraphView;
  const { changes } = await services.resolutions.of(view, changeset);
  expect(JSON.stringify(changes)).not.toContain('secret');
  expect(statements.filter((sql) => sql.includes('from changeset_edit'))).toHaveLength(1);
});

test('a revert with an edit that ends an erased claim cannot be submitted until the edit is removed', async () => {
  const erased = value({ value: { type: 'TEXT', text: 'a secret' } });
  const kept = value({ value: { type: 'TEXT', text: 'a practice' } });
  const { revision } = await graph.store.apply(put(erased, kept), imported);
  const request = { revision: revision?.number ?? 0, ids: null, title: null };
  const changeset = await done(revertRevision(services, request, by));
  await graph.store.eraser.erase({
    ...{ kind: 'CLAIM', targets: [claimId(erased)], reason: 'PERSONAL_DATA', author: 'Ada' },
    message: 'Case 8',
  });
  const number = [claimId(erased), claimId(kept)].sort().indexOf(claimId(erased)) + 1;
  expect(await submitChangeset(services, targetOf(changeset), by)).toMatchObject({
    problems: [{ code: 'UNKNOWN_CLAIM', edit: number, path: ['id'] }],
  });
  await edited(changeset, { remove: [number] });
  await done(submitChangeset(services, targetOf(changeset), by));
});

test('a changeset that was submitted, edited and submitted again is published with all its edits', async () => {
  const changeset = await opened(rank(mspId, 'PREFERRED'));
  const repeated: Operator = { ...by, key: 'submit-once' };
  await done(submitChangeset(services, targetOf(changeset), repeated));
  await edited(changeset, { add: [rank(devopsId, 'DEPRECATED')] });
  await done(submitChangeset(services, targetOf(changeset), repeated));
  await done(submitChangeset(services, targetOf(changeset), by));
  await done(
    reviewChangeset(services, { ...targetOf(changeset), verdict: 'APPROVE', comment: null, edits: [] }, by),
  );
  await done(publishChangeset(services, targetOf(changeset), by));
  const view = await graph.store.reader.openView();
  expect(await view?.claims([mspId, devopsId])).toMatchObject([
    { rank: 'PREFERRED' },
    { rank: 'DEPRECATED' },
  ]);
});

test('a changeset is found by a concept or claim as long as an edit of the changeset touches this concept or claim', async () => {
  const changeset = await opened(rank(mspId, 'PREFERRED'), rank(devopsId, 'DEPRECATED'));
  const touching = async (id: string): Promise<number> =>
    (await graph.store.changesets.page({ touching: id, first: 10, after: null })).totalCount;
  const counts = () => Promise.all(['dimension/nature', mspId, devopsId].map(touching));
  expect(await counts()).toEqual([1, 1, 1]);
  await edited(changeset, { remove: [1] });
  expect(await counts()).toEqual([1, 0, 1]);
  await edited(changeset, { remove: [2] });
  expect(await counts()).toEqual([0, 0, 0]);
});
