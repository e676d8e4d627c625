import { describeStoreContract } from '../storage/contract.js';
import { heldStore, postgresStore } from '../support/stores.js';
import { describeNoStatements } from './contract.js';

describeStoreContract(heldStore(postgresStore), describeNoStatements);
