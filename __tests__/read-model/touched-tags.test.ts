import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { axisKinds, predicates, type Claim, type Predicate } from '../../src/graph/claim.js';
import { conceptKinds, kindOfId, type Concept, type ConceptKind } from '../../src/graph/concept.js';
import {
  aboutTag,
  claimTag,
  claimedAxesTag,
  conceptNames,
  conceptTag,
  kindTag,
  linkTag,
  nameTag,
  namesAlongTag,
  slugTag,
  sourceTag,
  subjectTag,
  targetTag,
  wholeGraph,
  type DependencyTag,
} from '../../src/graph/dependencies/dependency-tag.js';
import { claimId } from '../../src/graph/identity.js';
import type { GraphView, InMemoryClaims } from '../../src/graph/ports/reading.js';
import type { Change, ClaimDraft } from '../../src/graph/ports/writing.js';
import { fold } from '../../src/graph/text/fold.js';
import { yes } from '../../src/graph/values/support.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';
import { runToEnd } from '../../src/graph/work/steps.js';
import { InMemoryStore } from '../../src/read-model/in-memory-store.js';
import {
  citation,
  citedSource,
  claim,
  concept,
  dimension,
  edited,
  feature,
  question,
} from '../support/changes.js';
import { sqliteStore } from '../support/stores.js';
import { runs } from '../support/test-run.js';

const closeables: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of closeables.reverse()) await each.close();
});

type View = GraphView & { readonly inMemoryClaims: InMemoryClaims };
/** A read of a view, and the tags of the parts of the graph on which its result may depend. */
interface Read {
  readonly tags: readonly DependencyTag[];
  readonly of: (view: View) => unknown;
}

const count = 5;
const each = Array.from({ length: count }, (_, number) => number);
const approaches = Array.from({ length: 24 }, (_, number) => `approach/a${number}`);
const axes = each.flatMap((number) => [`feature/f${number}`, `benefit/b${number}`]);
const dimensions = ['text', 'terms', 'mass'].map((slug) => `dimension/${slug}`);
const questions = each.map((number) => `question/q${number}`);
const sources = ['cited-source/s', 'cited-source/t'];
const concepts = [...approaches, ...axes, ...dimensions, ...questions, ...sources];
const names = ['Ash', 'ash.', 'Birch', 'Fir', 'Fir tree', 'Éclair'];
const folded = [...new Set(names.map(fold))];

const initial: readonly Concept[] = [
  ...sources.map((id) => citedSource(slugOf(id))),
  ...approaches.map((id) => concept('APPROACH', slugOf(id))),
  ...each.flatMap((number) => [
    feature(`f${number}`),
    concept('BENEFIT', `b${number}`),
    question(`q${number}`),
  ]),
  dimension('text'),
  dimension('terms', { valueType: 'TERMS' }),
  dimension('mass', { valueType: 'QUANTITY', unit: 'kg' }),
];

function slugOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

const valuesAlong: Readonly<Record<string, fc.Arbitrary<ClaimValue>>> = {
  'dimension/text': fc.constantFrom(...names).map((text) => ({ type: 'TEXT', text })),
  'dimension/terms': fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2, selector: fold })
    .map((terms) => ({ type: 'TERMS', terms })),
  'dimension/mass': fc
    .constantFrom('1', '2', '5', '9', '40', '300')
    .map((amount) => ({ type: 'QUANTITY', minimum: amount, maximum: amount, unit: 'kg' })),
};

const details = fc.record({
  position: fc.integer({ min: 0, max: 2 }),
  rank: fc.constantFrom('NORMAL' as const, 'PREFERRED' as const),
  text: fc.constantFrom(null, 'In words.'),
  source: fc.constantFrom(...sources),
  citations: fc.constantFrom([], [citation('page 1')], [citation('page 2')]),
});

const draft = (subject: string, predicate: Predicate, target: string): fc.Arbitrary<ClaimDraft> =>
  fc
    .tuple(details, valuesAlong[target] ?? fc.constant(yes))
    .map(([more, value]) => claim(subject, predicate, target, { ...more, value }));

const statements: fc.Arbitrary<ClaimDraft> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...approaches), fc.constantFrom(...dimensions))
      .chain(([subject, target]) => draft(subject, 'HAS_VALUE', target)),
  },
  ...(
    [
      [approaches, 'HAS_FEATURE', each.map((number) => `feature/f${number}`)],
      [approaches, 'BRINGS_BENEFIT', each.map((number) => `benefit/b${number}`)],
      [
        axes.filter((id) => id.startsWith('feature/')),
        'EQUIVALENT_TO',
        axes.filter((id) => id.startsWith('feature/')),
      ],
      [questions, 'ASKS_ABOUT', approaches.slice(0, 4)],
    ] as const
  ).map(([subjects, predicate, targets]) => ({
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...subjects), fc.constantFrom(...targets))
      .filter(([subject, target]) => subject !== target)
      .chain(([subject, target]) => draft(subject, predicate, target)),
  })),
);

/** One edit of the graph. `which` selects a claim or a concept. */
type Edit =
  | { readonly type: 'state'; readonly draft: ClaimDraft }
  | { readonly type: 'end'; readonly which: number }
  | { readonly type: 'endConcept'; readonly which: number }
  | {
      readonly type: 'name';
      readonly which: number;
      readonly name: string;
      readonly aliases: readonly string[];
      readonly slug: string;
    }
  | { readonly type: 'unit'; readonly unit: 'g' | 'kg' };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 60, arbitrary: fc.record({ type: fc.constant('state' as const), draft: statements }) },
  { weight: 25, arbitrary: fc.record({ type: fc.constant('end' as const), which: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('endConcept' as const), which: fc.nat() }) },
  {
    weight: 10,
    arbitrary: fc.record({
      type: fc.constant('name' as const),
      which: fc.nat(),
      name: fc.constantFrom(...names),
      aliases: fc.subarray(names, { maxLength: 1 }),
      slug: fc.constantFrom('', '-x'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('unit' as const),
      unit: fc.constantFrom('g' as const, 'kg' as const),
    }),
  },
);

/** Turns edits into changes that the graph accepts. */
class Editor {
  readonly #claims = new Map<string, ClaimDraft>();
  readonly #concepts = new Map(initial.map((each) => [each.id, each]));
  readonly statedClaims = new Set<string>();

  changesOf(edits: readonly Edit[]): readonly Change[] {
    const changed = new Set<string>();
    return edits.flatMap((each) => this.#changesOf(each, changed));
  }

  #changesOf(each: Edit, changed: Set<string>): readonly Change[] {
    switch (each.type) {
      case 'state': {
        const id = claimId(each.draft);
        const { subject, target } = each.draft;
        if (changed.has(id) || [subject, target].some((name) => name && !this.#concepts.has(name))) return [];
        changed.add(id);
        this.#claims.set(id, each.draft);
        this.statedClaims.add(id);
        return [{ type: 'putClaim', claim: each.draft }];
      }
      case 'end': {
        const ids = [...this.#claims.keys()].filter((id) => !changed.has(id));
        const id = ids[each.which % ids.length];
        if (id === undefined) return [];
        changed.add(id);
        this.#claims.delete(id);
        return [{ type: 'endClaim', id }];
      }
      case 'endConcept': {
        const used = new Set([...this.#claims.values()].flatMap(({ subject, target }) => [subject, target]));
        const free = [...approaches, ...axes].filter(
          (id) => this.#concepts.has(id) && !used.has(id) && !changed.has(id),
        );
        const id = free[each.which % free.length];
        if (id === undefined) return [];
        changed.add(id);
        this.#concepts.delete(id);
        return [{ type: 'endConcept', id }];
      }
      case 'name': {
        const id = [...approaches, ...axes][each.which % (approaches.length + axes.length)] as string;
        const former = initial.find((one) => one.id === id) as Concept;
        return this.#put(
          { ...former, name: each.name, aliases: each.aliases, slug: `${slugOf(id)}${each.slug}` },
          changed,
        );
      }
      case 'unit':
        return this.#put(dimension('mass', { valueType: 'QUANTITY', unit: each.unit }), changed);
    }
  }

  #put(put: Concept, changed: Set<string>): readonly Change[] {
    if (changed.has(put.id)) return [];
    changed.add(put.id);
    this.#concepts.set(put.id, put);
    return [{ type: 'putConcept', concept: put }];
  }
}

const page = { filter: {}, first: 500, after: null } as const;
const kindOf = (id: string): ConceptKind => kindOfId(id) as ConceptKind;

/** Returns the concepts that the texts and terms in the values of claims name. */
function namedBy(view: View, claims: readonly Claim[]): unknown {
  return claims.map(({ value }) => {
    const terms = value?.type === 'TEXT' ? [value.text] : value?.type === 'TERMS' ? value.terms : [];
    return view.conceptsNamed(terms.map(fold));
  });
}

function statedToward(view: View, target: string, predicate: Predicate): unknown {
  const stated: unknown[] = [];
  view.inMemoryClaims.eachStatedToward(target, predicate, (subject, _, value) =>
    stated.push([subject, value]),
  );
  return stated.sort();
}

function readsOf(claimIds: Iterable<string>): readonly Read[] {
  const read = (tags: readonly DependencyTag[], of: (view: View) => unknown): Read => ({ tags, of });
  return [
    ...concepts.flatMap((id) => [
      read([conceptTag(id)], (view) => view.concepts([{ kind: kindOf(id), reference: id }])),
      read([conceptTag(id)], (view) => view.equivalents([id])),
      read([subjectTag(id)], (view) => {
        const claims = (view.claimsAbout([id], {}) as readonly (readonly Claim[])[]).flat();
        return [claims, view.citations(claims.map((one) => one.id)), namedBy(view, claims)];
      }),
      read([subjectTag(id)], (view) => [
        view.claimPages({ ...page, by: 'subject', keys: [id] }),
        view.claimCounts('subject', [id]),
      ]),
      ...predicates.flatMap((predicate) => [
        read([aboutTag(id, predicate)], (view) => view.claimsAbout([id], { predicates: [predicate] })),
        read([aboutTag(id, predicate)], (view) =>
          [...runToEnd(view.inMemoryClaims.positionsOf([id], [predicate]))].sort(),
        ),
        read([targetTag(id, predicate)], (view) => [
          view.claimsToward([id], { predicates: [predicate] }),
          view.claimPages({ ...page, by: 'target', keys: [id], filter: { predicates: [predicate] } }),
          view.inMemoryClaims.subjectsOf(id, predicate),
          statedToward(view, id, predicate),
        ]),
      ]),
    ]),
    ...approaches.flatMap((subject) =>
      [...axes, ...dimensions].map((target) =>
        read([linkTag(subject, target)], (view) => {
          const claims = predicates.flatMap((predicate) =>
            view.inMemoryClaims.claimsAlong(subject, predicate, target),
          );
          return [claims, view.citations(claims.map((one) => one.id)), namedBy(view, claims)];
        }),
      ),
    ),
    ...dimensions.flatMap((id) => [
      read([conceptTag(id)], (view) => {
        const [found] = view.concepts([{ kind: 'DIMENSION', reference: id }]) as readonly (Concept | null)[];
        return found?.kind === 'DIMENSION' ? view.spreads([found]) : null;
      }),
      read([namesAlongTag(id), ...predicates.map((predicate) => targetTag(id, predicate))], (view) =>
        namedBy(view, (view.claimsToward([id], {}) as readonly (readonly Claim[])[]).flat()),
      ),
    ]),
    ...sources.map((id) =>
      read([sourceTag(id)], (view) => view.claimPages({ ...page, by: 'source', keys: [id] })),
    ),
    ...conceptKinds.flatMap((kind) => [
      read([kindTag(kind)], (view) => [
        view.conceptPage({ ...page, kind, orderBy: 'NAME' }),
        view.conceptPage({ ...page, kind, orderBy: 'SLUG' }),
        view.slugsNear([kind], 'a1'),
      ]),
    ]),
    ...[...approaches, ...axes].flatMap((id) =>
      [slugOf(id), `${slugOf(id)}-x`].map((slug) =>
        read([slugTag(kindOf(id), slug)], (view) =>
          (view.concepts([{ kind: kindOf(id), reference: slug }]) as readonly (Concept | null)[]).map(
            (one) => one?.id,
          ),
        ),
      ),
    ),
    ...folded.map((text) => read([nameTag(text)], (view) => view.conceptsNamed([text]))),
    ...axisKinds.map((kind) => read([claimedAxesTag(kind)], (view) => view.claimedAxes([kind]))),
    ...approaches
      .slice(0, 4)
      .map((id) =>
        read([targetTag(id, 'ASKS_ABOUT')], (view) => view.questionsAbout([[id], [id, 'approach/a1']])),
      ),
    ...[...claimIds].map((id) => read([claimTag(id)], (view) => [view.claims([id]), view.citations([id])])),
    read([conceptNames], (view) =>
      conceptKinds.map((kind) => [
        ...(view.conceptPage({ ...page, kind, orderBy: 'NAME' }) as { cursors: readonly unknown[] }).cursors,
      ]),
    ),
    read([wholeGraph], (view) => view.revision),
  ];
}

/** Reads the lists that views of several revisions share. */
async function sharedLists(view: GraphView): Promise<unknown> {
  return [
    await view.claimPages({ ...page, by: 'source', keys: sources }),
    await view.claimPages({ ...page, by: 'target', keys: [...axes, ...dimensions] }),
    await view.claimPages({ ...page, by: 'subject', keys: approaches }),
    await view.conceptPage({ ...page, kind: 'APPROACH', orderBy: 'NAME' }),
    await view.conceptPage({ ...page, kind: 'APPROACH', orderBy: 'SLUG' }),
    await view.claimedAxes(axisKinds),
  ];
}

test('a publication touches the tags of all reads whose results it changes, and of few others', async () => {
  const database = await sqliteStore.open();
  const store = await InMemoryStore.open(database.store, { budget: 2 ** 30, maxWaitMs: 60_000 });
  closeables.push(database, store);
  await store.apply(
    initial.map((put) => ({ type: 'putConcept', concept: put })),
    edited,
  );
  const editor = new Editor();
  const open = async (): Promise<View> => (await store.reader.openView()) as View;
  // Adds enough values for the dimensions to have spreads.
  await store.apply(editor.changesOf(fc.sample(edit, { numRuns: 150, seed: 20 })), edited);
  let [changedReads, needless, unchanged] = [0, 0, 0];
  for (const edits of fc.sample(fc.array(edit, { minLength: 1, maxLength: 4 }), runs(200, 10))) {
    const before = await open();
    const reads = readsOf(editor.statedClaims);
    const earlier = reads.map(({ of }) => JSON.stringify(of(before)));
    const changes = editor.changesOf(edits);
    await store.apply(changes, edited);
    const after = await open();
    if (after === before) continue;
    const stored = (await database.store.reader.openView()) as GraphView;
    expect(await sharedLists(after)).toEqual(await sharedLists(stored));
    for (const [index, { tags, of }] of reads.entries()) {
      expect(JSON.stringify(of(before))).toBe(earlier[index]);
      const isChanged = JSON.stringify(of(after)) !== earlier[index];
      const isTouched = (after.publications?.lastTouchedOf(new Set(tags)) ?? 0) === after.revision.number;
      if (isChanged) {
        changedReads += 1;
        expect({ changes, tags, isTouched }).toEqual({ changes, tags, isTouched: true });
      } else if (isTouched) needless += 1;
      else unchanged += 1;
    }
  }
  expect(changedReads).toBeGreaterThan(0);
  expect(needless / (needless + unchanged)).toBeLessThan(0.02);
}, 300_000);
