import { describeStoreContract } from '../storage/contract/contract.js';
import { cachedStore, heldStore, postgresStore } from '../support/stores.js';
import { describeNoStatements, describeStatementsOnce } from './contract.js';

describeStoreContract(heldStore(postgresStore), describeNoStatements);
describeStoreContract(cachedStore(postgresStore), describeStatementsOnce);
