export { openEmbedded } from './open-embedded.js';
export type { Ports } from './ports.js';
export { serveProtocol } from './serve-protocol.js';
