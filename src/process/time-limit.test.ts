import { describe, expect, it } from 'vitest';
import { TimeLimit } from './time-limit.js';

class Over extends Error {}

/** A limit on a clock that only moves when told. */
function limited(seconds: number | undefined): { limit: TimeLimit; clock: { ms: number } } {
  const clock = { ms: 1000 };
  const stop = (): never => {
    throw new Over();
  };
  const limit = new TimeLimit(() => clock.ms, seconds, stop);
  limit.begin();
  return { limit, clock };
}

/** Runs a loop whose iterations take so long; gives back how late it was stopped. */
function overrun(seconds: number, iteration: (ms: number) => number): number {
  const { limit, clock } = limited(seconds);
  try {
    for (;;) {
      for (let fuel = limit.fuel; fuel > 0; fuel--) clock.ms += iteration(clock.ms - 1000);
      limit.look();
    }
  } catch (error) {
    expect(error).toBeInstanceOf(Over);
  }
  return clock.ms - 1000 - seconds * 1000;
}

describe('TimeLimit', () => {
  it.each([0.001, 0.1, 1, 10, 50])('stops a loop in time whose iterations take %d ms', (ms) => {
    expect(overrun(2, () => ms)).toBeLessThan(Math.max(20, ms * 16));
  });

  it('is not fooled by a loop that becomes slower', () => {
    expect(overrun(2, (ms) => (ms < 1500 ? 0.0001 : 0.05))).toBeLessThan(1000);
  });

  it('looks seldom at a clock while a loop is quick', () => {
    const { limit, clock } = limited(10);
    let looks = 0;
    for (let iterations = 0; iterations < 1_000_000; looks++) {
      iterations += limit.fuel;
      clock.ms += limit.fuel * 1e-6;
      limit.look();
    }
    expect(looks).toBeLessThan(100);
  });

  it('lets a wait be as long as there is time, and then stops', () => {
    const { limit, clock } = limited(2);
    const slept: bigint[] = [];
    const sleep = (time: bigint): void => {
      slept.push(time);
      clock.ms += Number(time) / 1e6;
    };
    limit.wait(1_500_000_000n, sleep);
    expect(() => limit.wait(3_600_000_000_000n, sleep)).toThrow(Over);
    expect(() => limit.wait(1n, sleep)).toThrow(Over);
    expect(slept).toEqual([1_500_000_000n, 500_000_000n]);
  });

  it('without a limit stops nothing', () => {
    const { limit, clock } = limited(undefined);
    clock.ms += 1e12;
    limit.look();
    const slept: bigint[] = [];
    limit.wait(10n ** 18n, (time) => slept.push(time));
    expect(slept).toEqual([10n ** 18n]);
  });
});
