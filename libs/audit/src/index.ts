export * from './canonical-json.js';
export * from './hash-chain.js';
export * from './verify-log.js';
export * from './verify-stream.js';
