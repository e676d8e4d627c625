/** Provokes each problem over HTTP, and checks that docs/editing.md states its fields. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultEditingLimits } from '../../../src/editing/editing-limits.js';
import { problemCodes, problemMeanings, type ProblemCode } from '../../../src/editing/problem.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { keyWith, sendingWith } from '../../support/editing.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const page = await readFile(new URL('../../../docs/editing.md', import.meta.url), 'utf8');
/** The rows of the table of problems: the meaning and the fields of each code. */
const documented = new Map(
  [...page.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\| (.*?) *\|$/gmu)].map(
    ([, code = '', meaning = '', fields = '']) => [
      code,
      { meaning, fields: [...fields.matchAll(/`(\w+)`/gu)].map(([, name = '']) => name).sort() },
    ],
  ),
);

test('docs/editing.md lists every problem with its meaning', () => {
  expect([...documented].map(([code, { meaning }]) => [code, meaning])).toEqual(
    Object.entries(problemMeanings),
  );
});

const claim = 'claim/f4jXaNyxN3e_OmzpyhhLlz';
const content = { subject: 'approach/bd-rom', predicate: 'HAS_VALUE', source: 'cited-source/none' };
const quantity = { quantity: { amount: '1', unit: 'a' } };

describe('The problem', () => {
  let server: TestServer;
  let send: ReturnType<typeof sendingWith>;
  let source: string;
  beforeAll(async () => {
    server = await startTestServer({
      editing: { fourEyes: true, limits: { ...defaultEditingLimits, editsPerCall: 5 } },
    });
    send = sendingWith(server.url, await keyWith(server.store, 'Author', ['propose', 'review', 'publish']));
    const { body } = await send(`{ claim(id: "${claim}") { source { id } } }`);
    source = body.data.claim.source.id;
  });
  afterAll(() => server.close());

  /** Reads all changesets with their edits and reviews, and the newest revision. */
  async function written(): Promise<unknown> {
    const { changesets, reader } = server.store;
    const { items } = await changesets.page({ first: 1_000, after: null });
    const edits = await Promise.all(
      items.map(({ id }) => changesets.edits({ changeset: id, first: 100, after: null })),
    );
    const reviews = await changesets.reviews(items.map(({ id }) => id));
    return { items, edits, reviews, revision: (await reader.openView())?.revision };
  }

  /** Performs a mutation, and expects that it changes nothing if it returns problems. */
  async function mutate(name: string, input: object, by = send): Promise<any> {
    const before = await written();
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { body } = await by(
      `mutation ($input: ${type}!) { ${name}(input: $input) { changeset { id version } problems {
         code message path edit expected got nearest
         conflict { thing thingId resolutions base { claim { value } } theirs { claim { value } } mine { claim { value } } }
       } } }`,
      { input },
    );
    expect(body.errors).toBeUndefined();
    const outcome = body.data[name];
    if (outcome.problems.length > 0) expect(await written()).toEqual(before);
    return outcome;
  }
  const open = (...edits: object[]): Promise<any> => mutate('openChangeset', { title: 'Test', edits });
  const opened = async (...edits: object[]): Promise<string> => (await open(...edits)).changeset.id;
  const replace = (amount: string) => ({
    replaceClaim: { id: claim, value: { quantity: { amount, unit: 'a' } } },
  });
  /** Publishes edits with the key of a reviewer, who is not their author. */
  const publish = async (...edits: object[]): Promise<void> => {
    const id = await opened(...edits);
    const reviewer = sendingWith(
      server.url,
      await keyWith(server.store, `Reviewer of ${id}`, ['review', 'publish']),
    );
    await mutate('submitChangeset', { id });
    await mutate('reviewChangeset', { id, verdict: 'APPROVE' }, reviewer);
    expect((await mutate('publishChangeset', { id }, reviewer)).problems).toEqual([]);
  };
  const putClaim = (members: object) => ({
    putClaim: { ...content, source, target: 'dimension/life-expectancy', value: quantity, ...members },
  });
  const putDimension = (members: object) => ({
    putConcept: { kind: 'DIMENSION', slug: 'new-dimension', name: 'New', valueType: 'QUANTITY', ...members },
  });

  const provoked: Readonly<Record<ProblemCode, () => Promise<any>>> = {
    ONE_OF_EXPECTED: () => open({}),
    INVALID_ID: () => open({ replaceClaim: { id: 'bd-rom', text: 'New' } }),
    INVALID_SLUG: () => open({ putConcept: { kind: 'APPROACH', slug: 'Not a slug', name: 'N' } }),
    INVALID_NAME: () => open({ putConcept: { kind: 'APPROACH', slug: 'new', name: ' ' } }),
    INVALID_DIMENSION: () => open(putDimension({ levels: ['one', 'two'] })),
    INVALID_TEXT: () => open(putClaim({ text: 'NUL \0' })),
    INVALID_CLAIM: () =>
      open(
        putClaim({
          qualifiers: [
            { key: 'plan', value: 'A' },
            { key: 'plan', value: 'B' },
          ],
        }),
      ),
    INVALID_CITATION: () => open(putClaim({ citations: [{ start: 5, end: 3 }] })),
    INVALID_VALUE: () => open(putClaim({ value: { text: 'long' } })),
    UNKNOWN_CONCEPT: () => open(putClaim({ subject: 'approach/bd-ron' })),
    UNKNOWN_CLAIM: () => open({ endClaim: { id: 'claim/none' } }),
    WRONG_KIND: () => open(putClaim({ subject: 'dimension/capacity' })),
    SLUG_TAKEN: () => open({ renameConcept: { id: 'approach/bd-rom', slug: 'cd-rom' } }),
    CONCEPT_NAMED: () => open({ endConcept: { id: 'approach/bd-rom' } }),
    CLAIM_MISFIT: () =>
      open({
        setDimension: {
          id: 'dimension/life-expectancy',
          valueType: 'TEXT',
          unit: null,
          minimum: null,
          maximum: null,
          tolerance: null,
        },
      }),
    CONTRADICTION: () => open({ endClaim: { id: claim } }, { rankClaim: { id: claim, rank: 'PREFERRED' } }),
    CONFLICT: async () => {
      const other = 'claim/UGXuYbdUJTkRsejM55UUP3';
      const id = await opened({
        replaceClaim: { id: other, value: { quantity: { amount: '26', unit: 'GBy' } } },
      });
      await publish({ replaceClaim: { id: other, value: { quantity: { amount: '27', unit: 'GBy' } } } });
      return mutate('submitChangeset', { id });
    },
    UNKNOWN_CHANGESET: () => mutate('submitChangeset', { id: 'changeset/none' }),
    UNKNOWN_EDIT: async () => mutate('editChangeset', { id: await opened(replace('11')), remove: [7] }),
    UNKNOWN_REVISION: () => mutate('revertRevision', { revision: 999 }),
    WRONG_STATE: async () =>
      mutate('reviewChangeset', { id: await opened(replace('12')), verdict: 'APPROVE' }),
    STALE_VERSION: async () =>
      mutate('editChangeset', { id: await opened(), expectedVersion: 9, add: [replace('13')] }),
    EMPTY_CHANGESET: async () => mutate('submitChangeset', { id: await opened() }),
    FOUR_EYES: async () => {
      const id = await opened(replace('14'));
      await mutate('submitChangeset', { id });
      return mutate('reviewChangeset', { id, verdict: 'APPROVE' });
    },
    NOT_APPROVED: async () => mutate('publishChangeset', { id: await opened(replace('15')) }),
    KEY_REUSED: async () => {
      await mutate('openChangeset', { title: 'One', idempotencyKey: 'used' });
      return mutate('openChangeset', { title: 'Another', idempotencyKey: 'used' });
    },
    LIMIT_EXCEEDED: () => open(...Array.from({ length: 6 }, () => replace('16'))),
    INVALID_ARGUMENT: () => mutate('openChangeset', { title: ' ' }),
    INVALID_DOCUMENT: () =>
      mutate('importIntoChangeset', {
        title: 'T',
        name: 'a.yaml',
        format: 'DOCUMENT',
        content: 'approaches: 7',
      }),
    NOTHING_TO_REVERT: async () => {
      await publish({
        putConcept: { kind: 'APPROACH', id: 'approach/bd-rom', formerSlugs: ['blu-ray-rom'] },
      });
      const { body } = await send('{ revision { number } }');
      return mutate('revertRevision', { revision: body.data.revision.number });
    },
  };

  test.each(problemCodes)(
    '%s has the fields that docs/editing.md lists; the mutation changes nothing',
    async (code) => {
      const { problems } = await provoked[code]();
      const problem = problems.find((each: any) => each.code === code);
      expect([code, problems.map((each: any) => each.code)]).toEqual([code, expect.arrayContaining([code])]);
      expect(problem.message).not.toBe('');
      const fields = Object.entries(problem)
        .filter(
          ([name, value]) =>
            !['code', 'message'].includes(name) && value !== null && (value as any).length !== 0,
        )
        .map(([name]) => name)
        .sort();
      expect([code, fields]).toEqual([code, documented.get(code)?.fields]);
    },
  );

  test('WRONG_KIND of a target that is no dimension names no nearest concepts', async () => {
    const { problems } = await open(putClaim({ target: 'approach/cd-rom' }));
    expect(problems).toMatchObject([{ code: 'WRONG_KIND', nearest: [] }]);
    expect(problems[0].message).not.toMatch(/nearest/iu);
  });

  test('INVALID_VALUE is returned for an amount whose unit does not convert to the unit of the dimension', async () => {
    const { problems } = await open({
      replaceClaim: { id: claim, value: { quantity: { amount: '1', unit: 'kg' } } },
    });
    expect(problems).toMatchObject([
      { code: 'INVALID_VALUE', expected: 'an amount in a unit that converts to a', got: '"1 kg"' },
    ]);
  });
});
