import { postgresStore } from '../support/stores.js';
import { describeStoreContract } from './contract.js';

describeStoreContract(postgresStore);
