import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestBlock } from './block-search.js';
import { smallRegistry } from './testing/small-tables.js';

const LIMIT = 1 << 17;

describe('BlockRegistry', () => {
  it('finds starts and neighbours as a linear scan does', () => {
    const blocks = fc.array(
      fc.record({
        gap: fc.oneof(fc.nat(3), fc.nat(600)),
        size: fc.oneof(fc.nat(100), fc.nat(9000)),
        state: fc.constantFrom('live', 'freed', 'gone'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        blocks,
        fc.array(fc.nat(LIMIT - 1), { maxLength: 40 }),
        fc.constantFrom(16, 4096),
        (plan, addresses, reach) => {
          const { kernel, registry } = smallRegistry(LIMIT, 20);
          const known: { address: number; size: number; live: boolean; id: number }[] = [];
          let next = 64;
          for (const { gap, size, state } of plan) {
            const address = next + gap * 16;
            next = address + Math.ceil((size + 48) / 16) * 16;
            if (next > LIMIT) break;
            const id = kernel.add(address, size, 0, 1, 4, 1);
            if (state !== 'live') kernel.retire(id, 9, 2);
            if (state === 'gone') kernel.drop(id);
            else known.push({ address, size, live: state === 'live', id });
          }
          const near = known.flatMap((b) => [
            b.address,
            b.address - 1,
            b.address + b.size,
            b.address + b.size - 1,
            b.address + b.size + reach,
          ]);
          for (const a of [...addresses, ...near]) {
            expect(registry.find(a)).toBe(known.find((b) => b.address === a)?.id ?? 0);
            // Distance 0: inside. Bytes before start at 1, bytes after at 1 too, so "0 bytes after" is distance 1.
            const far = (b: (typeof known)[0]) =>
              a < b.address ? b.address - a : Math.max(a - b.address - b.size + 1, 0);
            const id = nearestBlock(registry, a, reach);
            const within = known.filter((b) =>
              a < b.address ? b.address - a <= reach : a - b.address - b.size <= reach,
            );
            if (within.length === 0) expect(id).toBe(0);
            else {
              const chosen = known.find((b) => b.id === id)!;
              const least = Math.min(...within.map(far));
              // The address of a block of no size is "inside" it for this purpose: nothing is nearer.
              expect(Math.abs(far(chosen) - least)).toBeLessThanOrEqual(1);
              if (least === 0) expect(far(chosen)).toBe(0);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives ids out again and says when it is full', () => {
    const { kernel, registry } = smallRegistry(LIMIT, 2);
    const a = kernel.add(64, 8, 0, 1, 4, 1);
    const b = kernel.add(128, 8, 0, 1, 4, 2);
    expect([a, b, kernel.hasRoom() !== 0, kernel.add(192, 8, 0, 1, 4, 3)]).toEqual([1, 2, false, 0]);
    kernel.retire(a, 9, 5);
    expect([registry.live, registry.freeRoutine(a), registry.freeStack(a), registry.isLive(a)]).toEqual([
      1,
      9,
      5,
      false,
    ]);
    kernel.drop(a);
    expect(registry.find(64)).toBe(0);
    expect(kernel.add(256, 8, 8, 1, 6, 4)).toBe(a);
    expect([registry.routine(a), registry.alignment(a), registry.serial(a)]).toEqual([8, 64, 4]);
  });
});
