export { planProgramme, type Plan, type PlanOptions } from './plan/plan.js';
