/** The calls of module "heapglass_paged" that paged-source.ts makes, with C's words for their parameters; all give an int. */
export const PAGED_CALLS = {
  mmap: 'int, int, int, int, int, int',
  munmap: 'int, int',
  mprotect: 'int, int, int',
  msync: 'int, int, int',
  madvise: 'int, int, int',
  mincore: 'int, int, int',
  mlock: 'int, int, int',
  sbrk: 'int',
  memory: 'int',
  usage: 'int',
  limit: 'int, int',
  set_limit: 'int, int, int',
  sigaction: 'int, int, int',
} as const;
