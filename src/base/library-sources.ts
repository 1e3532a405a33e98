/**
 * Source files that are not the user's, by where they lie: the headers of a toolchain, and the C and C++ libraries, where
 * those come with debug information (a distribution's wasi-libc does, with paths of the machine that built it).
 */

const HEADERS = /(^|\/)(usr\/include|include\/c\+\+|wasi-sysroot|lib\/clang\/[\d.]+\/include)\//;
const LIBRARIES = /(^|\/)(libc-(top|bottom)-half|dlmalloc\/src|emmalloc|libcxx|libcxxabi|libunwind|compiler-rt)\//;

/** Of a library that was compiled elsewhere. */
export function isPrebuiltSource(path: string): boolean {
  return LIBRARIES.test(path);
}

/** Of such a library, or of a header, whose code may well have been compiled with the program. */
export function isLibrarySource(path: string): boolean {
  return HEADERS.test(path) || isPrebuiltSource(path);
}
