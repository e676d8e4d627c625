import { testsWith } from './jest.config.js';

/** The configuration of `npm test`: every test file, with one in three tests of the slowest files. */
export default testsWith('sample', 'third');
