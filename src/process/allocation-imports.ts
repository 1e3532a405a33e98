/**
 * The malloc family as instrumented code imports it. Each call comes with the stack it was made from; what is right and
 * wrong about it is the checked heap's business. The common calls go straight to its kernel, from WebAssembly to
 * WebAssembly.
 */
import type { Address, Bytes, StackId } from '../base/ids.js';
import { ROUTINE, type RoutineCode } from '../events/routines.js';
import type { CheckKernel } from '../memory/check/check-kernel.js';

const EINVAL = 28;
export const ENOMEM = 48;

/** What serves a program: the checked heap, or an allocator without checks. */
export interface ProgramHeap {
  kernel: Pick<CheckKernel, 'malloc' | 'calloc' | 'realloc' | 'free' | 'usableSize' | 'operatorNew' | 'operatorDelete'>;
  memalign(alignment: Bytes, size: Bytes, routine: RoutineCode, stack: StackId): Address;
}

export interface AllocationContext {
  heap: ProgramHeap;
  /** Store a word for the program (posix_memalign's result). */
  storeWord(address: Address, value: number, via: string): void;
  setErrno(value: number): void;
}

export function allocationImports(context: AllocationContext): Record<string, unknown> {
  const { kernel } = context.heap;
  const memalign = (alignment: Bytes, size: Bytes, routine: RoutineCode, stack: StackId): Address =>
    context.heap.memalign(alignment, size, routine, stack);
  const aligned = (routine: RoutineCode) => (alignment: Bytes, size: Bytes, stack: StackId) => {
    const block = memalign(alignment, size, routine, stack);
    if (block === 0) context.setErrno(isPowerOfTwo(alignment >>> 0) ? ENOMEM : EINVAL);
    return block;
  };
  return {
    malloc: kernel.malloc,
    calloc: kernel.calloc,
    realloc: kernel.realloc,
    free: kernel.free,
    malloc_usable_size: kernel.usableSize,
    new: kernel.operatorNew,
    delete: kernel.operatorDelete,
    aligned_alloc: aligned(ROUTINE.aligned_alloc),
    memalign: aligned(ROUTINE.memalign),
    posix_memalign: (result: Address, alignment: Bytes, size: Bytes, stack: StackId) => {
      const boundary = alignment >>> 0;
      const block = memalign(boundary, size, ROUTINE.posix_memalign, stack);
      const valid = boundary >= 4 && isPowerOfTwo(boundary);
      if (block === 0) return valid ? ENOMEM : EINVAL;
      context.storeWord(result >>> 0, block, 'posix_memalign(memptr)');
      return 0;
    },
  };
}

function isPowerOfTwo(value: number): boolean {
  return value !== 0 && (value & (value - 1)) === 0;
}
