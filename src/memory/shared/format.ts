/**
 * What a shared heap (shared-heap.ts) has at the start of its region:
 *
 *     +0   MARK     that there is one, written last
 *     +4   LOCK     lock.ts
 *     +8   LAST     number of the handle that was in last
 *     +12  HANDLES  how many have been opened
 *     +16  DESIGN   hash of the allocator's kernel and name: what the state below means
 *     +20  BREAK    +24 END     of the region
 *     +32  STATE    the kernel's globals
 *     +256 HEAP     what the allocator may have
 */
export const MARK = 0;
export const LOCK = 4;
export const LAST = 8;
export const HANDLES = 12;
export const DESIGN = 16;
export const BREAK = 20;
export const END = 24;
export const STATE = 32;
export const HEAP = 256;

/** "HgS1" */
export const MARK_VALUE = 0x31_53_67_48;
