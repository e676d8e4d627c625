import { sqliteStore } from '../support/stores.js';
import { describeStoreContract } from './contract.js';

describeStoreContract(sqliteStore);
