export * from './errors.js';
export { DEMO_DEFAULTS, type DemoOptions, type DemoReport, fillStore, isEmpty } from './fill/fill-store.js';
export { tellProgress } from './telling/progress.js';
export { describeReport } from './telling/report.js';
