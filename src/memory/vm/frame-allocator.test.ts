import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrameAllocator, MAX_ORDER, NO_FRAME } from './frame-allocator.js';

it('gives blocks that overlap nothing, and merges what comes back', () => {
  const orders = fc.array(fc.record({ order: fc.nat(5), release: fc.boolean(), which: fc.nat() }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), orders, (count, steps) => {
      const allocator = new FrameAllocator(count, 1);
      const atFirst = allocator.freeBlocks();
      const taken: { frame: number; order: number }[] = [];
      const used = new Uint8Array(count);
      used[0] = 1;
      for (const { order, release, which } of steps) {
        if (release && taken.length > 0) {
          const [block] = taken.splice(which % taken.length, 1);
          allocator.release(block!.frame, block!.order);
          used.fill(0, block!.frame, block!.frame + 2 ** block!.order);
        } else {
          const frame = allocator.allocate(order);
          if (frame === NO_FRAME) continue;
          expect(frame % 2 ** order).toBe(0);
          for (let at = frame; at < frame + 2 ** order; at++) expect(used[at]!++).toBe(0);
          taken.push({ frame, order });
        }
        expect([...allocator.freeMap()]).toEqual([...used].map((n) => 1 - n));
        expect(allocator.free).toBe(used.filter((n) => n === 0).length);
      }
      for (const { frame, order } of taken) allocator.release(frame, order);
      expect(allocator.freeBlocks()).toEqual(atFirst);
    }),
  );
});

it('gives single frames until the last', () => {
  const allocator = new FrameAllocator(2 ** MAX_ORDER + 5, 1);
  const frames = new Set<number>();
  for (let frame = allocator.allocate(); frame !== NO_FRAME; frame = allocator.allocate()) frames.add(frame);
  expect(frames.size).toBe(2 ** MAX_ORDER + 4);
  expect(allocator.free).toBe(0);
});
