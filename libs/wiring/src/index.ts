export * from './open-embedded-beside.js';
export { openEmbedded } from './open-embedded.js';
export type * from './ports.js';
export { serveProtocol } from './serve-protocol.js';
