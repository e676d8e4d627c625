import { testsWith } from './jest.config.js';

/** The configuration of `npm test`: as `jest.config.js`, but with one in three tests of the slowest files, and with the same values of properties in each run. */
export default testsWith('sample', 'third');
