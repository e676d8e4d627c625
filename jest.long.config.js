import { testsWith } from './jest.config.js';

/** The configuration of `npm run test:long`: every test, with all runs of slow properties and all large data. */
export default testsWith('complete');
