import { readdir } from 'node:fs/promises';
import fc from 'fast-check';

/*
 * Runs the tests of the engine, the spreads and the value types as one file, so that each mutant loads the sources once. Suites with
 * thousands of random comparisons are omitted, because all tests run again for each mutant, and these suites would take too
 * long. The test of a document is omitted, because the mutated copy does not contain the documents. To save time, properties
 * use fewer values by default, and failures are not shrunk. All mutants get the same values.
 */
fc.configureGlobal({ numRuns: 20, seed: 1, endOnFailure: true });

const tests = new URL('..', import.meta.url);
const isOmitted = (name: string): boolean =>
  /(?:^|\/)(?:reference|laws|[a-z]+-law|comparing-page)\.test\.ts$/u.test(name);

for (const folder of ['comparison', 'graph/spreads', 'graph/values']) {
  const names = await readdir(new URL(`${folder}/`, tests), { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.test.ts') && !isOmitted(each)).sort()) {
    await import(new URL(`${folder}/${name}`, tests).pathname);
  }
}
