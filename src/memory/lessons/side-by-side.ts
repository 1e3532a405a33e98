/** One workload on several allocators, each with as much memory as it asks for: what its holes are good for in the end. */
import type { Bytes } from '../../base/ids.js';
import type { LessonOperation, LessonOutcome, SideBySide } from '../../events/lesson/lesson.js';
import type { AllocatorDesign, MakeAllocator } from '../alloc/designs.js';
import { HeapSample } from '../replay/heap-sample.js';
import { HeapSpace } from '../replay/heap-space.js';
import { takeSums } from './heap-sums.js';

/** What is played goes up to the last allocation, which is the request that is asked about. */
export async function playSideBySide(
  workload: readonly LessonOperation[],
  request: Bytes,
  designs: readonly AllocatorDesign[],
): Promise<SideBySide> {
  const operations = workload.slice(
    0,
    workload.findLastIndex(({ kind }) => kind === 'malloc'),
  );
  const outcomes: LessonOutcome[] = [];
  for (const design of designs) outcomes.push(outcomeOf(operations, request, design.name, await design.load()));
  return { blocks: operations.filter(({ kind }) => kind === 'malloc').length, request, outcomes };
}

function outcomeOf(
  operations: readonly LessonOperation[],
  request: Bytes,
  design: string,
  make: MakeAllocator,
): LessonOutcome {
  const space = new HeapSpace(0, 0);
  const allocator = make(space.memory, space);
  const blocks = new Map<number, { address: number; size: Bytes }>();
  let asked = 0;
  for (const operation of operations) {
    if (operation.kind === 'malloc') {
      blocks.set(operation.pointer, { address: allocator.malloc(operation.size), size: operation.size });
      asked += operation.size;
    } else {
      const { address, size } = blocks.get(operation.pointer)!;
      allocator.free(address);
      asked -= size;
    }
  }
  const before = takeSums(new HeapSample(request), allocator, asked);
  const last = allocator.malloc(request);
  return { design, before, grew: last === 0 ? undefined : allocator.stats().footprint - before.footprint };
}
