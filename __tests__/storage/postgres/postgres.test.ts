import { postgresStore } from '../../support/stores.js';
import { describeStoreContract } from '../contract/contract.js';

describeStoreContract(postgresStore);
