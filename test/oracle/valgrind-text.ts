/**
 * Memcheck's text without what differs from machine to machine and from one C library to another: process numbers,
 * addresses, who printed it, frames of the C library, and how the functions that the tool replaces are reached.
 */

/** Calls that both tools show as the innermost frame because they replace them. */
const ALLOCATORS = /^(malloc|calloc|realloc|reallocarray|free|memalign|aligned_alloc|posix_memalign|operator .*)$/;

const FRAME = /^ {3}(?:at|by) 0x[0-9A-F]+: (.*) \(((?:in )?[^()]*)\)$/;

/**
 * @param program its file's name: frames in other files are the C library's; and its text: what uses streams or C++ has
 *   blocks of the library's on its heap, so that the sums of all blocks differ
 */
export function comparable(text: string, program: { fileName: string; source: string }): string[] {
  const { fileName, source } = program;
  const isLibraryOnHeap = source.includes('<stdio.h>') || fileName.endsWith('.cc');
  const lines = text
    .split('\n')
    .filter((line) => /^==\d+==/.test(line))
    .map((line) => line.replace(/^==\d+== ?/, ''));
  // The banner differs; a blank line ends it.
  return lines
    .slice(lines.indexOf(''))
    .flatMap((line) => frame(line, fileName) ?? line)
    .map((line) => line.replaceAll(/0x[0-9A-Fa-f]+/g, '0x'))
    .map((line) => line.replace(/(mapped file) .* segment$/, '$1 segment'))
    .filter((line) => !STACK_SIZE_ADVICE.test(line))
    .filter((line) => !(isLibraryOnHeap && line.startsWith('  total heap usage: ')));
}

/** Five lines on a flag of Valgrind's own, under the stack of a process that ran into bad memory. */
const STACK_SIZE_ADVICE =
  /^ (If you believe this|overflow in your|possible\), you can|main thread stack|The main thread stack)/;

/** The line of a frame, nothing for a frame of the C library; undefined when it is no frame. */
function frame(line: string, fileName: string): string[] | undefined {
  const [, symbol, where] = FRAME.exec(line) ?? [];
  if (symbol === undefined) return undefined;
  // Sized delete is a matter of the compiler's default.
  const name = symbol.replace(/^(operator delete(?:\[\])?)\(.*/, '$1(void*)');
  if (where.startsWith(`${fileName}:`)) return [`   ${name} (${where})`];
  return ALLOCATORS.test(name) ? [`   ${name}`] : [];
}
