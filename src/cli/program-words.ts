/** The words of a command line that runs a program, before its options are parsed. */
import { DiskSources } from '../host/node/toolchain-files.js';
import { expandResponseFiles, splitWords } from '../languages/clang/response-files.js';
import { UsageError } from './option-table.js';

/** Options for every run: the only ones that a program gets which is started by its name. */
export function commonOptions(): string[] {
  return splitWords(process.env['HEAPGLASS_OPTIONS'] ?? '');
}

/** What belongs to the program, after "--", stays as it is. */
export function withResponseFiles(words: string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  return [...expandResponseFiles(words.slice(0, end), new DiskSources()), ...words.slice(end)];
}

/** @throws UsageError when the words name no program */
export function requireProgram(files: readonly string[], command: string): void {
  if (files.length === 0)
    throw new UsageError(`what should I ${VERBS[command] ?? command}? Usage: heapglass ${command} FILE...`);
  const python = files.find((file) => /\.pyw?$/i.test(file));
  if (python !== undefined && !PYTHON.has(command))
    throw new UsageError(
      `${command} is for C and C++ programs; of a Python program heapglass run --report shows the memory, and ` +
        `heapglass record ${python} -o run.hg makes what replay and export read`,
    );
  if (files.includes('-')) throw new UsageError('a program must be in a file; standard input belongs to the program');
}

/** Commands that run Python programs. */
const PYTHON = new Set(['run', 'record']);

/** Of commands whose name is not what is done with the program. */
const VERBS: Record<string, string> = { heap: 'run', compare: 'compare allocators with' };
