export * from './access-keys-contract.js';
