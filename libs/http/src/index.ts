export * from './openapi/headers.js';
export * from './openapi/problem.dto.js';
export * from './openapi/problem-responses.js';
export * from './problems/catalogue.js';
export * from './problems/errors.js';
export * from './routes/plain-route.js';
export type { RouteAccess } from './routes/route-access.js';
export * from './server/correlation.js';
export * from './server/create-server.js';
