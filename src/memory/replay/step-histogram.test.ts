import { describe, expect, it } from 'vitest';
import { StepHistogram } from './step-histogram.js';

describe('a histogram of steps', () => {
  it('is exact for small numbers', () => {
    const steps = new StepHistogram();
    for (let i = 1; i <= 50; i++) steps.add(i, i);
    expect(steps.counts()).toEqual({ calls: 50, total: 1275, median: 25, p99: 50, worst: 50, worstAt: 50 });
  });

  it('is within 1.6 % for large ones', () => {
    const steps = new StepHistogram();
    for (let i = 1; i <= 100_000; i++) steps.add(i, i);
    const { median, p99, worst } = steps.counts();
    expect(median / 50_000).toBeGreaterThan(0.984);
    expect(median).toBeLessThanOrEqual(50_000);
    expect(p99 / 99_000).toBeGreaterThan(0.984);
    expect(p99).toBeLessThanOrEqual(99_000);
    expect(worst).toBe(100_000);
  });

  it('of nothing is nothing', () => {
    expect(new StepHistogram().counts()).toEqual({ calls: 0, total: 0, median: 0, p99: 0, worst: 0, worstAt: 0 });
  });
});
