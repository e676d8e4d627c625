import { modules } from './jest.config.js';

/** The configuration of the tests that `npm run mutate` runs against each mutant. These tests need neither a database nor a browser. */
export default {
  ...modules,
  globals: { testRun: { databases: [], long: 'sample' } },
  testMatch: ['<rootDir>/__tests__/mutation/every-engine-test.ts'],
  testEnvironment: `${import.meta.dirname}/__tests__/mutation/stop-at-first-failure.js`,
  maxWorkers: '100%',
  testTimeout: 60_000,
};
