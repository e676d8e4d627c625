import { testsWith } from './jest.config.js';

/** `npm run test:long`: every test, with long properties and large data in full. */
export default testsWith('the whole');
