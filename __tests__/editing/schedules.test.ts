import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baseEdits } from '../../src/editing/base-edits.js';
import type { Edit, StoredEdit } from '../../src/editing/edit.js';
import { resolveEdits } from '../../src/editing/resolve-edits.js';
import { claimId as idOf } from '../../src/graph/identity.js';
import type { Rank } from '../../src/graph/claim.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import type { ClaimDraft, GraphStore } from '../../src/graph/ports/writing.js';
import type { LayerChange } from '../../src/read-model/layers/layer.js';
import { layerOver } from '../../src/read-model/layers/layer-over.js';
import { approach, citation, dimension, put, source, value } from '../storage/contract/examples.js';
import { sqliteStore, type TestStore } from '../support/stores.js';
import { long } from '../support/test-run.js';
import { edited } from './edited-graph.js';
import { afterEdits, copyOf, emptyModel, type Model, type ScheduledEdit } from './schedule-oracle.js';

/** One step of a schedule: an editor adds an edit to their changeset, or publishes the changeset. */
type Event =
  | { readonly editor: number; readonly publishes: true }
  | { readonly editor: number; readonly publishes: false; readonly numbers: readonly number[] };

const editor = fc.nat(2);
const number = fc.nat(999);
const publication = fc.record({ editor, publishes: fc.constant(true as const) });
const addition = fc.record({
  editor,
  publishes: fc.constant(false as const),
  numbers: fc.tuple(number, number, number, number),
});

/** The numbers of two types of edits in `Part.editOf`: one sets the text of a claim, the other the rank; the id does not change. */
const changesOfClaims = [7, 9];

/** Two editors set the same member of the same claim, and the second editor publishes first. */
const contest: fc.Arbitrary<readonly Event[]> = fc
  .record({
    type: fc.constantFrom(...changesOfClaims),
    claim: number,
    members: fc.tuple(number, number),
    first: editor,
    step: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ type, claim, members, first, step }) => {
    const editors = [first, (first + step) % 3];
    const additions = editors.map((each, index) => ({
      editor: each,
      publishes: false as const,
      numbers: [type, claim, members[index] ?? 0, 0],
    }));
    return [...additions, ...editors.reverse().map((each) => ({ editor: each, publishes: true as const }))];
  });
const events: fc.Arbitrary<readonly Event[]> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: publication.map((event) => [event]) },
      { weight: 12, arbitrary: addition.map((event) => [event]) },
      { weight: 1, arbitrary: contest },
    ),
    { minLength: 4, maxLength: 16 },
  )
  .map((parts) => parts.flat());

/** The concepts that all schedules name and none edits. */
const shared = [source('article'), source('other'), dimension('nature')];

let graph: TestStore;
let store: GraphStore;
beforeAll(async () => {
  graph = await sqliteStore.open();
  ({ store } = graph);
  await store.apply(put(...shared), edited);
});
afterAll(() => graph.close());

async function view(): Promise<GraphView> {
  const opened = await store.reader.openView();
  if (!opened) throw new Error('Expected a graph with a revision.');
  return opened;
}

function pick<Item>(items: readonly Item[], number: number): Item {
  return items[number % items.length] as Item;
}

const ranks: readonly Rank[] = ['PREFERRED', 'NORMAL', 'DEPRECATED'];

/** The part of the graph that one schedule edits. No other schedule edits this part. */
class Part {
  /** The ids that concepts of the part may have. */
  readonly ids: readonly string[];
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
    this.ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => `approach/${prefix}${letter}`);
  }

  /** The changes that create the part: three approaches with one claim each. */
  get initial() {
    return this.ids
      .slice(0, 3)
      .flatMap((id) => put(approach(id.slice('approach/'.length)), this.#claim(id, 'first', 'article')));
  }

  #claim(subject: string, text: string, from: string): ClaimDraft {
    return value({ subject, value: { type: 'TEXT', text }, source: `cited-source/${from}` });
  }

  /** Makes an edit of the part. @param numbers select the type of the edit, its concept or claim, and its values */
  editOf(numbers: readonly number[], { concepts, claims }: Model): Edit {
    const [type = 0, first = 0, second = 0, third = 0] = numbers;
    const present = [...concepts.keys()].filter((id) => this.ids.includes(id));
    const concept = pick(present.length > 0 ? present : this.ids, first);
    const slugs = ['p', 'q', 'd'].map((letter) => `${this.#prefix}${letter}`);
    const stated = this.#claim(concept, pick(['first', 'second'], second), pick(['article', 'other'], third));
    const cited = [...claims.values()].map(({ draft }) => draft);
    const own = cited.filter(({ subject }) => this.ids.includes(subject));
    const draft = own.length > 0 ? pick(own, first) : stated;
    const current = concepts.get(concept) ?? approach(concept.slice('approach/'.length));
    const id = idOf(draft);
    switch (type % 12) {
      case 0:
        return { type: 'renameConcept', id: concept, name: pick(['Oak', 'Elm'], second) };
      case 1:
        return { type: 'renameConcept', id: concept, slug: pick(slugs, second) };
      case 2:
        return { type: 'putConcept', concept: { ...current, summary: pick(['One.', 'Two.'], second) } };
      case 3:
        return {
          type: 'putConcept',
          concept: approach(pick(this.ids.slice(3), first).slice('approach/'.length), {
            name: pick(['New', 'Newer'], second),
          }),
        };
      case 4:
        return { type: 'endConcept', id: concept, withClaims: second % 3 > 0 };
      case 5:
        return { type: 'mergeConcept', id: concept, into: pick(this.ids, second) };
      case 6:
        return { type: 'putClaim', claim: stated };
      case 7:
        return { type: 'putClaim', claim: { ...draft, text: pick(['One.', 'Two.', null], second) } };
      case 8:
        return {
          type: 'replaceClaim',
          id,
          claim: { ...draft, value: { type: 'TEXT', text: pick(['first', 'second', 'third'], second) } },
        };
      case 9:
        return { type: 'rankClaim', id, rank: pick(ranks, second) };
      case 10:
        return {
          type: 'addCitation',
          claim: id,
          citation: citation({ locator: pick(['p. 1', 'p. 2'], second) }),
        };
      default:
        return { type: 'endClaim', id };
    }
  }

  /** Reads the part from the graph. */
  async read(): Promise<Pick<Model, 'concepts'> & { readonly claims: ReadonlyMap<string, ClaimDraft> }> {
    const opened = await view();
    const references = this.ids.map((reference) => ({ kind: 'APPROACH' as const, reference }));
    const concepts = (await opened.concepts(references)).filter((concept) => concept !== null);
    const claims = (await opened.claimsAbout(this.ids, {})).flat();
    const citations = await opened.citations(claims.map(({ id }) => id));
    return {
      concepts: new Map(concepts.map((concept) => [concept.id, concept])),
      claims: new Map(
        claims.map(({ id, since: _since, ...content }, index) => [
          id,
          { ...content, citations: citations[index] ?? [] },
        ]),
      ),
    };
  }
}

let schedules = 0;

/** Runs a schedule on the store and on the model. @returns the numbers of accepted and refused publications of changesets with edits */
async function run(steps: readonly Event[]): Promise<readonly [accepted: number, refused: number]> {
  const part = new Part(`s${(schedules += 1)}`);
  await store.apply(part.initial, edited);
  let published = copyOf(emptyModel());
  for (const each of shared) published.concepts.set(each.id, each);
  const begun = afterEdits(
    published,
    part.initial.map((change) => ({ edit: change as Edit, base: published, revision: 0 })),
    (await view()).revision.number,
  );
  if (!begun) throw new Error('Expected the first claims to be accepted.');
  published = begun;
  const changesets = [0, 1, 2].map(() => ({ stored: [] as StoredEdit[], scheduled: [] as ScheduledEdit[] }));
  const counts: [number, number] = [0, 0];
  for (const step of steps) {
    const { stored, scheduled } = pick(changesets, step.editor);
    const opened = await view();
    const revision = opened.revision.number;
    if (!step.publishes) {
      const edit = part.editOf(step.numbers, published);
      stored.push(...(await baseEdits(opened, [edit], stored.length + 1)));
      scheduled.push({ edit, base: published, revision });
      continue;
    }
    const { changes, problems } = await resolveEdits(opened, stored);
    // Previews show the changes of the edits without problems, so these changes must be applicable even if other edits have problems.
    await store.rehearse(changes, edited);
    const expected = afterEdits(published, scheduled, revision + 1);
    expect({ isAccepted: problems.length === 0, problems: expected ? problems : [] }).toEqual({
      isAccepted: expected !== null,
      problems: [],
    });
    if (expected) {
      await store.apply(changes, edited);
      published = expected;
      const { concepts, claims } = await part.read();
      expect(concepts).toEqual(
        new Map([...published.concepts].filter(([id]) => part.ids.includes(id)).sort()),
      );
      expect(claims).toEqual(new Map([...published.claims].map(([id, { draft }]) => [id, draft])));
    } else {
      const withProblems = new Set(problems.map(({ edit }) => edit));
      const others = stored.filter(({ number }) => !withProblems.has(number));
      expect(await resolveEdits(opened, others)).toMatchObject({ changes, problems: [] });
    }
    counts[expected ? 0 : 1] += stored.length > 0 ? 1 : 0;
    stored.length = 0;
    scheduled.length = 0;
  }
  await expectConceptsOfClaims(
    changesets.map(({ stored }) => stored),
    part,
  );
  return counts;
}

/** Layers the edits of unpublished changesets over the graph, and expects that each view has the concepts that its claims are about. */
async function expectConceptsOfClaims(
  changesets: readonly (readonly StoredEdit[])[],
  { ids }: Part,
): Promise<void> {
  let layered = await view();
  for (const edits of changesets) {
    const changes = (await resolveEdits(layered, edits)).changes as readonly LayerChange[];
    const { revision } = layered;
    layered = await layerOver(layered, changes, { ...revision, number: revision.number + 1 });
    const claims = await layered.claimsAbout(ids, {});
    const concepts = await layered.concepts(ids.map((reference) => ({ kind: 'APPROACH', reference })));
    expect(concepts.filter((concept, index) => concept === null && claims[index]?.length)).toEqual([]);
  }
}

test('concurrent editors lose no update, and meet no false conflict, in any schedule', async () => {
  let [accepted, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(events, async (steps) => {
      const counts = await run(steps);
      accepted += counts[0];
      refused += counts[1];
    }),
    { numRuns: long === 'complete' ? 10_000 : 60 },
  );
  expect(accepted).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
}, 3_600_000);
