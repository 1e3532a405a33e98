/** The kernel that makes a trace's calls, set up for one allocator in one heap space. */
import type { Address, Bytes } from '../../base/ids.js';
import { TRACE_OP, type AllocationTrace } from '../../events/trace/trace.js';
import type { Allocator } from '../alloc/contract.js';
import { KernelAllocator, type AllocatorCalls } from '../alloc/kernel-allocator.js';
import { startKernel } from '../kernel.js';
import { ADDRESS_BYTES, ALIGN_LOG_SHIFT, ROW_BYTES } from './format.js';
import type { HeapSpace } from './heap-space.js';
import { KERNEL } from './kernel.wasm.js';

export interface ReplayKernel {
  run(rows: Address, count: number, addresses: Address): void;
  fill(address: Address, size: Bytes, seed: number): void;
  damage(address: Address, size: Bytes, seed: number): number;
}

/** Bytes that a trace takes in a heap space. */
export function reservedFor(trace: AllocationTrace): Bytes {
  return trace.op.length * ROW_BYTES + trace.ids * ADDRESS_BYTES;
}

/** Puts the rows of a trace where the kernel finds them. */
export function loadTrace(trace: AllocationTrace, space: HeapSpace): { rows: Address; addresses: Address } {
  const rows = space.reserved;
  const addresses = rows + trace.op.length * ROW_BYTES;
  const words = new Uint32Array(space.memory.buffer);
  const { op, id, size, alignment } = trace;
  for (let i = 0, at = rows >> 2; i < op.length; i++, at += ROW_BYTES >> 2) {
    const log = alignment.get(i) === 0 ? 0 : Math.log2(alignment.get(i));
    words[at] = id.get(i);
    // realloc to 0 bytes is not the allocator's business (contract.ts).
    words[at + 1] = op.get(i) === TRACE_OP.realloc ? Math.max(size.get(i), 1) : size.get(i);
    words[at + 2] = op.get(i) | (log << ALIGN_LOG_SHIFT);
  }
  return { rows, addresses };
}

/** Linked to the allocator's own kernel where it has one, so that no call passes through JavaScript. */
export function startReplayKernel(space: HeapSpace, allocator: Allocator): ReplayKernel {
  const calls: Pick<AllocatorCalls, 'malloc' | 'free' | 'realloc' | 'memalign'> =
    allocator instanceof KernelAllocator ? allocator.kernel : callsOf(allocator);
  const { malloc, free, realloc, memalign } = calls;
  return startKernel<ReplayKernel>(KERNEL, space.memory, { 'allocator.as': { malloc, free, realloc, memalign } });
}

/** As WebAssembly has its numbers: signed. */
function callsOf(allocator: Allocator): Pick<AllocatorCalls, 'malloc' | 'free' | 'realloc' | 'memalign'> {
  return {
    malloc: (size) => allocator.malloc(size >>> 0),
    free: (address) => allocator.free(address >>> 0),
    realloc: (address, size) => allocator.realloc(address >>> 0, size >>> 0),
    memalign: (alignment, size) => allocator.memalign(alignment >>> 0, size >>> 0),
  };
}
