export * from './logging/logger.js';
export * from './metrics/metrics.js';
export * from './redaction/redactor.js';
export type { Logger } from 'pino';
