import { readdir } from 'node:fs/promises';
import fc from 'fast-check';

/*
 * The tests of the engine and the value types as one file, so that each mutant loads the sources once. Left
 * out are the two that try thousands of random comparisons: they would run again for each mutant. For
 * the same reason properties are tried on fewer values, the same ones for each mutant, and not shrunk.
 */
fc.configureGlobal({ numRuns: 20, seed: 1, endOnFailure: true });

const tests = new URL('..', import.meta.url);
const isLeftOut = (name: string): boolean => /(?:^|\/)(?:reference|laws)\.test\.ts$/u.test(name);

for (const folder of ['comparison', 'graph/spreads', 'graph/values']) {
  const names = await readdir(new URL(`${folder}/`, tests), { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.test.ts') && !isLeftOut(each)).sort()) {
    await import(new URL(`${folder}/${name}`, tests).pathname);
  }
}
