import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Edit } from '../../src/editing/edit.js';
import { approach, benefit, citation, dimension, link, source, value } from '../storage/contract/examples.js';
import { EditedGraph, idOf, outsourced, outsourcedToo, practice, support } from './edited-graph.js';

let graph: EditedGraph;

function openBefore(before: typeof beforeAll, after: typeof afterAll): void {
  before(async () => {
    graph = await EditedGraph.open();
  });
  after(() => graph.close());
}

const insourced = value({ value: { type: 'TEXT', text: 'insourced' } });

describe('edits', () => {
  openBefore(beforeEach, afterEach);

  test('change nothing if the graph already has the content that they set', async () => {
    const { changes, problems } = await graph.edit(
      { type: 'putConcept', concept: approach('msp', { name: 'MSP' }) },
      { type: 'putClaim', claim: outsourced },
      { type: 'rankClaim', id: idOf(outsourced), rank: 'NORMAL' },
    );
    expect({ changes, problems }).toEqual({ changes: [], problems: [] });
  });

  test('may name concepts and claims that earlier edits put', async () => {
    const size = value({ target: 'dimension/price', value: { type: 'TEXT', text: 'high' } });
    await graph.edit(
      { type: 'putConcept', concept: dimension('price') },
      { type: 'putClaim', claim: size },
      { type: 'rankClaim', id: idOf(size), rank: 'PREFERRED' },
      { type: 'addCitation', claim: idOf(size), citation: citation({ locator: 'page 1' }) },
    );
    const view = await graph.view();
    expect(await view.claims([idOf(size)])).toMatchObject([{ rank: 'PREFERRED' }]);
    expect(await view.citations([idOf(size)])).toEqual([[citation({ locator: 'page 1' })]]);
  });

  test('cancel out if a later edit ends the concept that an earlier edit puts', async () => {
    const { changes } = await graph.edit(
      { type: 'putConcept', concept: dimension('price') },
      { type: 'putClaim', claim: value({ target: 'dimension/price' }) },
      { type: 'endConcept', id: 'dimension/price', withClaims: true },
    );
    expect(changes).toEqual([]);
  });

  test('replace a claim by a claim that supersedes it', async () => {
    await graph.edit({ type: 'replaceClaim', id: idOf(outsourced), claim: insourced });
    const [before, after] = await (await graph.view()).claims([idOf(outsourced), idOf(insourced)]);
    expect(before).toBeNull();
    expect(after).toMatchObject({ supersedes: idOf(outsourced) });
  });

  test('rename a concept, whose old slug still resolves', async () => {
    await graph.edit({ type: 'renameConcept', id: 'approach/msp', name: 'Managed', slug: 'managed' });
    const slugs = ['msp', 'managed'].map((reference) => ({ kind: 'APPROACH' as const, reference }));
    expect(await (await graph.view()).concepts(slugs)).toMatchObject([
      { id: 'approach/msp', name: 'Managed', slug: 'managed' },
      { id: 'approach/msp' },
    ]);
  });

  test('set properties of a dimension', async () => {
    await graph.edit({ type: 'setDimension', id: 'dimension/size', properties: { betterWhen: 'HIGHER' } });
    const size = { kind: 'DIMENSION', reference: 'size' } as const;
    expect(await (await graph.view()).concepts([size])).toMatchObject([
      { betterWhen: 'HIGHER', levels: ['small', 'large'] },
    ]);
  });

  test('end a concept with the claims that name it', async () => {
    await graph.edit({ type: 'endConcept', id: 'approach/msp', withClaims: true });
    const view = await graph.view();
    expect(await view.concepts([{ kind: 'APPROACH', reference: 'msp' }])).toEqual([null]);
    expect(await view.claims([outsourced, outsourcedToo, support].map(idOf))).toEqual([null, null, null]);
  });

  test('merge a concept into another, with its claims, name and aliases', async () => {
    await graph.edit(
      { type: 'putConcept', concept: approach('msp', { name: 'MSP', aliases: ['devops', 'Managed'] }) },
      { type: 'putClaim', claim: link('approach/msp', 'EQUIVALENT_TO', 'approach/devops') },
    );
    await graph.edit({ type: 'mergeConcept', id: 'approach/msp', into: 'approach/devops' });
    const view = await graph.view();
    const devops = 'approach/devops';
    expect(await view.concepts([{ kind: 'APPROACH', reference: devops }])).toMatchObject([
      { aliases: ['MSP', 'Managed'] },
    ]);
    const about = (await view.claimsAbout([devops], {})).flat();
    expect(about.map(({ id }) => id).sort()).toEqual(
      [
        { ...outsourced, subject: devops },
        { ...outsourcedToo, subject: devops },
        { ...support, subject: devops },
        practice,
      ]
        .map(idOf)
        .sort(),
    );
    expect(about.find(({ text }) => text === outsourced.text)).toMatchObject({
      supersedes: idOf(outsourced),
    });
    expect(await view.claimsAbout(['approach/msp'], {})).toEqual([[]]);
  });

  test('keep one claim with all citations if a merge makes two claims equal', async () => {
    const cited = { ...practice, citations: [citation({ locator: 'a' })] };
    const same = { ...cited, subject: 'approach/msp', citations: [citation({ locator: 'b' })] };
    await graph.edit({ type: 'putClaim', claim: cited }, { type: 'putClaim', claim: same });
    await graph.edit({ type: 'mergeConcept', id: 'approach/msp', into: 'approach/devops' });
    expect(await (await graph.view()).citations([idOf(practice)])).toEqual([
      [citation({ locator: 'a' }), citation({ locator: 'b' })],
    ]);
  });

  test('merge a chain of concepts', async () => {
    await graph.edit(
      { type: 'mergeConcept', id: 'approach/msp', into: 'approach/devops' },
      { type: 'mergeConcept', id: 'approach/devops', into: 'approach/idle' },
    );
    const about = (await (await graph.view()).claimsAbout(['approach/idle'], {})).flat();
    expect(about).toHaveLength(4);
  });
});

describe('an edit has a problem', () => {
  openBefore(beforeAll, afterAll);

  const unknown = 'claim/unknown';
  const cases: readonly (readonly [code: string, path: readonly string[], edits: readonly Edit[]])[] = [
    ['UNKNOWN_CLAIM', ['id'], [{ type: 'endClaim', id: unknown }]],
    ['UNKNOWN_CLAIM', ['id'], [{ type: 'rankClaim', id: unknown, rank: 'NORMAL' }]],
    ['UNKNOWN_CLAIM', ['id'], [{ type: 'replaceClaim', id: unknown, claim: insourced }]],
    ['UNKNOWN_CLAIM', ['claim'], [{ type: 'addCitation', claim: unknown, citation: citation() }]],
    ['UNKNOWN_CONCEPT', ['id'], [{ type: 'renameConcept', id: 'approach/none', name: 'None' }]],
    ['UNKNOWN_CONCEPT', ['id'], [{ type: 'endConcept', id: 'approach/none', withClaims: false }]],
    ['UNKNOWN_CONCEPT', ['into'], [{ type: 'mergeConcept', id: 'approach/msp', into: 'approach/none' }]],
    [
      'UNKNOWN_CONCEPT',
      ['claim', 'subject'],
      [{ type: 'putClaim', claim: value({ subject: 'approach/none' }) }],
    ],
    ['WRONG_KIND', ['claim', 'source'], [{ type: 'putClaim', claim: value({ source: 'approach/msp' }) }]],
    ['WRONG_KIND', ['into'], [{ type: 'mergeConcept', id: 'approach/msp', into: 'feature/support' }]],
    ['WRONG_KIND', ['id'], [{ type: 'setDimension', id: 'approach/msp', properties: { group: 'x' } }]],
    ['INVALID_VALUE', ['claim', 'value'], [{ type: 'putClaim', claim: value({ target: 'dimension/size' }) }]],
    ['INVALID_SLUG', ['slug'], [{ type: 'renameConcept', id: 'approach/msp', slug: 'No Slug' }]],
    ['INVALID_NAME', ['name'], [{ type: 'renameConcept', id: 'approach/msp', name: ' ' }]],
    ['INVALID_ARGUMENT', [], [{ type: 'renameConcept', id: 'approach/msp' }]],
    ['INVALID_ARGUMENT', ['into'], [{ type: 'mergeConcept', id: 'approach/msp', into: 'approach/msp' }]],
    [
      'INVALID_ID',
      ['concept', 'id'],
      [{ type: 'putConcept', concept: { ...approach('x'), id: 'feature/x' } }],
    ],
    [
      'INVALID_DIMENSION',
      ['properties', 'levels'],
      [{ type: 'setDimension', id: 'dimension/size', properties: { levels: ['one'] } }],
    ],
    [
      'INVALID_CITATION',
      ['citation'],
      [{ type: 'addCitation', claim: idOf(support), citation: citation({ start: 2, end: 1 }) }],
    ],
    ['SLUG_TAKEN', ['slug'], [{ type: 'renameConcept', id: 'approach/msp', slug: 'devops' }]],
    [
      'SLUG_TAKEN',
      ['slug'],
      [
        { type: 'renameConcept', id: 'approach/msp', slug: 'managed' },
        { type: 'renameConcept', id: 'approach/devops', slug: 'managed' },
      ],
    ],
    ['CONCEPT_NAMED', ['id'], [{ type: 'endConcept', id: 'approach/msp', withClaims: false }]],
    [
      'CONCEPT_NAMED',
      ['id'],
      [
        { type: 'endClaim', id: idOf(outsourced) },
        { type: 'endClaim', id: idOf(support) },
        { type: 'endConcept', id: 'approach/msp', withClaims: false },
      ],
    ],
    [
      'CONTRADICTION',
      ['id'],
      [
        { type: 'endClaim', id: idOf(support) },
        { type: 'rankClaim', id: idOf(support), rank: 'DEPRECATED' },
      ],
    ],
    [
      'CONTRADICTION',
      ['claim', 'subject'],
      [
        { type: 'endConcept', id: 'approach/idle', withClaims: false },
        { type: 'putClaim', claim: value({ subject: 'approach/idle' }) },
      ],
    ],
  ];

  test.each(cases)('%s at %j (case %#)', async (code, path, edits) => {
    const stored = await graph.add(edits);
    const before = await graph.view();
    const { problems } = await graph.publish(stored);
    expect(problems).toMatchObject([{ code, path, edit: edits.length }]);
    expect(problems[0]?.message).toMatch(/^Expected .+\.$/u);
    expect((await graph.view()).revision).toEqual(before.revision);
  });
});

describe('the graph after the edits', () => {
  openBefore(beforeEach, afterEach);

  test('has a problem if a claim no longer fits its dimension', async () => {
    const large = value({ target: 'dimension/size', value: { type: 'ORDINAL', level: 'large' } });
    await graph.edit({ type: 'putClaim', claim: large });
    const { problems } = await graph.publish(
      await graph.add([
        { type: 'setDimension', id: 'dimension/size', properties: { levels: ['small', 'big'] } },
      ]),
    );
    expect(problems).toMatchObject([{ code: 'CLAIM_MISFIT', edit: 1, nearest: [idOf(large)] }]);
  });

  test.each([
    ['kg', 'm', 'kg', 1],
    [null, 'm', 'kg', 1],
    ['EUR', 'kg', 'EUR', 1],
    ['kg', 'g', 'kg', 0],
    ['kg', null, 'kg', 0],
    ['EUR', 'USD', 'EUR', 0],
    [null, 'm', null, 0],
    ['kg', 's', 'm', 0],
  ])(
    'with a unit that changes from %s to %s and a claim in %s has %d problems',
    async (before, after, unit, count) => {
      const scale = dimension('mass', { valueType: 'QUANTITY', unit: before });
      const amount = value({
        target: 'dimension/mass',
        value: { type: 'QUANTITY', minimum: '5', maximum: '5', unit },
      });
      await graph.edit({ type: 'putConcept', concept: scale }, { type: 'putClaim', claim: amount });
      const { problems } = await graph.publish(
        await graph.add([{ type: 'setDimension', id: 'dimension/mass', properties: { unit: after } }]),
      );
      expect(problems).toMatchObject(
        Array.from({ length: count }, () => ({
          ...{ code: 'CLAIM_MISFIT', edit: 1, path: ['properties'], nearest: [idOf(amount)] },
        })),
      );
    },
  );

  test('lacks the edits that cause problems, and the edits that depend on such edits', async () => {
    const sized = (level: string) => value({ target: 'dimension/size', value: { type: 'ORDINAL', level } });
    await graph.edit({ type: 'putClaim', claim: sized('large') });
    const { changes, problems } = await graph.resolve(
      await graph.add([
        { type: 'setDimension', id: 'dimension/size', properties: { levels: ['small', 'huge'] } },
        { type: 'putClaim', claim: sized('huge') },
        { type: 'endConcept', id: 'approach/devops', withClaims: false },
        { type: 'putConcept', concept: approach('new') },
      ]),
    );
    expect(problems).toMatchObject([
      { code: 'CLAIM_MISFIT', edit: 1 },
      { code: 'INVALID_VALUE', edit: 2 },
      { code: 'CONCEPT_NAMED', edit: 3 },
    ]);
    expect(changes).toMatchObject([{ type: 'putConcept', concept: { id: 'approach/new' } }]);
  });

  test('has no problem if an ended concept is named only by claims that other edits end', async () => {
    await graph.edit(
      { type: 'endConcept', id: 'approach/devops', withClaims: false },
      { type: 'endClaim', id: idOf(practice) },
    );
    expect(await (await graph.view()).concepts([{ kind: 'APPROACH', reference: 'devops' }])).toEqual([null]);
  });

  test('has a problem if an edit takes the slug of a concept that has ended', async () => {
    await graph.edit({ type: 'endConcept', id: 'approach/idle', withClaims: false });
    const { problems } = await graph.publish(
      await graph.add([{ type: 'renameConcept', id: 'approach/msp', slug: 'idle' }]),
    );
    expect(problems).toMatchObject([{ code: 'SLUG_TAKEN', nearest: ['approach/idle'] }]);
  });
});

describe('a published change', () => {
  openBefore(beforeEach, afterEach);

  /** Adds `mine` to a changeset, publishes `theirs`, then publishes `mine`. */
  async function after(theirs: readonly Edit[], mine: readonly Edit[]) {
    const stored = await graph.add(mine);
    await graph.edit(...theirs);
    return graph.publish(stored);
  }

  const named = ([theirs, mine]: readonly [Edit, Edit]) => [theirs.type, mine.type, theirs, mine] as const;
  const outsourcedId = idOf(outsourced);
  const rename = (name: string): Edit => ({ type: 'renameConcept', id: 'approach/msp', name });
  const rank = (rank: 'PREFERRED' | 'DEPRECATED' | 'NORMAL'): Edit => ({
    type: 'rankClaim',
    id: outsourcedId,
    rank,
  });
  const words = (text: string): Edit => ({ type: 'putClaim', claim: { ...outsourced, text } });
  const replace = (text: string): Edit => ({
    type: 'replaceClaim',
    id: outsourcedId,
    claim: value({ value: { type: 'TEXT', text } }),
  });
  const cite: Edit = { type: 'addCitation', claim: outsourcedId, citation: citation({ locator: 'page 1' }) };
  const end: Edit = { type: 'endClaim', id: outsourcedId };
  const endDevops = (withClaims: boolean): Edit => ({
    type: 'endConcept',
    id: 'approach/devops',
    withClaims,
  });
  const aboutDevops: Edit = {
    type: 'putClaim',
    claim: link('approach/devops', 'HAS_FEATURE', 'feature/support'),
  };
  const merge: Edit = { type: 'mergeConcept', id: 'approach/devops', into: 'approach/idle' };

  const conflicts: readonly (readonly [theirs: Edit, mine: Edit])[] = [
    [rename('Managed'), rename('Manager')],
    [rank('PREFERRED'), rank('DEPRECATED')],
    [words('Theirs.'), words('Mine.')],
    [replace('theirs'), replace('mine')],
    [replace('theirs'), rank('DEPRECATED')],
    [replace('theirs'), words('Mine.')],
    [replace('theirs'), end],
    [rank('DEPRECATED'), end],
    [words('Theirs.'), end],
    [cite, end],
    [rank('DEPRECATED'), replace('mine')],
    [end, replace('mine')],
    [end, rank('DEPRECATED')],
    [end, cite],
    [rename('Managed'), { type: 'endConcept', id: 'approach/msp', withClaims: true }],
    [{ type: 'endConcept', id: 'approach/msp', withClaims: true }, rename('Managed')],
    [aboutDevops, endDevops(true)],
    [endDevops(true), aboutDevops],
    [{ type: 'endConcept', id: 'approach/idle', withClaims: false }, merge],
    [merge, aboutDevops],
    [
      { type: 'putConcept', concept: benefit('speed', { name: 'Speed' }) },
      { type: 'putConcept', concept: benefit('speed', { name: 'Rapidity' }) },
    ],
    [
      { type: 'setDimension', id: 'dimension/size', properties: { group: 'Theirs' } },
      { type: 'setDimension', id: 'dimension/size', properties: { group: 'Mine' } },
    ],
  ];
  test.each(conflicts.map(named))('%s conflicts with %s (case %#)', async (_theirs, _mine, theirs, mine) => {
    const { problems } = await after([theirs], [mine]);
    expect(problems).toMatchObject([{ code: 'CONFLICT', edit: 1, conflict: expect.anything() }]);
  });

  const agreements: readonly (readonly [theirs: Edit, mine: Edit])[] = [
    [rename('Managed'), rename('Managed')],
    [rename('Managed'), { type: 'renameConcept', id: 'approach/msp', slug: 'managed' }],
    [rank('PREFERRED'), rank('PREFERRED')],
    [rank('PREFERRED'), words('Mine.')],
    [rank('PREFERRED'), cite],
    [words('Theirs.'), rank('DEPRECATED')],
    [replace('same'), replace('same')],
    [end, end],
    [cite, replace('mine')],
    [aboutDevops, aboutDevops],
    [aboutDevops, merge],
    [endDevops(true), endDevops(true)],
    [
      {
        type: 'replaceClaim',
        id: idOf(outsourcedToo),
        claim: { ...insourced, source: 'cited-source/other' },
      },
      replace('mine'),
    ],
    [
      { type: 'setDimension', id: 'dimension/size', properties: { group: 'Theirs' } },
      { type: 'setDimension', id: 'dimension/size', properties: { betterWhen: 'HIGHER' } },
    ],
    [{ type: 'putConcept', concept: source('article', { publisher: 'Theirs' }) }, end],
  ];
  test.each(agreements.map(named))(
    '%s does not conflict with %s (case %#)',
    async (_theirs, _mine, theirs, mine) => {
      expect((await after([theirs], [mine])).problems).toEqual([]);
    },
  );

  test('that names a concept prevents an edit that ends the concept, also in previews', async () => {
    const { changes, problems } = await after([aboutDevops], [endDevops(false)]);
    expect(problems).toMatchObject([{ code: 'CONFLICT', edit: 1 }]);
    expect(changes).toEqual([]);
  });

  test.each([
    ['added', true, aboutDevops, idOf(link('approach/devops', 'HAS_FEATURE', 'feature/support'))],
    ['added', false, aboutDevops, idOf(link('approach/devops', 'HAS_FEATURE', 'feature/support'))],
    ['changed', true, { type: 'rankClaim', id: idOf(practice), rank: 'DEPRECATED' }, idOf(practice)],
    ['changed', false, { type: 'rankClaim', id: idOf(practice), rank: 'DEPRECATED' }, idOf(practice)],
  ] as const)(
    'that has %s a claim about a concept that an edit ends (with the claims: %s) is shown in a conflict without a base',
    async (_change, withClaims, theirs, id) => {
      const base = (await graph.view()).revision.number;
      const { problems } = await after([theirs], [endDevops(withClaims)]);
      const expected = `no claim that names approach/devops and was added or changed after revision ${base}`;
      expect(problems).toMatchObject([
        {
          ...{ code: 'CONFLICT', expected, got: id },
          conflict: { thing: 'CLAIM', id, base: null, theirs: { claim: { id } }, mine: null },
        },
      ]);
    },
  );

  test('of other members of a claim or concept is merged', async () => {
    await after(
      [
        rank('PREFERRED'),
        { type: 'putConcept', concept: approach('msp', { name: 'MSP', summary: 'Theirs.' }) },
      ],
      [words('Mine.'), { type: 'putConcept', concept: approach('msp', { name: 'Mine' }) }],
    );
    const view = await graph.view();
    expect(await view.claims([outsourcedId])).toMatchObject([{ rank: 'PREFERRED', text: 'Mine.' }]);
    expect(await view.concepts([{ kind: 'APPROACH', reference: 'msp' }])).toMatchObject([
      { name: 'Mine', summary: 'Theirs.' },
    ]);
  });

  test('is shown in the conflict, with the base, both states and the resolutions', async () => {
    const { problems } = await after([replace('theirs')], [replace('mine')]);
    expect(problems[0]?.conflict).toMatchObject({
      thing: 'CLAIM',
      id: outsourcedId,
      base: { claim: { id: outsourcedId } },
      theirs: { claim: { value: { text: 'theirs' } } },
      mine: { claim: { value: { text: 'mine' } } },
      resolutions: ['KEEP_THEIRS', 'EDIT_AGAIN'],
    });
  });

  test('that takes a slug prevents an edit that sets the same slug', async () => {
    const slug = (id: string): Edit => ({ type: 'renameConcept', id, slug: 'common' });
    const { problems } = await after([slug('approach/devops')], [slug('approach/msp')]);
    expect(problems).toMatchObject([{ code: 'SLUG_TAKEN', nearest: ['approach/devops'] }]);
  });

  test('does not conflict with an edit that is added after it', async () => {
    const stored = await graph.add([rank('DEPRECATED')]);
    await graph.edit(rank('PREFERRED'));
    expect((await graph.publish(stored)).problems).toHaveLength(1);
    await graph.edit(rank('DEPRECATED'));
    expect(await (await graph.view()).claims([outsourcedId])).toMatchObject([{ rank: 'DEPRECATED' }]);
  });
});
