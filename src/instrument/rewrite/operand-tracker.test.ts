import { describe, expect, it } from 'vitest';
import { CONSTANT, FRAME, LOCAL, OperandTracker, UNKNOWN } from './operand-tracker.js';

/** A tracker for locals that are set this often. */
const tracker = (...sets: number[]): OperandTracker => new OperandTracker(Uint32Array.from(sets));

/** What is known of a local now: kind and value. */
function read(t: OperandTracker, local: number): [number, number] {
  t.getLocal(local);
  return [t.pop(), t.value];
}

function set(t: OperandTracker, local: number, kind: typeof CONSTANT | typeof FRAME, value: number): void {
  t.push(kind, value);
  t.setLocal(local);
}

describe('what is known of a local', () => {
  it('is its value, until code from elsewhere may meet', () => {
    const t = tracker(2);
    set(t, 0, CONSTANT, 5);
    expect(read(t, 0)).toEqual([CONSTANT, 5]);
    t.branch();
    expect(read(t, 0)).toEqual([CONSTANT, 5]);
    t.join();
    expect(read(t, 0)).toEqual([LOCAL, 0]);
  });

  it('lasts when it is set once, before any branch', () => {
    const t = tracker(1, 1, 1);
    set(t, 0, FRAME, -32);
    t.branch();
    // This one may not happen.
    set(t, 1, FRAME, -16);
    t.join();
    set(t, 2, CONSTANT, 9);
    t.join();
    expect(read(t, 0)).toEqual([FRAME, -32]);
    expect(read(t, 1)).toEqual([LOCAL, 1]);
    expect(read(t, 2)).toEqual([LOCAL, 2]);
  });

  it('stays when it is set to itself', () => {
    const t = tracker(1);
    t.getLocal(0);
    t.getLocal(0);
    t.setLocal(0);
    expect([t.pop(), t.value]).toEqual([LOCAL, 0]);
    expect(t.version(0)).toBe(0);
  });

  it('is gone for copies on the stack once it is set again', () => {
    const t = tracker(2, 0);
    t.getLocal(0);
    t.getLocal(1);
    t.getLocal(0);
    set(t, 0, CONSTANT, 1);
    t.getLocal(0);
    expect([t.pop(), t.pop(), t.pop(), t.pop()]).toEqual([CONSTANT, UNKNOWN, LOCAL, UNKNOWN]);
  });
});

describe('sums', () => {
  const sum = (left: [0 | 1 | 2 | 3, number], right: [0 | 1 | 2 | 3, number], subtract = false): [number, number] => {
    const t = tracker(0);
    t.push(...left);
    t.push(...right);
    t.addConstantFold(subtract);
    return [t.pop(), t.value];
  };

  it('of constants and frame addresses are known, and wrap as 32-bit numbers do', () => {
    expect(sum([CONSTANT, 7], [CONSTANT, 5])).toEqual([CONSTANT, 12]);
    expect(sum([CONSTANT, 0x7fff_ffff], [CONSTANT, 1])).toEqual([CONSTANT, -0x8000_0000]);
    expect(sum([FRAME, 0], [CONSTANT, 32], true)).toEqual([FRAME, -32]);
    expect(sum([CONSTANT, 8], [FRAME, -32])).toEqual([FRAME, -24]);
  });

  it('of anything else are not', () => {
    for (const [left, right, subtract] of [
      [[CONSTANT, 8], [FRAME, -32], true],
      [[FRAME, -32], [FRAME, -16], true],
      [[FRAME, -32], [LOCAL, 0], false],
      [[UNKNOWN, 0], [CONSTANT, 4], false],
      [[LOCAL, 0], [CONSTANT, 4], false],
    ] as const) {
      expect(sum([...left], [...right], subtract)[0]).toBe(UNKNOWN);
    }
  });
});
