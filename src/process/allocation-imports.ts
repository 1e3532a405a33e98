/**
 * The malloc family as instrumented code imports it. Each call comes with the stack it was made from; what is right and
 * wrong about it is the checked heap's business.
 */
import type { Address, Bytes, StackId } from '../base/ids.js';
import { ROUTINE, type RoutineCode } from '../events/routines.js';
import { NEW_ARRAY, NEW_NOTHROW } from '../instrument/runtime/allocation-functions.js';

/** The part of the checked heap that programs call. */
export interface ProgramHeap {
  malloc(size: Bytes, routine: RoutineCode, stack: StackId): Address;
  calloc(count: number, size: Bytes, stack: StackId): Address;
  realloc(address: Address, size: Bytes, stack: StackId): Address;
  memalign(alignment: Bytes, size: Bytes, routine: RoutineCode, stack: StackId): Address;
  free(address: Address, routine: RoutineCode, stack: StackId): void;
  usableSize(address: Address): Bytes;
}

const EINVAL = 28;
const ENOMEM = 48;

export interface AllocationContext {
  heap: ProgramHeap;
  /** Store a word for the program (posix_memalign's result). */
  storeWord(address: Address, value: number, via: string): void;
  setErrno(value: number): void;
  /** operator new found no memory and may not return. */
  newFailed(size: Bytes): never;
}

export function allocationImports(context: AllocationContext): Record<string, (...args: number[]) => number | void> {
  const { heap } = context;
  const orError = (block: Address, error: number): Address => {
    if (block === 0) context.setErrno(error);
    return block;
  };
  const aligned = (alignment: number, size: number, routine: RoutineCode, stack: StackId): Address =>
    orError(
      heap.memalign(alignment >>> 0, size >>> 0, routine, stack),
      isPowerOfTwo(alignment >>> 0) ? ENOMEM : EINVAL,
    );
  return {
    malloc: (size, stack) => orError(heap.malloc(size >>> 0, ROUTINE.malloc, stack), ENOMEM),
    calloc: (count, size, stack) => orError(heap.calloc(count >>> 0, size >>> 0, stack), ENOMEM),
    realloc: (address, size, stack) => {
      const block = heap.realloc(address >>> 0, size >>> 0, stack);
      // With size 0 the block is freed, and NULL is no failure.
      return size === 0 ? block : orError(block, ENOMEM);
    },
    free: (address, stack) => heap.free(address >>> 0, ROUTINE.free, stack),
    aligned_alloc: (alignment, size, stack) => aligned(alignment, size, ROUTINE.aligned_alloc, stack),
    memalign: (alignment, size, stack) => aligned(alignment, size, ROUTINE.memalign, stack),
    posix_memalign: (result, alignment, size, stack) => {
      const boundary = alignment >>> 0;
      const block = heap.memalign(boundary, size >>> 0, ROUTINE.posix_memalign, stack);
      const valid = boundary >= 4 && isPowerOfTwo(boundary);
      if (block === 0) return valid ? ENOMEM : EINVAL;
      context.storeWord(result >>> 0, block, 'posix_memalign(memptr)');
      return 0;
    },
    malloc_usable_size: (address) => heap.usableSize(address >>> 0),
    new: (size, alignment, flags, stack) => {
      const routine = flags & NEW_ARRAY ? ROUTINE['operator new[]'] : ROUTINE['operator new'];
      const block = alignment
        ? heap.memalign(alignment >>> 0, size >>> 0, routine, stack)
        : heap.malloc(size >>> 0, routine, stack);
      if (block === 0 && !(flags & NEW_NOTHROW)) context.newFailed(size >>> 0);
      return block;
    },
    delete: (address, flags, stack) =>
      heap.free(address >>> 0, flags & NEW_ARRAY ? ROUTINE['operator delete[]'] : ROUTINE['operator delete'], stack),
  };
}

function isPowerOfTwo(value: number): boolean {
  return value !== 0 && (value & (value - 1)) === 0;
}
