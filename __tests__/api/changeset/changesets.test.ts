import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../../support/server.js';
import { keyWith, sendingWith } from '../../support/editing.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation in the test */

const allScopes = ['propose', 'review', 'publish', 'admin'] as const;
const lifeExpectancy = 'claim/f4jXaNyxN3e_OmzpyhhLlz';
const payload = `{
  changeset { id version state editCount edits { nodes { number type target claim { value } } } revision { number message changeset author publisher } }
  problems { code message path edit expected got nearest }
}`;

const replaceValue = (minimum: string) => ({
  replaceClaim: { id: lifeExpectancy, value: { quantity: { minimum, maximum: '50', unit: 'a' } } },
});

describe('Changesets over HTTP', () => {
  let server: TestServer;
  let send: ReturnType<typeof sendingWith>;
  beforeAll(async () => {
    server = await startTestServer({ responseCacheBytes: 1_000_000 });
    send = sendingWith(server.url, await keyWith(server.store, 'Editor', allScopes));
  });
  afterAll(() => server.close());

  /** Executes a mutation with one input. */
  async function mutate(name: string, input: object): Promise<any> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const selection =
      name === 'importIntoChangeset'
        ? payload.replace(/\}$/u, ' report { name coverage totals { outcome } keptCount } }')
        : payload;
    const { body } = await send(`mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, {
      input,
    });
    expect(body.errors).toBeUndefined();
    return body.data[name];
  }

  const shownValue = async (variables: object = {}): Promise<readonly string[]> => {
    const { body } = await send(
      'query ($with: [ID!]) { approach(slug: "bd-rom", with: $with) { claims(dimensions: ["life-expectancy"]) { nodes { valueText } } } }',
      variables as never,
    );
    return body.data.approach.claims.nodes.map(({ valueText }: any) => valueText);
  };

  test('the correction of a cell is previewed, reviewed, published and reverted', async () => {
    const before = await shownValue();
    const opened = await mutate('openChangeset', { title: 'Correct a cell', edits: [replaceValue('20')] });
    expect(opened.problems).toEqual([]);
    const { id } = opened.changeset;
    expect(opened.changeset).toMatchObject({
      state: 'OPEN',
      version: 1,
      editCount: 1,
      edits: { nodes: [{ number: 1, type: 'REPLACE_CLAIM', target: lifeExpectancy }] },
    });
    const previewed = await shownValue({ with: [id] });
    expect(await shownValue()).toEqual(before);
    expect(previewed).not.toEqual(before);

    const { body } = await send(
      `query ($id: ID!) { changeset(id: $id) { effects(compare: [{ approaches: ["bd-rom", "lto-9"] }]) {
        changes { nodes { kind changedId before { id } after { id } } }
        comparisons { question { id } approaches { slug } difference { from { number } to { number message } summary { cellsChanged }
          rows { nodes { axis { id } cells { approach { slug } before { display } after { display } claims { before { id } after { id supersedes { id } } revision { number } } } } } } }
      } } }`,
      { id },
    );
    expect(body.errors).toBeUndefined();
    const { changes, comparisons } = body.data.changeset.effects;
    expect(changes.nodes.map(({ kind }: any) => kind).sort()).toEqual(['ADDED', 'ENDED']);
    expect(comparisons.map(({ question }: any) => question?.id ?? null)).toEqual([
      null,
      'question/cd-dvd-or-blu-ray',
    ]);
    for (const { difference } of comparisons) {
      expect(difference).toMatchObject({
        from: { number: 1 },
        to: { number: 2, message: 'Correct a cell' },
        summary: { cellsChanged: 1 },
      });
      const [row] = difference.rows.nodes;
      expect(row.axis.id).toBe('dimension/life-expectancy');
      expect(row.cells).toEqual([
        expect.objectContaining({
          approach: { slug: 'bd-rom' },
          claims: expect.arrayContaining([expect.anything()]),
        }),
      ]);
      expect(row.cells[0].before.display).not.toBe(row.cells[0].after.display);
    }

    expect((await mutate('submitChangeset', { id })).changeset.state).toBe('SUBMITTED');
    expect((await mutate('reviewChangeset', { id, verdict: 'APPROVE' })).changeset.state).toBe('APPROVED');
    const published = await mutate('publishChangeset', { id });
    expect(published).toMatchObject({
      problems: [],
      changeset: {
        state: 'PUBLISHED',
        revision: {
          number: 2,
          message: 'Correct a cell',
          changeset: id,
          author: 'Editor',
          publisher: 'Editor',
        },
      },
    });
    expect(await shownValue()).toEqual(previewed);

    const reverted = await mutate('revertRevision', { revision: 2 });
    expect(reverted.problems).toEqual([]);
    const revert = reverted.changeset.id;
    expect(await shownValue({ with: [revert] })).toEqual(before);
    await mutate('submitChangeset', { id: revert });
    await mutate('reviewChangeset', { id: revert, verdict: 'APPROVE' });
    await mutate('publishChangeset', { id: revert });
    expect(await shownValue()).toEqual(before);
  });

  test('the fields of a mutation run one after the other, and each payload has the changes of the earlier fields', async () => {
    const { changeset } = await mutate('openChangeset', { title: 'Serial', edits: [replaceValue('21')] });
    const { body } = await send(
      `mutation ($id: ID!) {
        a: submitChangeset(input: { id: $id }) { changeset { version state } }
        b: reviewChangeset(input: { id: $id, verdict: REQUEST_CHANGES, comment: "Why?", edits: [{ edit: 1, verdict: REQUEST_CHANGES }] }) { changeset { version state reviews { verdict comment edits { edit } } } }
        c: withdrawChangeset(input: { id: $id }) { changeset { version state problems { code } effects { changes { totalCount } } } }
      }`,
      { id: changeset.id },
    );
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({
      a: { changeset: { version: 2, state: 'SUBMITTED' } },
      b: {
        changeset: {
          version: 3,
          state: 'OPEN',
          reviews: [{ verdict: 'REQUEST_CHANGES', comment: 'Why?', edits: [{ edit: 1 }] }],
        },
      },
      c: { changeset: { version: 4, state: 'WITHDRAWN', problems: [], effects: null } },
    });
  });

  test('a repeated mutation with an idempotency key changes nothing', async () => {
    const input = { title: 'Once', edits: [], idempotencyKey: 'open-once' };
    const first = await mutate('openChangeset', input);
    expect((await mutate('openChangeset', input)).changeset.id).toBe(first.changeset.id);
    const edit = { id: first.changeset.id, add: [replaceValue('22')], idempotencyKey: 'edit-once' };
    expect((await mutate('editChangeset', edit)).changeset.version).toBe(2);
    expect((await mutate('editChangeset', edit)).changeset).toMatchObject({ version: 2, editCount: 1 });
  });

  test('edits are added, replaced, removed and confirmed, and can name concepts that earlier edits put', async () => {
    const { changeset } = await mutate('openChangeset', {
      title: 'A new medium',
      edits: [
        { putConcept: { kind: 'APPROACH', slug: 'clay-tablet', name: 'Clay tablet' } },
        {
          putConcept: {
            kind: 'CITED_SOURCE',
            slug: 'museum',
            name: 'A museum',
            url: 'https://museum.example/',
          },
        },
        {
          putClaim: {
            subject: 'approach/clay-tablet',
            predicate: 'HAS_VALUE',
            target: 'dimension/life-expectancy',
            source: 'cited-source/museum',
            value: { quantity: { minimum: '4000', unit: 'a' } },
          },
        },
      ],
    });
    expect(changeset.editCount).toBe(3);
    const edited = await mutate('editChangeset', {
      id: changeset.id,
      expectedVersion: 1,
      add: [{ renameConcept: { id: 'approach/clay-tablet', name: 'Tablet of clay' } }],
      replace: [
        { number: 2, edit: { putConcept: { kind: 'CITED_SOURCE', slug: 'museum', name: 'The museum' } } },
      ],
      rebase: [1],
    });
    expect(edited.problems).toEqual([]);
    const removed = await mutate('editChangeset', { id: changeset.id, remove: [4] });
    expect(removed.changeset.edits.nodes.map(({ number }: any) => number)).toEqual([1, 2, 3]);
    const { body } = await send(
      'query ($with: [ID!]) { approach(slug: "clay-tablet", with: $with) { name claims { nodes { valueText source { name } } } } }',
      { with: [changeset.id] },
    );
    expect(body.data.approach).toEqual({
      name: 'Clay tablet',
      claims: { nodes: [{ valueText: '4000 years or more', source: { name: 'The museum' } }] },
    });
  });

  test('lists of changesets are filtered by state, author and touched claim; no cache may store them', async () => {
    const { headers, body } = await send(
      `{ mine: changesets(author: "Editor", state: [PUBLISHED], first: 1) { totalCount nodes { title author { name } } pageInfo { hasNextPage endCursor } }
         touching: changesets(touching: "${lifeExpectancy}") { nodes { state } }
         others: changesets(author: "Other") { totalCount } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(body.data.mine).toMatchObject({
      totalCount: 2,
      nodes: [{ author: { name: 'Editor' } }],
      pageInfo: { hasNextPage: true },
    });
    expect(body.data.touching.nodes.length).toBeGreaterThanOrEqual(4);
    expect(body.data.others.totalCount).toBe(0);
    const next = await send(
      'query ($after: String) { changesets(author: "Editor", state: [PUBLISHED], first: 1, after: $after) { nodes { title } pageInfo { hasNextPage hasPreviousPage } } }',
      { after: body.data.mine.pageInfo.endCursor },
    );
    expect(next.body.data.changesets).toMatchObject({
      nodes: [{ title: 'Correct a cell' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  test('a preview token shows its changeset without a key, and no other changeset', async () => {
    const { changeset } = await mutate('openChangeset', { title: 'Shown', edits: [replaceValue('23')] });
    const { body } = await send(
      'mutation ($input: CreatePreviewTokenInput!) { createPreviewToken(input: $input) { token expiresAt problems { code } } }',
      { input: { id: changeset.id, hours: 2 } },
    );
    const { token, expiresAt, problems } = body.data.createPreviewToken;
    expect([problems, typeof expiresAt]).toEqual([[], 'string']);
    const read = (id: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'tertium-preview': token },
        body: JSON.stringify({
          query: `{ approach(slug: "bd-rom", with: ["${id}"]) { claims(dimensions: ["life-expectancy"]) { nodes { valueText } } } }`,
        }),
      });
    const shown: any = await (await read(changeset.id)).json();
    expect(shown.data.approach.claims.nodes.map(({ valueText }: any) => valueText)).toContain(
      '23 to 50 years',
    );
    expect((await read('changeset/other')).status).not.toBe(200);
  });

  test('the audit log has writes and refusals, with principal and scope', async () => {
    const refused = await mutate('openChangeset', { title: ' ' });
    expect(refused.problems).toMatchObject([{ code: 'INVALID_ARGUMENT', path: ['title'] }]);
    const { body } = await send(
      '{ audit(first: 500) { nodes { number action outcome code scope subject principalName requestId count } } }',
    );
    expect(body.errors).toBeUndefined();
    const { nodes } = body.data.audit;
    expect(nodes.find(({ code }: any) => code === 'INVALID_ARGUMENT')).toMatchObject({
      action: 'openChangeset',
      outcome: 'REFUSED',
      scope: 'propose',
      principalName: 'Editor',
    });
    expect(
      nodes.filter(({ action, outcome }: any) => action === 'publishChangeset' && outcome === 'DONE'),
    ).toHaveLength(2);
  });

  test('the response to a publication names the new revision, and a request that selects this revision reads the published changes', async () => {
    const { changeset } = await mutate('openChangeset', { title: 'Named', edits: [replaceValue('24')] });
    const { headers, body } = await send(
      `mutation ($id: ID!) {
        submitChangeset(input: { id: $id }) { problems { code } }
        reviewChangeset(input: { id: $id, verdict: APPROVE }) { problems { code } }
        publishChangeset(input: { id: $id }) { changeset { revision { number } } }
      }`,
      { id: changeset.id },
    );
    const token = headers.get('tertium-revision') ?? '';
    expect(token.startsWith(`${body.data.publishChangeset.changeset.revision.number}.`)).toBe(true);
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'tertium-revision': token },
      body: JSON.stringify({
        query:
          '{ approach(slug: "bd-rom") { claims(dimensions: ["life-expectancy"]) { nodes { valueText } } } }',
      }),
    });
    expect(await response.text()).toContain('24 to 50 years');
  });

  test('the effects list a comparison with an approach that the changeset ends', async () => {
    const { changeset } = await mutate('openChangeset', {
      title: 'End',
      edits: [{ endConcept: { id: 'approach/bd-rom', withClaims: true } }],
    });
    const { body } = await send(
      `query ($id: ID!, $approaches: [ID!]!) { changeset(id: $id) { effects(compare: [{ approaches: $approaches }]) { comparisons {
        approaches { slug } question { slug } difference { rows(first: 500) { nodes { cells { approach { slug } before { display } after { state } } } } }
      } } } }`,
      { id: changeset.id, approaches: ['bd-rom', 'lto-9'] },
    );
    expect(body.errors).toBeUndefined();
    const [effect] = body.data.changeset.effects.comparisons;
    expect(effect.approaches.map(({ slug }: any) => slug)).toEqual(['bd-rom', 'lto-9']);
    const cells = effect.difference.rows.nodes
      .flatMap((row: any) => row.cells)
      .filter(({ approach }: any) => approach.slug === 'bd-rom');
    expect(cells.some(({ before }: any) => typeof before?.display === 'string')).toBe(true);
    expect(cells.filter(({ after }: any) => after !== null && after.state !== 'NOT_STATED')).toEqual([]);
  });

  test('a document is imported into a changeset, and the payload has the report as data', async () => {
    const imported = await mutate('importIntoChangeset', {
      title: 'Imported',
      name: 'media.csv',
      format: 'TABLE',
      content: 'Medium,Life expectancy\nBD-ROM,30 years\nLTO-9,20 years\n',
      subjects: 'ROWS',
    });
    expect(imported.problems).toEqual([]);
    expect(imported.report).toMatchObject({ name: 'media.csv', keptCount: 0 });
    expect(imported.report.coverage).toBeGreaterThan(0.5);
    expect(imported.changeset.editCount).toBeGreaterThan(1);
  });

  test('a document without claims is refused with advice about the members of the input', async () => {
    const { changeset, problems } = await mutate('importIntoChangeset', {
      title: 'Nothing',
      name: 'note.csv',
      format: 'TABLE',
      content: 'Lorem ipsum\n',
    });
    expect([changeset, problems.map(({ code }: any) => code)]).toEqual([null, ['INVALID_DOCUMENT']]);
    expect(problems[0].message).toContain('Try: `subjectNames`');
    expect(problems[0].message).not.toMatch(/--[a-z]/u);
  });
});
