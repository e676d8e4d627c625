/** Runs two rounds of the fault `kill-9` of `npm run faults`: real imports are killed while a real server receives requests. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { check } from '../../scripts/faults/guarantees.js';
import { killNine } from '../../scripts/faults/kill-nine.js';
import { runFault } from '../../scripts/faults/run-fault.js';
import { buildTertium, type BuiltTertium } from '../commands/tertium.js';

let tertium: BuiltTertium;
beforeAll(() => {
  tertium = buildTertium();
}, 120_000);
afterAll(() => tertium.remove());

test('a killed import leaves the graph consistent, with all acknowledged imports', async () => {
  const rounds: string[] = [];
  const observations = await runFault(killNine, {
    main: tertium.main,
    rounds: 2,
    seconds: 1,
    seed: 1,
    databases: ['SQLite'],
    logProgress: (round) => void rounds.push(round),
  });

  expect(rounds).toEqual(['SQLite, round 1 of 2', 'SQLite, round 2 of 2']);
  const findings = observations.flatMap(({ situation, measurements }) => check(situation, measurements));
  const checked = findings.map(({ guarantee }) => guarantee.measurement);
  expect(checked).toEqual(expect.arrayContaining(['lostImports', 'tornRevisions', 'tornResponses']));
  // Only `npm run faults` checks times.
  const broken = findings.filter(({ guarantee, isMet }) => !isMet && guarantee.unit !== 's');
  expect(broken).toEqual([]);
  expect(observations[0]?.tallies?.memory.counts.data).toBeGreaterThan(0);
});
