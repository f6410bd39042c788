export { closeAfterFailure, closeAll } from './close-all.js';
export * from './open-move-ports.js';
export type { Waiting } from './once-there.js';
export * from './open-operator-ports.js';
export { openPorts } from './open-ports.js';
export { openWorkerPorts } from './open-worker-ports.js';
export type * from './ports.js';
export { serveProtocol } from './serve-protocol.js';
