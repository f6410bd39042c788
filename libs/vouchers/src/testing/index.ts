export * from './events.js';
export * from './offers.js';
export { play } from './play.js';
export { setting, steps } from './random-steps.js';
export * from './stories.js';
