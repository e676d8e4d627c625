import { describeStoreContract } from '../storage/contract/contract.js';
import { cachedStore, inMemoryStore, postgresStore } from '../support/stores.js';
import { sampleOf } from '../support/test-run.js';
import { describeNoStatements, describeStatementsOnce } from './contract.js';

const contracts = [
  () => describeStoreContract(inMemoryStore(postgresStore), describeNoStatements),
  () => describeStoreContract(cachedStore(postgresStore), describeStatementsOnce),
];
// The contract takes half a minute. `sqlite.test.ts` tests both kinds of views in each run.
for (const describeContract of sampleOf(contracts, 1)) describeContract();
