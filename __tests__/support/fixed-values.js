import fc from 'fast-check';

/*
 * In `npm test`, a property tests the same values in each run, so that only a change of the code or of the test can change the result. `npm run
 * jest` and `npm run test:long` test different values each time.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 });
