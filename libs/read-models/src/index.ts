export * from './errors.js';
export * from './operators/operator.js';
export type { Request } from './operators/requests.js';
export * from './port/index.js';
export * from './programme-runner.js';
export * from './projection.js';
export * from './projections/index.js';
export * from './queries/read-models.js';
export * from './runner/index.js';
