import config from './jest.config.js';

/** The tests of the engine and the value types: they need no database and no browser. */
const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = config;

export default { ...rest, roots: ['<rootDir>/__tests__/comparison', '<rootDir>/__tests__/graph'] };
