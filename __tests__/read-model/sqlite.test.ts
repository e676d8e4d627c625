import { describeStoreContract } from '../storage/contract.js';
import { heldStore, sqliteStore } from '../support/stores.js';
import { describeNoStatements } from './contract.js';

describeStoreContract(heldStore(sqliteStore), describeNoStatements);
