import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { applySeed, lastRevision, readSeed } from '../../src/commands/seed/seed-graph.js';
import type { Progress } from '../../src/commands/terminal/progress.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { openStore } from '../../src/storage/open-store.js';

const silent: Progress = { start: () => undefined, advance: () => undefined, stop: () => undefined };
const msp = 'msp-vs-devops/2-msp.tertium.yaml';

let folder: string;
let seed: string;
let store: GraphStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-seeding-'));
  seed = join(folder, 'seed');
  await cp(fileURLToPath(new URL('../../seed', import.meta.url)), seed, { recursive: true });
  store = await openStore(`file:${join(folder, 'graph.db')}`);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function edit(name: string, before: string, after: string): Promise<void> {
  const path = join(seed, name);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(before);
  await writeFile(path, text.replace(before, after));
}

async function claimsAboutMsp(): Promise<readonly string[]> {
  const view = await store.reader.openView();
  const [claims = []] = (await view?.claimsAbout(['approach/msp'], { predicates: ['HAS_FEATURE'] })) ?? [];
  return claims.map(({ target }) => target ?? '');
}

async function seedFrom(path: string, progress = silent): Promise<string> {
  return applySeed(store, await readSeed(path), progress);
}

test('the complete seed becomes the first revision', async () => {
  expect(await seedFrom(seed)).toMatch(/^Revision 1: \d+ concepts added, \d+ claims added\.$/);
  expect((await store.reader.openView())?.revision).toMatchObject({
    number: 1,
    author: 'tertium seed',
    message: 'Seed documents: seed',
  });
});

test('repeated seeding changes nothing and creates no revision', async () => {
  await seedFrom(seed);

  expect(await seedFrom(seed)).toBe('Nothing has changed since revision 1.');
  expect(await lastRevision(store)).toBe(1);
  expect(await store.reader.openView(2)).toBeNull();
});

test('one invalid document among many prevents all changes', async () => {
  await edit(msp, 'hasFeature: outsourcing', 'hasFeature: outsorcing');

  await expect(seedFrom(seed)).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: expect.stringMatching(
      /2-msp\.tertium\.yaml:\d+:9: expected the slug of a feature .*nearest is "outsourcing".* got "outsorcing"$/,
    ) as unknown,
  });
  expect(await lastRevision(store)).toBe(0);
});

test('documents that the graph rejects change nothing', async () => {
  await seedFrom(seed);
  // A level that claims state cannot be removed, even if the documents with these claims are not read again.
  const conflicting = join(folder, 'other.tertium.yaml');
  await writeFile(
    conflicting,
    'approaches: [{ slug: x, name: X }]\n' +
      'dimensions: [{ slug: copyleft-strength, name: C, valueType: ORDINAL, levels: [none, work] }]',
  );

  await expect(seedFrom(conflicting)).rejects.toMatchObject({ code: 'INVALID_CHANGE' });
  expect(await lastRevision(store)).toBe(1);
});

test('a claim that was removed from its document ends, and other claims are not changed', async () => {
  await seedFrom(seed);
  const before = await claimsAboutMsp();
  const text = await readFile(join(seed, msp), 'utf8');
  const last = text.slice(text.indexOf('      - bringsBenefit: improved-uptime'));
  await edit(msp, last, '');

  expect(await seedFrom(seed)).toBe('Revision 2: 1 claim ended.');
  expect(await claimsAboutMsp()).toEqual(before);
  expect(await store.diff({ revision: 2, first: 10, after: null })).toMatchObject([
    { thing: 'CLAIM', change: 'ENDED' },
  ]);
});

test('a claim that is added again is valid again', async () => {
  await seedFrom(seed);
  await edit(msp, '      - hasFeature: expertise\n', '      - hasFeature: customer-focus\n');
  expect(await seedFrom(seed)).toBe('Revision 2: 1 claim added, 1 claim ended.');
  await edit(msp, '      - hasFeature: customer-focus\n', '      - hasFeature: expertise\n');

  expect(await seedFrom(seed)).toBe('Revision 3: 1 claim added, 1 claim ended.');
  expect(await claimsAboutMsp()).toContain('feature/expertise');
});

test('the seed does not restore a claim that an editor has ended', async () => {
  await seedFrom(seed);
  const view = await store.reader.openView();
  const [[claim] = []] = (await view?.claimsAbout(['approach/msp'], { predicates: ['HAS_FEATURE'] })) ?? [];
  await store.apply([{ type: 'endClaim', id: claim?.id ?? '' }], {
    author: 'An editor',
    message: 'A correction.',
    origin: 'EDIT',
  });

  expect(await seedFrom(seed)).toBe('Nothing has changed since revision 2.');
  expect(await claimsAboutMsp()).not.toContain(claim?.target);
});

test('new wording of a claim or concept changes the claim or concept, and ends no claim', async () => {
  await seedFrom(seed);
  await edit(msp, 'An MSP stands outside', 'An MSP is outside');
  await edit(msp, 'name: Outsourcing', 'name: Outsourced work');

  expect(await seedFrom(seed)).toBe('Revision 2: 1 concept changed, 1 claim changed.');
});

test('progress starts with a total of more than 400, advances more than 400 times, and stops', async () => {
  const reported: string[] = [];
  let advanced = 0;
  const progress: Progress = {
    start: (title, total) => reported.push(title.replace(seed, 'SEED'), `${total > 400}`),
    advance: () => (advanced += 1),
    stop: () => reported.push('stop'),
  };

  await seedFrom(seed, progress);

  expect(reported).toEqual([expect.stringMatching(/^Applying \d+ documents from SEED$/), 'true', 'stop']);
  expect(advanced).toBeGreaterThan(400);
});
