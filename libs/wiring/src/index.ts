export { openEmbedded } from './open-embedded.js';
export type { Ports } from './ports.js';
