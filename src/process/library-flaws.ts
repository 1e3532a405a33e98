/**
 * Places in the C library that read memory they should not, without harm and without any fault of the program: not worth
 * reporting, for nobody who uses heapglass can mend them.
 */

/** wasi-libc's scandir copies sizeof(struct dirent) more bytes of an entry than the entry has. */
const OVERREADS = new Set(['__wasilibc_nocwd_scandirat']);

/** @param library a function of a library */
export function readsTooFar(library: string): boolean {
  return OVERREADS.has(library);
}
