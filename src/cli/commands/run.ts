/** `heapglass run` and `heapglass record`: whose program it is, decided from its files. */
import { helpOf, OptionValues, parseOptions, type OptionSpec } from '../option-table.js';
import { commonOptions, requireProgram, withResponseFiles } from '../program-words.js';
import { isPythonProgram, runPythonProgram } from '../python-program.js';
import { RUN_OPTIONS } from '../run-options.js';

const RECORD_OPTIONS: readonly OptionSpec[] = [
  { name: 'output', short: 'o', value: 'FILE', default: 'run.hg', help: 'where the recording goes' },
  ...RUN_OPTIONS,
];

export function run(words: string[]): Promise<number> {
  return start(words, RUN_OPTIONS, 'run');
}

export function record(words: string[]): Promise<number> {
  return start(words, RECORD_OPTIONS, 'record');
}

async function start(words: string[], table: readonly OptionSpec[], command: 'run' | 'record'): Promise<number> {
  const parsed = parseOptions(withResponseFiles([...commonOptions(), ...words]), table, true);
  const options = new OptionValues(parsed, table);
  if (options.flag('help')) {
    process.stdout.write(
      `Usage: heapglass ${command} [options] FILE... [-- arguments]\n\n` +
        'FILE: .c .cc .cpp .cxx sources, .o and .a made by heapglass cc, a .wasm, a .py.\n' +
        'Compiler options (-O1 -I -D -std= -l ...) are passed on; the default is -g -O0.\n\n' +
        `${helpOf(table)}\n\n` +
        'HEAPGLASS_OPTIONS in the environment has options for every run, also of a\n' +
        'program that heapglass cc made and that is started by its name.\n',
    );
    return 0;
  }
  requireProgram(parsed.positional, command);
  if (isPythonProgram(parsed.positional)) return runPythonProgram(parsed.positional, parsed.rest, options);
  // With a compiler and all that checks, which a Python program shall not wait for.
  const { runCompiled } = await import('../compiled-program.js');
  return runCompiled(parsed, options, command);
}
