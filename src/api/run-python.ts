/** Run a Python program on this machine: the interpreter (python/) and Node beneath it. */
import { readBuildId } from '../host/node/build-id.js';
import { nodeDigests } from '../host/node/digests.js';
import { compileLibrary } from '../host/node/engine.js';
import { nodeHost } from '../host/node/node-host.js';
import { PythonLibrary } from '../host/node/python-library.js';
import type { KeptModule } from '../host/node/kept-module.js';
import { ObjectFiles } from '../host/node/kept-objects.js';
import { KeptPrograms } from '../host/node/kept-programs.js';
import { isTerminal } from '../host/node/terminal.js';
import { DEFAULT_DESIGN, designNamed, type FreeListTuning } from '../memory/alloc/designs.js';
import { ConfinedFiles, type Place } from '../process/confined-files.js';
import type { Host } from '../process/host.js';
import type { PythonMemoryReport } from '../events/python/memory-report.js';
import type { Recording, RecordingHeader } from '../events/recording.js';
import { AllocationRecorder } from '../python/collector/allocation-recorder.js';
import { DEFAULT_REPORT } from './default-report.js';
import { version } from './version.js';
import { MemoryObserver } from '../python/collector/memory-observer.js';
import type { ReferenceTrace } from '../events/python/reference-trace.js';
import { watchModule } from '../instrument/watch/watch-module.js';
import { ReferenceWatch, WATCH_CELLS } from '../python/watch/reference-watch.js';
import { ProgramCompiler } from '../python/execution/program-compiler.js';
import { openInterpreter, runProgram } from '../python/program/run-program.js';
import { zoneRule } from '../host/node/zone-rule.js';
import { FilesWithLibrary } from '../python/runtime/files-with-library.js';
import type { LibraryFiles } from '../python/runtime/surroundings.js';

export interface RunPythonOptions {
  /** The file as sys.argv[0] has it. */
  program: string;
  /** Its absolute path. */
  path: string;
  arguments: string[];
  /** "NAME=VALUE". */
  environment: string[];
  /** Directories the program may use, absolute. */
  places: Place[];
  /** The working directory, absolute. */
  directory: string;
  /** Largest heap in bytes. */
  maxHeap?: number;
  /** An allocator by its name: serves all blocks, instead of pools for small ones. */
  malloc?: string;
  tuning?: FreeListTuning;
  /** The directory where what sources are compiled to is kept. */
  cache?: string;
  /** The interpreter's kernel, if it has been compiled before. */
  kernel?: KeptModule;
  /** The thread ends with the program: machine code of it is kept then, beside what its sources are compiled to. */
  endsThread?: boolean;
  /** Gets a report on the program's memory when it has ended; watching costs time. */
  observe?: (report: PythonMemoryReport) => void;
  /** Gets a recording of all that happened to memory when the program has ended. */
  record?: (recording: Recording) => void;
  /** The object that this name of the program is first bound to is watched: every change of its count. */
  traceReferences?: { name: string; take: (trace: ReferenceTrace) => void };
}

/**
 * @param change the host that the program is given instead
 * @returns the exit status
 * @throws UnknownDesign
 */
export async function runPython(
  source: Uint8Array,
  options: RunPythonOptions,
  change: (host: Host) => Host = (host) => host,
): Promise<number> {
  const { program, path, directory, environment, traceReferences } = options;
  const host = change(nodeHost);
  const sources = library();
  const { shownDirectory } = sources;
  const places = [...options.places, { name: shownDirectory, path: shownDirectory }];
  // Where references are watched the kernel is another one.
  const kernel = traceReferences === undefined ? options.kernel : undefined;
  const interpreter = openInterpreter(
    {
      allocator: await designNamed(options.malloc ?? DEFAULT_DESIGN.name, options.tuning).load(),
      everything: options.malloc !== undefined,
      maxHeap: options.maxHeap,
      kernel: kernel?.module,
      compileLibrary,
      rewrite: traceReferences && ((wasm) => watchModule(wasm, WATCH_CELLS)),
      surroundings: {
        host: { ...host, files: new ConfinedFiles(new FilesWithLibrary(host.files, sources), places, directory) },
        arguments: [program, ...options.arguments],
        environment: Object.fromEntries(environment.map(split)),
        searchPath: [directoryOf(path)],
        library: sources,
        digests: nodeDigests,
        zoneRule,
        kept: keptObjects(options),
        terminals: [isTerminal(0), isTerminal(1), isTerminal(2)],
      },
    },
    (rt) => new ProgramCompiler(rt),
  );
  kernel?.keepAtExit(interpreter.rt.kernel.start);
  const observer =
    options.observe === undefined ? undefined : new MemoryObserver(interpreter.rt, program, directoryOf(path));
  const watch = traceReferences && new ReferenceWatch(interpreter.rt, program, path, traceReferences.name);
  const recorder = options.record && new AllocationRecorder(interpreter.rt);
  const status = runProgram(interpreter, source, path);
  if (recorder !== undefined) options.record?.(recorder.recording(headerOf(options), { how: 'exit', status }));
  if (watch !== undefined) traceReferences?.take(watch.trace);
  if (observer?.report !== undefined) options.observe?.(observer.report);
  return status;
}

const directoryOf = (path: string): string => path.replace(/\/[^/]*$/, '') || '/';

function headerOf({ program, arguments: words, directory }: RunPythonOptions): RecordingHeader {
  return {
    program,
    arguments: words,
    directory,
    tool: version(),
    options: { ...DEFAULT_REPORT, leakCheck: 'no' },
    language: 'python',
    notes: [],
  };
}

const split = (variable: string): [string, string] => {
  const at = variable.indexOf('=');
  return [variable.slice(0, at), variable.slice(at + 1)];
};

function keptObjects({ cache, endsThread }: RunPythonOptions): ObjectFiles | undefined {
  const build = readBuildId();
  if (cache === undefined || build === undefined) return undefined;
  return new ObjectFiles(cache, build, endsThread ? new KeptPrograms(cache, build) : undefined);
}

let shared: LibraryFiles | undefined;

/** The archive's directory is read once for all programs. */
function library(): LibraryFiles {
  return (shared ??= new PythonLibrary());
}
