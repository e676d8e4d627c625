import { describeStoreContract } from '../storage/contract/contract.js';
import { cachedStore, heldStore, sqliteStore } from '../support/stores.js';
import { describeNoStatements, describeStatementsOnce } from './contract.js';

describeStoreContract(heldStore(sqliteStore), describeNoStatements);
describeStoreContract(cachedStore(sqliteStore), describeStatementsOnce);
