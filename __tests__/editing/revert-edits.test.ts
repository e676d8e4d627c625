import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { revertEdits } from '../../src/editing/revert-edits.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import { allMaybe } from '../../src/graph/work/maybe-promise.js';
import { approach, put, text, value } from '../storage/contract/examples.js';
import { EditedGraph, edited, idOf, outsourced, practice, support } from './edited-graph.js';

let graph: EditedGraph;
beforeEach(async () => {
  graph = await EditedGraph.open();
});
afterEach(() => graph.close());

const insourced = value({ value: { type: 'TEXT', text: 'insourced' } });
const newest = async (): Promise<number> => (await graph.view()).revision.number;

/** Reads the approaches, dimensions, sources, features and questions of a view, and the claims about them with their citations. Source texts and former slugs are left out: a revert does not remove them. */
async function contentOf(view: GraphView): Promise<unknown> {
  const pages = await allMaybe(
    (['APPROACH', 'DIMENSION', 'CITED_SOURCE', 'FEATURE', 'QUESTION'] as const).map((kind) =>
      view.conceptPage({ kind, orderBy: 'SLUG', filter: {}, first: 100, after: null }),
    ),
  );
  const concepts = pages.flatMap(({ items }) => items);
  const claims = (
    await view.claimsAbout(
      concepts.map(({ id }) => id),
      {},
    )
  ).flat();
  return {
    concepts,
    claims: claims.map(({ since: _, ...claim }) => claim),
    citations: await view.citations(claims.map(({ id }) => id)),
  };
}

test('the revert of a revision restores the graph before this revision', async () => {
  const before = await contentOf(await graph.view());
  await graph.edit(
    { type: 'putConcept', concept: approach('saas') },
    { type: 'putClaim', claim: value({ subject: 'approach/saas' }) },
    { type: 'replaceClaim', id: idOf(outsourced), claim: insourced },
    { type: 'rankClaim', id: idOf(practice), rank: 'DEPRECATED' },
    { type: 'renameConcept', id: 'approach/devops', name: 'Development', slug: 'development' },
    { type: 'endClaim', id: idOf(support) },
    { type: 'endConcept', id: 'approach/idle', withClaims: false },
  );
  const changed = await contentOf(await graph.view());
  const { edits, problems } = await revertEdits(graph.store.reader, await newest());
  expect(problems).toEqual([]);
  expect((await graph.publish(edits)).problems).toEqual([]);
  expect(await contentOf(await graph.view())).toEqual(before);

  const again = await revertEdits(graph.store.reader, await newest());
  expect((await graph.publish(again.edits)).problems).toEqual([]);
  expect(await contentOf(await graph.view())).toEqual(changed);
});

test('the revert of the first revision ends all concepts and claims', async () => {
  const { edits } = await revertEdits(graph.store.reader, 1);
  expect((await graph.publish(edits)).problems).toEqual([]);
  expect(await contentOf(await graph.view())).toEqual({ concepts: [], claims: [], citations: [] });
});

test('a revert of given claims leaves the other changes of the revision', async () => {
  await graph.edit(
    { type: 'rankClaim', id: idOf(practice), rank: 'DEPRECATED' },
    { type: 'rankClaim', id: idOf(outsourced), rank: 'PREFERRED' },
  );
  const { edits } = await revertEdits(graph.store.reader, await newest(), [idOf(practice)]);
  await graph.publish(edits);
  expect(await (await graph.view()).claims([idOf(practice), idOf(outsourced)])).toMatchObject([
    { rank: 'NORMAL' },
    { rank: 'PREFERRED' },
  ]);
});

test('a later change of the same claim is in conflict with a revert; a change of another claim is not', async () => {
  await graph.edit({ type: 'rankClaim', id: idOf(practice), rank: 'DEPRECATED' });
  const reverted = await newest();
  await graph.edit({ type: 'rankClaim', id: idOf(outsourced), rank: 'PREFERRED' });
  const { edits } = await revertEdits(graph.store.reader, reverted);
  expect((await graph.resolve(edits)).problems).toEqual([]);

  await graph.edit({ type: 'rankClaim', id: idOf(practice), rank: 'PREFERRED' });
  expect((await graph.publish(edits)).problems).toMatchObject([
    {
      code: 'CONFLICT',
      conflict: {
        base: { claim: { rank: 'DEPRECATED' } },
        theirs: { claim: { rank: 'PREFERRED' } },
        mine: { claim: { rank: 'NORMAL' } },
      },
    },
  ]);
});

test('a claim about a concept that the reverted revision added is in conflict with the revert', async () => {
  await graph.edit({ type: 'putConcept', concept: approach('saas') });
  const reverted = await newest();
  const added = value({ subject: 'approach/saas' });
  await graph.edit({ type: 'putClaim', claim: added });
  const { edits } = await revertEdits(graph.store.reader, reverted);
  expect((await graph.publish(edits)).problems).toMatchObject([
    { code: 'CONFLICT', conflict: { thing: 'CLAIM', id: idOf(added) } },
  ]);
});

test('a claim is not restored without its subject: the problem is a conflict if a later revision ended the subject, and an unknown concept if the reverted revision ended the subject', async () => {
  const claim = value({ subject: 'approach/saas' });
  await graph.edit({ type: 'putConcept', concept: approach('saas') }, { type: 'putClaim', claim });
  await graph.edit({ type: 'endClaim', id: idOf(claim) });
  const ofClaim = await newest();
  await graph.edit({ type: 'endConcept', id: 'approach/saas', withClaims: false });
  const ended = await revertEdits(graph.store.reader, ofClaim);
  expect((await graph.publish(ended.edits)).problems).toMatchObject([
    {
      ...{ code: 'CONFLICT', edit: 1, path: ['claim', 'subject'] },
      conflict: {
        ...{ thing: 'CONCEPT', id: 'approach/saas', theirs: null, mine: null },
        base: { concept: { id: 'approach/saas' } },
      },
    },
  ]);

  const restored = await revertEdits(graph.store.reader, await newest());
  expect((await graph.publish(restored.edits)).problems).toEqual([]);
  await graph.edit({ type: 'putClaim', claim });
  await graph.edit({ type: 'endConcept', id: 'approach/saas', withClaims: true });
  const { edits } = await revertEdits(graph.store.reader, await newest(), [idOf(claim)]);
  expect((await graph.publish(edits)).problems).toMatchObject([
    { code: 'UNKNOWN_CONCEPT', edit: 1, path: ['claim', 'subject'], unknown: 'approach/saas' },
  ]);
});

test('a revision that does not exist or changed no concept or claim, an empty list of ids, and an id that the revision did not change are refused', async () => {
  const oak = text('Oak.');
  await graph.store.apply([{ type: 'putText', text: oak }], edited);
  const problemsOf = async (revision: number, ids?: readonly string[]) =>
    (await revertEdits(graph.store.reader, revision, ids)).problems;
  expect(await problemsOf(0)).toMatchObject([{ code: 'UNKNOWN_REVISION' }]);
  expect(await problemsOf(99)).toMatchObject([
    { code: 'UNKNOWN_REVISION', expected: 'a revision from 1 to 2' },
  ]);
  expect(await problemsOf(2)).toMatchObject([{ code: 'NOTHING_TO_REVERT' }]);
  expect(await problemsOf(1, [])).toMatchObject([{ code: 'INVALID_ARGUMENT', got: 'an empty list' }]);
  expect(await problemsOf(1, ['claim/other'])).toMatchObject([
    { code: 'INVALID_ARGUMENT', got: '"claim/other"' },
  ]);
});

test('a later import does not undo the revert of an import, until the revert is reverted', async () => {
  const { store } = graph;
  const stated = value({ value: { type: 'TEXT', text: 'read from the wrong column' } });
  const importAgain = async () => {
    const { kept } = await store.apply([...put(stated)], { ...edited, origin: 'IMPORT' });
    const [claims = []] = await (await graph.view()).claimsAbout([stated.subject], {});
    return {
      kept: kept.items.map(({ id, edit }) => [id, edit]),
      isThere: claims.some(({ id }) => id === idOf(stated)),
    };
  };
  const revert = async (revision: number): Promise<void> => {
    const { edits } = await revertEdits(store.reader, revision);
    expect((await graph.publish(edits)).problems).toEqual([]);
  };
  expect(await importAgain()).toEqual({ kept: [], isThere: true });
  await revert(await newest());
  const reverted = await newest();
  expect(await importAgain()).toEqual({ kept: [[idOf(stated), 'ENDED']], isThere: false });
  await revert(reverted);
  expect(await importAgain()).toEqual({ kept: [], isThere: true });
});
