/**
 * Linked programs as files. A program that the shell can start is the module with a prelude:
 *
 *     #!/bin/sh\n exec … run "$0" -- "$@"\n … exit 127\n     the shell never reads past the exec
 *     \0asm 01 00 00 00 …                                    the module, to the end of the file
 *
 * A plain `.wasm` file is the module alone. Both are read by `extractModule`.
 */

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const HASH = 0x23;
const BANG = 0x21;
const NEWLINE = 0x0a;

/** Upper bound of a prelude, so that files of other kinds are told apart quickly. */
const PRELUDE_LIMIT = 16 * 1024;

/**
 * @returns the WebAssembly module in the file, or undefined when there is none. A file that begins as any kind of
 *   WebAssembly does is one, be it of a version that nobody here can run.
 */
export function extractModule(file: Uint8Array): Uint8Array | undefined {
  if (MAGIC.slice(0, 4).every((byte, index) => file[index] === byte)) return file;
  if (file[0] !== HASH || file[1] !== BANG) return undefined;
  const end = Math.min(file.length - MAGIC.length, PRELUDE_LIMIT);
  for (let at = 2; at <= end; at++) {
    if (file[at - 1] === NEWLINE && file[at] === 0 && startsModule(file, at)) return file.subarray(at);
  }
  return undefined;
}

/**
 * @param launcher the command that starts heapglass, as an argument list of absolute paths; used where it still exists,
 *   else `heapglass` from the PATH.
 * @param words what heapglass is told before the file's name
 */
export function executableFile(module: Uint8Array, launcher: readonly string[], words = ['run']): Uint8Array {
  const command = words.join(' ');
  const test = launcher.map((path) => `[ -e ${quote(path)} ]`).join(' && ');
  const prelude = new TextEncoder().encode(
    [
      '#!/bin/sh',
      '# A WebAssembly program, built by heapglass cc. The module follows this text.',
      ...(launcher.length === 0
        ? []
        : [`if ${test}; then exec ${launcher.map(quote).join(' ')} ${command} "$0" -- "$@"; fi`]),
      `exec heapglass ${command} "$0" -- "$@"`,
      'exit 127',
      '',
    ].join('\n'),
  );
  const file = new Uint8Array(prelude.length + module.length);
  file.set(prelude);
  file.set(module, prelude.length);
  return file;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function startsModule(bytes: Uint8Array, at: number): boolean {
  return MAGIC.every((byte, index) => bytes[at + index] === byte);
}
