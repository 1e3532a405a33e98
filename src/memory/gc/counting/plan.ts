/** Reference counting with a collector for cycles: CPython's memory model, and the plan by default. */
import { GENERATIONS } from '../format.js';
import type { Plan } from '../contract.js';

export const COUNTING_PLAN: Plan = {
  name: 'counting',
  title: 'reference counts, and a collector in three generations for cycles',
  header: ['count', 'links'],
  counts: true,
  barrier: 'none',
  readBarrier: false,
  polls: ['entry', 'back-edge'],
  moves: false,
  generations: GENERATIONS,
  spaces: [
    { name: 'pools', policy: 'free-lists', holds: 'small' },
    { name: 'large blocks', policy: 'large', holds: 'large' },
    { name: 'fixed', policy: 'immortal', holds: 'fixed' },
  ],
};
