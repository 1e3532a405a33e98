/** The words of a command line that runs a program, before its options are parsed. */
import { DiskSources } from '../host/node/toolchain-files.js';
import { expandResponseFiles, splitWords } from '../languages/clang/response-files.js';

/** Options for every run: the only ones that a program gets which is started by its name. */
export function commonOptions(): string[] {
  return splitWords(process.env['HEAPGLASS_OPTIONS'] ?? '');
}

/** What belongs to the program, after "--", stays as it is. */
export function withResponseFiles(words: string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  return [...expandResponseFiles(words.slice(0, end), new DiskSources()), ...words.slice(end)];
}
