export * from './open-embedded-beside.js';
export { openEmbedded } from './open-embedded.js';
export * from './open-moves.js';
export { openWorkerPorts } from './open-worker-ports.js';
export type * from './ports.js';
export { serveProtocol } from './serve-protocol.js';
