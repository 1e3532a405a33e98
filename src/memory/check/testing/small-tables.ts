/** The checker's tables in a memory of a megabyte or less, for tests. */
import { BlockRegistry } from '../block-registry.js';
import { type CheckKernel, type CheckLayout, SCRATCH_SIZE, startCheckKernel } from '../check-kernel.js';
import { EVENT_RING_SIZE } from '../../calls/heap-events.js';
import { ROW_WORDS, STRETCH_SHIFT } from '../format.js';

export interface SmallTables {
  memory: WebAssembly.Memory;
  layout: CheckLayout;
}

/** @param limit bytes of program, a multiple of 4096; `rows` of the registry, id 0 included */
export function smallTables(limit: number, rows: number): SmallTables {
  let end = limit;
  const take = (size: number): number => {
    const at = end;
    end += (size + 15) & ~15;
    return at;
  };
  const ringSlots = 2 ** Math.ceil(Math.log2(rows));
  const layout: CheckLayout = {
    limit,
    shadowBase: take(limit / 8),
    registryBase: take(rows * ROW_WORDS * 4),
    registrySize: rows * ROW_WORDS * 4,
    indexBase: take(limit / 8),
    occupiedBase: take((limit >>> STRETCH_SHIFT) + 1),
    ringBase: take(2 * ringSlots * 4),
    ringSlots,
    eventBase: take(EVENT_RING_SIZE),
    scratchBase: take(SCRATCH_SIZE),
  };
  return { memory: new WebAssembly.Memory({ initial: Math.ceil(end / 65536) }), layout };
}

export interface SmallRegistry extends SmallTables {
  kernel: CheckKernel;
  registry: BlockRegistry;
}

/** A registry for so many blocks, without a heap. */
export function smallRegistry(limit: number, blocks: number): SmallRegistry {
  const { memory, layout } = smallTables(limit, blocks + 1);
  const nothing = (): number => 0;
  const kernel = startCheckKernel(
    memory,
    layout,
    { malloc: nothing, free: nothing, memalign: nothing },
    {
      fishy: nothing,
      mismatch: nothing,
      invalidFree: nothing,
      reallocZero: nothing,
      corrupted: nothing,
      failed: nothing,
      alignedNew: nothing,
      newFailed: nothing,
      eventsFull: nothing,
      isReadable: () => 1,
    },
  );
  return { memory, layout, kernel, registry: new BlockRegistry(kernel, memory.buffer, layout) };
}
