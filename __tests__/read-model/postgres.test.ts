import { describeStoreContract } from '../storage/contract/contract.js';
import { cachedStore, inMemoryStore, postgresStore } from '../support/stores.js';
import { describeNoStatements, describeStatementsOnce } from './contract.js';

describeStoreContract(inMemoryStore(postgresStore), describeNoStatements);
describeStoreContract(cachedStore(postgresStore), describeStatementsOnce);
