/** `heapglass run` and `heapglass record`: whose program it is, decided from its files. */
import { helpOf, OptionValues, UsageError, type OptionSpec } from '../option-table.js';
import { commonOptions, requireProgram, withResponseFiles } from '../program-words.js';
import { parsePrograms } from '../programs.js';
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
  const programs = parsePrograms(withResponseFiles([...commonOptions(), ...words]), table);
  const [parsed] = programs;
  const options = new OptionValues(parsed, table);
  if (options.flag('help')) {
    process.stdout.write(helpText(table, command));
    return 0;
  }
  requireProgram(parsed.positional, command);
  if (programs.length > 1) {
    const python = programs.find(({ positional }) => isPythonProgram(positional));
    if (python !== undefined)
      throw new UsageError(`${python.positional[0]}: only programs of C and C++ run together, on paged memory`);
  } else if (isPythonProgram(parsed.positional))
    return runPythonProgram(parsed.positional, parsed.rest, options, command === 'record');
  for (const name of ['report', 'trace-refs'])
    if (parsed.values.has(name)) throw new UsageError(`--${name} is for Python programs`);
  if (options.flag('vm') || programs.length > 1) {
    const { runPagedPrograms } = await import('../paged-run.js');
    return runPagedPrograms(programs, options, command);
  }
  // With a compiler and all that checks, which a Python program shall not wait for.
  const { runCompiled } = await import('../compiled-program.js');
  return runCompiled(parsed, options, command);
}

function helpText(table: readonly OptionSpec[], command: 'run' | 'record'): string {
  const isRun = command === 'run';
  return (
    `Usage: heapglass ${command} [options] FILE... [-- arguments]\n` +
    (isRun ? TOGETHER_USAGE : '') +
    '\nFILE: .c .cc .cpp .cxx sources, .o and .a made by heapglass cc, a .wasm, a .py.\n' +
    'Compiler options (-O1 -I -D -std= -l ...) are passed on; the default is -g -O0.\n\n' +
    `${helpOf(table)}\n\n` +
    (isRun ? TOGETHER_HELP : '') +
    'HEAPGLASS_OPTIONS in the environment has options for every run, also of a\n' +
    'program that heapglass cc made and that is started by its name.\n'
  );
}

const TOGETHER_USAGE =
  '       heapglass run [options] FILE... [-- arguments] --and FILE...\n' +
  '       heapglass run [options] SCENARIO.hgs\n';
const TOGETHER_HELP =
  'Programs with --and between them run at the same time, in turns, on one paged\n' +
  'memory (--vm). A scenario has a line for each, and lines of options for all.\n\n';
