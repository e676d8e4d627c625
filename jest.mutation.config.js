import config from './jest.config.js';

/** The tests that `npm run mutate` runs against each mutant: they need no database and no browser. */
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = config;

export default {
  ...rest,
  testMatch: ['<rootDir>/__tests__/mutation/every-engine-test.ts'],
  testEnvironment: `${import.meta.dirname}/__tests__/mutation/stop-at-first-failure.js`,
};
