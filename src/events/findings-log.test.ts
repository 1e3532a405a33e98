import { describe, expect, it } from 'vitest';
import { FindingsLog, type Occurrence } from './findings-log.js';
import type { BlockFacts } from './findings.js';
import { StackInterner } from './stack-interner.js';

/** Sites from 1000 on stand in libraries; the function is the thousand. */
function setUp() {
  const stacks = new StackInterner();
  const log = new FindingsLog(stacks.table, (site) => (site >= 1000 ? Math.floor(site / 1000) : undefined));
  /** @param sites innermost first, as a report shows them */
  const stack = (...sites: number[]): number => stacks.intern(Uint32Array.from([...sites].reverse()), 0, sites.length);
  const counts = (): number[] => log.findings.map((finding) => finding.count);
  return { log, stack, counts };
}

function read(stack: number, size = 4, allocStack = 1): Occurrence {
  const block: BlockFacts = { address: 64, size: 8, state: 'live', routine: 'malloc', allocStack };
  return { kind: 'InvalidRead', stack, address: 72, size, place: { in: 'heap-block', block, offset: 8 } };
}

describe('FindingsLog', () => {
  it('counts what happens again in the same place and keeps its first occurrence', () => {
    const { log, stack } = setUp();
    expect(log.add({ ...read(stack(1, 2)), address: 72 } as Occurrence)).toBe(0);
    expect(log.add({ ...read(stack(1, 2)), address: 73 } as Occurrence)).toBe(0);
    expect(log.findings).toMatchObject([{ address: 72, count: 2 }]);
  });

  it('counts a known access without its place, unless a library makes it', () => {
    const { log, stack, counts } = setUp();
    const access = { kind: 'InvalidRead', stack: stack(1, 2), address: 80, size: 4 } as const;
    expect(log.countAgain(access)).toBeUndefined();
    log.add(read(stack(1, 2)));
    expect(log.countAgain(access)).toBe(0);
    expect(log.countAgain({ ...access, size: 8 })).toBeUndefined();
    log.add(read(stack(1000, 2)));
    expect(log.countAgain({ ...access, stack: stack(1000, 2) })).toBeUndefined();
    expect(counts()).toEqual([2, 1]);
  });

  it('knows of a counted error too that it ended the program', () => {
    const { log, stack } = setUp();
    log.add(read(stack(1, 2)));
    log.add({ ...read(stack(1, 2)), fatal: true } as Occurrence);
    expect(log.findings).toMatchObject([{ address: 72, count: 2, fatal: true }]);
  });

  it('tells kinds, sizes and places apart', () => {
    const { log, stack, counts } = setUp();
    log.add(read(stack(1, 2)));
    log.add(read(stack(1, 2), 8));
    log.add({ ...read(stack(1, 2)), kind: 'InvalidWrite' } as Occurrence);
    log.add(read(stack(1, 3)));
    log.add(read(stack(1)));
    expect(counts()).toEqual([1, 1, 1, 1, 1]);
  });

  it('takes an error that recurs at any depth of a recursion for one', () => {
    const { log, stack, counts } = setUp();
    for (let depth = 4; depth < 11; depth++) log.add(read(stack(1, ...Array.from({ length: depth }, () => 2), 3)));
    expect(counts()).toEqual([7]);
  });

  it('counts the function that frees as the innermost of the four calls', () => {
    const { log, stack, counts } = setUp();
    const free = (at: number): Occurrence => ({
      kind: 'InvalidFree',
      stack: at,
      address: 5,
      routine: 'free',
      doubleFree: false,
      place: { in: 'unmapped' },
    });
    log.add(free(stack(1, 2, 3, 4)));
    log.add(free(stack(1, 2, 3, 5)));
    log.add(free(stack(1, 2, 6, 4)));
    expect(counts()).toEqual([2, 1]);
  });

  it('takes everything that one call of a library does to the same bytes for one error', () => {
    const { log, stack, counts } = setUp();
    log.add(read(stack(5001, 6001, 1, 2), 1));
    log.add(read(stack(5002, 6007, 1, 2), 13));
    log.add(read(stack(6009, 1, 2), 8));
    expect(counts()).toEqual([3]);
  });

  it('tells apart which bytes a library was given, which function of it, and from where', () => {
    const { log, stack, counts } = setUp();
    log.add(read(stack(6001, 1, 2), 1));
    log.add(read(stack(6001, 1, 2), 1, 9));
    log.add(read(stack(7001, 1, 2), 1));
    log.add(read(stack(6001, 3, 2), 1));
    expect(counts()).toEqual([1, 1, 1, 1]);
  });

  it('goes by the four innermost calls where no code has lines', () => {
    const { log, stack, counts } = setUp();
    log.add(read(stack(5001, 6001)));
    log.add(read(stack(5002, 6001)));
    log.add(read(stack(5001, 6001)));
    expect(counts()).toEqual([2, 1]);
  });
});
