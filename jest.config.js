/** Jest runs the TypeScript sources as ES modules; `.js` in imports names the `.ts` beside it. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/__tests__/support/postgres.setup.ts',
  globalTeardown: '<rootDir>/__tests__/support/postgres.teardown.ts',
  // The databases and browsers that tests start have little to do: both cores of a small machine go to tests.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
