/** Tests that a publication is complete or absent after SIGKILL, and that its idempotency key makes it safe to repeat. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Actor } from '../../src/graph/ports/changesets.js';
import type { Change, GraphStore, Publication } from '../../src/graph/ports/writing.js';
import { buildTertium, type BuiltTertium } from '../commands/tertium.js';
import { eachStore } from '../support/stores.js';
import { long } from '../support/test-run.js';
import { approach, baseConcepts, edited, imported, put, value } from './contract/examples.js';

let tertium: BuiltTertium;
beforeAll(() => {
  tertium = buildTertium();
}, 120_000);
afterAll(() => tertium.remove());

const claimsPerChangeset = 300;
const author: Actor = { principal: 'key/ada', name: 'Ada', onBehalfOf: null, model: null };

/** Builds the changes of a round: an approach, and its claims. */
function changesOf(round: number): readonly Change[] {
  const claims = Array.from({ length: claimsPerChangeset }, (_, index) =>
    value({ subject: `approach/round-${round}`, value: { type: 'TEXT', text: `claim ${index}` } }),
  );
  return put(approach(`round-${round}`), ...claims);
}

async function approved({ changesets }: GraphStore, round: number): Promise<Publication> {
  const edits = changesOf(round).map((edit) => ({ edit, base: null, touches: [] }));
  const { changeset } = await changesets.open({ kind: 'EDIT', title: `Round ${round}`, author, edits });
  const { id } = changeset;
  await changesets.transition({ changeset: id, state: 'SUBMITTED' });
  const review = { changeset: id, reviewer: author, verdict: 'APPROVE', comment: null, edits: [] } as const;
  const { version } = (await changesets.review(review)).changeset;
  const idempotency = { principal: 'key/ada', key: `round ${round}`, inputDigest: id };
  return { changeset: id, version, idempotency };
}

/** Builds a program that prints `begins`, publishes the edits of a changeset, and prints `done` with the revision. */
function publisher(url: string, publishes: Publication): string {
  const module = pathToFileURL(join(dirname(tertium.main), 'storage/open-store.js')).href;
  return `
    const { openStore } = await import(${JSON.stringify(module)});
    const store = await openStore(${JSON.stringify(url)});
    const publishes = ${JSON.stringify(publishes)};
    const { items } = await store.changesets.edits({ changeset: publishes.changeset, first: 100000, after: null });
    console.log('begins');
    const { revision } = await store.apply(items.map(({ edit }) => edit), ${JSON.stringify(edited)}, { publishes });
    console.log('done ' + revision.number);
    await store.close();`;
}

interface KilledPublication {
  /** The revision that the program printed; null if it printed none. */
  readonly acknowledged: number | null;
  /** The milliseconds from the beginning of the publication to the end of the program. */
  readonly took: number;
}

/** Runs the publisher, and kills it if it still runs `killAfter` milliseconds after the beginning of the publication. */
async function publishAndKill(
  url: string,
  publishes: Publication,
  killAfter: number,
): Promise<KilledPublication> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', publisher(url, publishes)], {
    cwd: dirname(tertium.main),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged: number | null = null;
  let began = Date.now();
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'begins') {
      began = Date.now();
      void delay(killAfter, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
    } else acknowledged = Number(line.slice('done '.length));
  }
  await closed;
  return { acknowledged, took: Date.now() - began };
}

/** Returns a pseudo-random number, at least 0 and less than 1, which depends on the round and on the seed of the test run. */
function chance(round: number): number {
  const mixed = Math.imul(jest.getSeed() ^ Math.imul(round, 0x9e3779b1), 0x85ebca6b) >>> 0;
  return mixed / 2 ** 32;
}

test.each(eachStore)(
  'on $name, a publication is complete or absent after SIGKILL, and creates one revision if it is repeated',
  async ({ open }) => {
    const { store, url, close } = await open();
    const outcomes = { absent: 0, unacknowledged: 0, acknowledged: 0 };
    try {
      await store.apply(put(...baseConcepts), imported);
      const { took } = await publishAndKill(url, await approved(store, 0), 60_000);
      const rounds = long === 'complete' ? 100 : 2;
      for (let round = 1; round <= rounds; round += 1) {
        const publishes = await approved(store, round);
        const { acknowledged } = await publishAndKill(url, publishes, 1.2 * took * chance(round));

        const newest = (await store.reader.openView())?.revision.number;
        const [changeset] = await store.changesets.load([publishes.changeset]);
        const isPublished = changeset?.state === 'PUBLISHED';
        const claimCount = async (): Promise<number> => {
          const view = await store.reader.openView();
          return (await view?.claimsAbout([`approach/round-${round}`], {}))?.[0]?.length ?? 0;
        };
        expect(await claimCount()).toBe(isPublished ? claimsPerChangeset : 0);
        expect(changeset).toMatchObject(
          isPublished ? { revision: round + 2 } : { state: 'APPROVED', revision: null },
        );
        expect(newest).toBe(isPublished ? round + 2 : round + 1);
        if (acknowledged !== null) expect(changeset?.revision).toBe(acknowledged);
        outcomes[acknowledged !== null ? 'acknowledged' : isPublished ? 'unacknowledged' : 'absent'] += 1;

        const repeat = () => store.apply(changesOf(round), edited, { publishes });
        const results = [await repeat(), await repeat()];
        for (const { revision } of results)
          expect(revision).toMatchObject({ number: round + 2, changeset: publishes.changeset });
        expect(await claimCount()).toBe(claimsPerChangeset);
        expect((await store.reader.openView())?.revision.number).toBe(round + 2);
      }
      expect(outcomes.absent + outcomes.unacknowledged + outcomes.acknowledged).toBe(rounds);
    } finally {
      await close();
    }
  },
  1_200_000,
);
