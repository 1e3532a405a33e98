/** The plans by their names. */
import type { Plan } from './contract.js';
import { COUNTING_PLAN } from './counting/plan.js';

export const PLANS: readonly Plan[] = [COUNTING_PLAN];

export function findPlan(name: string): Plan | undefined {
  return PLANS.find((plan) => plan.name === name);
}
