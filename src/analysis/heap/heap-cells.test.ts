import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBlocks, emptyRegions, NO_BLOCK, OWNERS, type HeapPicture } from '../../events/heap/heap-picture.js';
import { cellRows, cellSize } from './heap-cells.js';

interface Piece {
  size: number;
  owner: number;
}

/** Ranges apart from each other, tiled by the pieces. */
function picture(ranges: Piece[][]): HeapPicture {
  const regions = emptyRegions();
  const result: HeapPicture['ranges'] = [];
  let at = 4096;
  for (const pieces of ranges) {
    const start = at;
    for (const { size, owner } of pieces) {
      regions.start.push(at);
      regions.size.push(size);
      regions.owner.push(owner);
      regions.block.push(NO_BLOCK);
      regions.chunk.push(0);
      at += size;
    }
    result.push({ start, end: at });
    at += 1000;
  }
  return { moment: { at: 'exit' }, allocator: '', checked: false, ranges: result, regions, blocks: emptyBlocks() };
}

const piece = fc.record({ size: fc.integer({ min: 1, max: 300 }), owner: fc.nat(OWNERS.length - 1) });
const pieces = fc.array(fc.array(piece, { minLength: 1, maxLength: 30 }), { maxLength: 4 });

describe('the map of a heap', () => {
  it('shows in each cell what most of its bytes are', () => {
    fc.assert(
      fc.property(pieces, fc.constantFrom(16, 64, 256), fc.integer({ min: 1, max: 20 }), (ranges, size, columns) => {
        const heap = picture(ranges);
        const { regions } = heap;
        const ownerOf = new Map<number, number>();
        for (let i = 0; i < regions.start.length; i++) {
          const start = regions.start.get(i);
          for (let at = start; at < start + regions.size.get(i); at++) ownerOf.set(at, regions.owner.get(i));
        }
        const rows = cellRows(heap, size, columns);
        let cells = 0;
        for (const { address, cells: row } of rows) {
          expect(row.length).toBeLessThanOrEqual(columns);
          row.forEach((owner, c) => {
            const shares = new Map<number, number>();
            for (let at = address + c * size; at < address + (c + 1) * size; at++) {
              const own = ownerOf.get(at);
              if (own !== undefined && heap.ranges.some((r) => r.start <= address && at < r.end && r.end > address))
                shares.set(own, (shares.get(own) ?? 0) + 1);
            }
            expect(shares.get(owner)).toBe(Math.max(...shares.values()));
          });
          cells += row.length;
        }
        expect(cells).toBe(heap.ranges.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / size), 0));
      }),
    );
  });

  it('has cells of a power of two bytes, as small as there is room for', () => {
    const ranges = [{ start: 0, end: 1 << 20 }];
    expect([cellSize(ranges, 1024), cellSize(ranges, 1000), cellSize([{ start: 0, end: 10 }], 1024)]).toEqual([
      1024, 2048, 16,
    ]);
  });
});
