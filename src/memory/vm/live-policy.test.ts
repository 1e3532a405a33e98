/** A live memory under each policy faults exactly where a replay of its reference string says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressSpace } from './address-space.js';
import { Fault, PAGE, READ, WRITE } from './contract.js';
import { FLAT_TABLE_BYTES, FlatTable } from './flat-table.js';
import { MemoryFile } from './memory-file.js';
import { PhysicalMemory, type PhysicalOptions } from './physical-memory.js';
import type { PolicyChoice } from './reclaim.js';
import { OPT, POLICIES } from './replacement/policies.js';

const PAGES = 20;
const FRAMES = 8;
const FIRST = 0x100;
/** Zero page, four tables, the frame that a page comes into before another leaves. */
const OTHER_FRAMES = 6;

const memory = new WebAssembly.Memory({ initial: (2 * FLAT_TABLE_BYTES) / 65536 + 1 });

const accesses = fc.array(fc.record({ page: fc.nat(PAGES - 1), write: fc.boolean() }), {
  minLength: 1,
  maxLength: 120,
});
type Accesses = { page: number; write: boolean }[];

interface Played {
  /** What the policy was told. */
  told: { page: number; write: boolean }[];
  /** Positions in it at which the page was not in memory. */
  faults: number[];
}

/** All pages are written to once, so that each has contents, and pushed out by the ones that follow; then the accesses. */
function play(policy: PolicyChoice, list: Accesses, isExact: boolean): Played {
  const options: PhysicalOptions = {
    memory,
    base: 2 * FLAT_TABLE_BYTES,
    size: (FRAMES + OTHER_FRAMES) * PAGE,
    policy: { frames: FRAMES, ...policy },
    swap: { file: new MemoryFile(), limit: PAGES * PAGE },
  };
  const physical = new PhysicalMemory(options);
  const flat = new FlatTable(memory, 0, FLAT_TABLE_BYTES, isExact);
  const space = new AddressSpace(physical, { flat });
  space.map({ address: FIRST * PAGE, length: PAGES * PAGE, fixed: 'keep' });
  const played: Played = { told: [], faults: [] };
  physical.reclaim.onReference = (page, write, isOther) => {
    if (isOther) played.told.push({ page, write });
  };
  const everything = [...Array.from({ length: PAGES }, (_, page) => ({ page, write: true })), ...list];
  for (const { page, write } of everything) {
    const { read: readEntry, write: writeEntry } = flat.entries(FIRST + page);
    if ((write ? writeEntry : readEntry) !== 0) continue;
    const at = played.told.length;
    expect(space.reach((FIRST + page) * PAGE, write ? WRITE : READ)).toBeGreaterThan(0);
    if (space.lastFault === Fault.zero || space.lastFault === Fault.swap) played.faults.push(at);
  }
  space.destroy();
  return played;
}

function replayFaults(choice: PolicyChoice, told: Played['told']): number[] {
  const references = Uint32Array.from(told, ({ page }) => page);
  const policy = choice.design.make({ frames: FRAMES, pages: 200, seed: 1, window: FRAMES, references });
  return told.flatMap(({ page, write }, at) => (policy.touch(page, write) ? [] : [at]));
}

describe.each(POLICIES.filter((design) => design !== OPT))('$name', (design) => {
  it('faults live as in a replay', () => {
    fc.assert(
      fc.property(accesses, (list) => {
        const { told, faults } = play({ design }, list, design.evidence === 'order');
        expect(faults).toEqual(replayFaults({ design }, told));
      }),
      { numRuns: 60 },
    );
  });
});

describe('opt', () => {
  it('runs live from the string of an earlier run, and faults least', () => {
    fc.assert(
      fc.property(accesses, (list) => {
        const lru = POLICIES.find(({ name }) => name === 'lru')!;
        const first = play({ design: lru }, list, true);
        const references = Uint32Array.from(first.told, ({ page }) => page);
        const second = play({ design: OPT, references }, list, true);
        expect(second.told).toEqual(first.told);
        expect(second.faults).toEqual(replayFaults({ design: OPT }, first.told));
        expect(second.faults.length).toBeLessThanOrEqual(first.faults.length);
      }),
      { numRuns: 60 },
    );
  });
});
