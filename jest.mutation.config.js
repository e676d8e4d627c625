import config from './jest.config.js';

/**
 * The tests of the engine and the value types that need no database and no browser. Left out are the two
 * that try thousands of random comparisons: they would run anew for each of the changes.
 */
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = config;

export default {
  ...rest,
  roots: ['<rootDir>/__tests__/comparison', '<rootDir>/__tests__/graph'],
  testPathIgnorePatterns: ['/node_modules/', 'comparison/(?:reference|laws)\\.test\\.ts$'],
};
