export * from './blind-index.js';
export * from './errors.js';
export * from './key-vault.js';
export * from './keys/key-store.js';
export { MasterKey, newMasterKeyText } from './keys/master-key.js';
export * from './open-vault-on.js';
export type { SealPurpose } from './sealing/data-key.js';
export * from './vault.js';
export * from './voucher-code/voucher-code.js';
