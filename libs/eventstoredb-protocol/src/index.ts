export type { Access } from './access/authenticator.js';
export { startProtocolServer, type ProtocolServer, type ProtocolServerOptions } from './protocol-server.js';
