/** Starts the kernel that serves a program from an allocator without checking anything (kernel.as.ts). */
import type { Address, Bytes, StackId } from '../../base/ids.js';
import { CALL_CAPACITY } from '../../events/call-codes.js';
import type { RoutineCode } from '../../events/routines.js';
import type { AllocatorCalls } from '../alloc/kernel-allocator.js';
import { effectiveAlignment } from '../calls/alignment.js';
import type { RecordingKernel } from '../calls/heap-events.js';
import { startKernel, type Cell, type KernelMemory } from '../kernel.js';
import { KERNEL } from './kernel.wasm.js';

/** Bytes of the buffer that calls are logged in. */
export const CALL_LOG_SIZE: Bytes = 4 * CALL_CAPACITY;

const LARGEST_ALIGNMENT = 0x8000_0000;

/** Exports. All numbers come back signed. */
export interface DirectKernel extends RecordingKernel {
  /** @param ring address of EVENT_RING_SIZE bytes */
  open(limit: Address, ring: Address): void;
  /** From now on calls are logged (call-codes.ts). @param buffer address of CALL_LOG_SIZE bytes */
  logCalls(buffer: Address): void;
  /** Address behind the last word of the log. */
  callsEnd: Cell;
  malloc(size: Bytes, stack: StackId): Address;
  calloc(count: number, size: Bytes, stack: StackId): Address;
  realloc(address: Address, size: Bytes, stack: StackId): Address;
  free(address: Address, stack: StackId): void;
  allocateAs(routine: RoutineCode, size: Bytes, alignLog: number, stack: StackId): Address;
  operatorNew(size: Bytes, alignment: Bytes, flags: number, stack: StackId): Address;
  operatorDelete(address: Address, flags: number, stack: StackId): void;
  usableSize(address: Address): Bytes;
}

export interface DirectHeapOwner {
  /** The allocator's data have been overwritten, as the address shows: does not return. */
  corrupted(address: Address): never;
  /** A call returns NULL for want of memory. */
  failed(): void;
  /** operator new found no memory: does not return. */
  newFailed(size: Bytes): never;
  /** The ring of events is full. */
  eventsFull(): void;
  /** The call log is full. */
  callsFull(): void;
}

export function startDirectHeap(memory: KernelMemory, allocator: AllocatorCalls, owner: DirectHeapOwner): DirectKernel {
  const { malloc, free, realloc, memalign, usableSize } = allocator;
  return startKernel<DirectKernel>(KERNEL, memory, {
    'allocator.as': { malloc, free, realloc, memalign, usableSize },
    'problems.as': {
      corrupted: (address: number) => owner.corrupted(address >>> 0),
      failed: () => owner.failed(),
      newFailed: (size: number) => owner.newFailed(size >>> 0),
      eventsFull: () => owner.eventsFull(),
      callsFull: () => owner.callsFull(),
    },
  });
}

/** memalign, aligned_alloc and posix_memalign; 0 also for an alignment that C forbids. */
export function memalign(
  kernel: DirectKernel,
  alignment: Bytes,
  size: Bytes,
  routine: RoutineCode,
  stack: StackId,
): Address {
  const effective = effectiveAlignment(routine, alignment >>> 0);
  if (effective === 0 || effective >= LARGEST_ALIGNMENT) return 0;
  return kernel.allocateAs(routine, size, Math.max(4, 31 - Math.clz32(effective)), stack) >>> 0;
}
