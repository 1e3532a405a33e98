/** What the aligned members of the malloc family demand of their arguments, and what they do otherwise (glibc's way). */
import type { Bytes } from '../../base/ids.js';
import { ROUTINE } from '../../events/routines.js';
import type { RoutineCode } from '../../events/routines.js';

const POINTER_SIZE = 4;

function isPowerOfTwo(n: number): boolean {
  return n > 0 && (n & (n - 1)) === 0;
}

/** Why the arguments are wrong, as the end of a sentence, or undefined. */
export function alignmentFault(routine: RoutineCode, alignment: Bytes, size: Bytes): string | undefined {
  if (routine === ROUTINE.posix_memalign) {
    if (isPowerOfTwo(alignment) && alignment % POINTER_SIZE === 0) return undefined;
    return 'should be a power of 2 and a multiple of sizeof(void*)';
  }
  if (!isPowerOfTwo(alignment)) return 'should be a power of 2';
  if (routine === ROUTINE.aligned_alloc && size % alignment !== 0) return 'size should be a multiple of alignment';
  return undefined;
}

/** The alignment that the call gets in the end, or 0 when it fails (EINVAL). memalign rounds up. */
export function effectiveAlignment(routine: RoutineCode, alignment: Bytes): Bytes {
  if (isPowerOfTwo(alignment)) return routine === ROUTINE.posix_memalign && alignment < POINTER_SIZE ? 0 : alignment;
  if (routine !== ROUTINE.memalign || alignment > 0x4000_0000) return 0;
  return alignment === 0 ? 1 : 2 ** Math.ceil(Math.log2(alignment));
}
