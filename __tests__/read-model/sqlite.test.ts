import { describeStoreContract } from '../storage/contract/contract.js';
import { cachedStore, inMemoryStore, sqliteStore } from '../support/stores.js';
import { describeNoStatements, describeStatementsOnce } from './contract.js';

describeStoreContract(inMemoryStore(sqliteStore), describeNoStatements);
describeStoreContract(cachedStore(sqliteStore), describeStatementsOnce);
