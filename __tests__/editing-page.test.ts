/** Runs the operations of docs/editing.md, and those of the playground's examples of editing, in order. */
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyWith, sendingWith } from './support/editing.js';
import { startTestServer, type TestServer } from './support/server.js';

const page = await readFile(new URL('../docs/editing.md', import.meta.url), 'utf8');
const blocks = blocksOf('A correction, step by step');
const reviewing = blocksOf('Review');
const folder = new URL('../playground/editing-examples/', import.meta.url);
const examples = await Promise.all(
  (await readdir(folder)).sort().map((name) => readFile(new URL(name, folder), 'utf8')),
);

/** Returns the GraphQL and JSON blocks of a section of the page. */
function blocksOf(title: string): readonly { readonly language: string; readonly text: string }[] {
  const [, section = ''] = page.split(`## ${title}\n`);
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^```(graphql|json)\n([^]*?)^```$/gmu)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );
}

describe('A correction, step by step', () => {
  let server: TestServer;
  let send: ReturnType<typeof sendingWith>;
  beforeAll(async () => {
    server = await startTestServer();
    send = sendingWith(server.url, await keyWith(server.store, 'Editor', ['propose', 'review', 'publish']));
  });
  afterAll(() => server.close());

  /**
   * Runs operations in order, and checks that none has errors or problems. Each operation gets two variables: the last
   * changeset id and the last revision number in the results of the operations before it.
   * @returns the data of each operation as JSON
   */
  async function run(operations: readonly string[]): Promise<readonly string[]> {
    const variables: Record<string, unknown> = {};
    const results: string[] = [];
    for (const operation of operations) {
      const { body } = await send(operation, variables);
      expect([operation, body.errors]).toEqual([operation, undefined]);
      const json = JSON.stringify(body.data);
      expect([operation, [...json.matchAll(/"problems":(\[[^\]])/gu)]]).toEqual([operation, []]);
      variables['changeset'] = /changeset\/[\w-]+/u.exec(json)?.[0] ?? variables['changeset'];
      variables['revision'] = Number(
        /"revision":\{"number":(\d+)/u.exec(json)?.[1] ?? variables['revision'] ?? 0,
      );
      results.push(json);
    }
    return results;
  }

  test('the operations of docs/editing.md have the results that the page shows', async () => {
    const operations = blocks.filter(({ language }) => language === 'graphql').map(({ text }) => text);
    const results = await run(operations);
    expect(operations).toHaveLength(5);
    let index = -1;
    let shown = 0;
    for (const { language, text } of blocks) {
      if (language === 'graphql') index += 1;
      else {
        const result = results[index]?.replace(/changeset\/[\w-]+/gu, 'changeset/…') ?? '';
        expect(JSON.parse(result)).toEqual(JSON.parse(text));
        shown += 1;
      }
    }
    expect(shown).toBe(3);
    expect(results[2]).toContain('"slug":"cd-dvd-or-blu-ray"');
  });

  test('the operations of a review list a submitted changeset, and return it to its author', async () => {
    const edit = 'putConcept: { kind: BENEFIT, slug: "durable", name: "Durable" }';
    const { body } = await send(`mutation {
      openChangeset(input: { title: "A benefit", edits: [{ ${edit} }] }) { changeset { id } }
    }`);
    const { id } = body.data.openChangeset.changeset;
    await send('mutation ($id: ID!) { submitChangeset(input: { id: $id }) { problems { code } } }', { id });
    const [listed, reviewed] = await run(reviewing.map(({ text }) => text));
    expect(listed).toContain(`"id":"${String(id)}","title":"A benefit"`);
    expect(reviewed).toContain('"state":"OPEN"');
  });

  test("the playground's examples of editing run in order, and the revert that the last example opens restores the claims", async () => {
    const published =
      '{ approach(slug: "bd-rom") { claims(dimensions: ["life-expectancy"]) { nodes { id } } } }';
    // The operations of the page have published a correction in revision 2.
    const { body } = await send('mutation { revertRevision(input: { revision: 2 }) { changeset { id } } }');
    const { id } = body.data.revertRevision.changeset;
    await send(examples[2] ?? '', { changeset: id });
    const before = await send(published);
    const results = await run([...examples, examples[2] ?? '']);
    expect(results).toHaveLength(5);
    expect(results[1]).toContain('"verdictsTurned"');
    expect((await send(published)).body.data).toEqual(before.body.data);
  });
});
