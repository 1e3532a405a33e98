/** From the bytes of a module to everything that running it needs, before any engine has compiled it. */
import { parseModule, type WasmModule } from '../instrument/binary/module.js';
import type { DebugInfo } from '../instrument/debug/contract.js';
import { type NameSection, readNameSection } from '../instrument/debug/names.js';
import { openDebugInfo } from '../instrument/debug/open.js';
import { instrument, type Instrumented, type PassName } from '../instrument/instrument.js';
import { cellsAt, type CellLayout } from '../instrument/runtime/cells.js';
import type { HelperContext } from '../instrument/runtime/helper.js';
import { CALL_STACK_BASE, CALL_STACK_SIZE, PROGRAM_LIMIT, SHADOW_BASE } from '../memory/layout.js';
import { functionsThatMayExit } from './exit-reach.js';
import type { CodeOffset } from '../base/ids.js';
import { isPrebuiltSource } from '../base/library-sources.js';
import { type KeptWork, NOTHING_KEPT, type ProgramCode } from './kept-work.js';
import type { SiteOwner } from './startup-blocks.js';
import { readImage, type ProgramImage } from './image.js';
import { requireRunnable, requireValid, type SignatureOf } from './runnable.js';

export interface Prepared {
  module: WasmModule;
  debug: DebugInfo;
  image: ProgramImage;
  code: ProgramCode;
  /** By its debug information, the code was compiled with the program; libraries that were compiled elsewhere are not. */
  isProgramCode(offset: CodeOffset): boolean;
  /** Functions of the C library that set a program up, and main itself, by index among the defined ones. */
  owners: ReadonlyMap<number, SiteOwner>;
  /** The program's malloc could be found and is replaced by the checked heap. */
  hasHeap: boolean;
  /** The module says what its functions are called; without that no malloc can be found. */
  hasNames: boolean;
}

export interface PrepareOptions {
  /** Count executed calls, for recordings. */
  clock: boolean;
  /** Check every access; else only the malloc family is replaced. */
  check: boolean;
  /** Entries that tell one call stack from another; 0 when nobody asks for stacks. */
  stackDepth: number;
  /** Keep a call stack also when stacks are no one's business, for what is said at the end. */
  calls?: boolean;
  /** Poll the host: everywhere, for time limits; or in the program's own code, for time slices. */
  poll: 'everywhere' | 'program' | false;
  /** Where the cells and the call stack lie, and the shadow, when not where memory/layout.ts has them. */
  cells?: CellLayout;
  shadow?: number;
  /** The program's memory is going to be paged, with these tables. */
  paged?: HelperContext['paged'];
  /** The host calls handlers of signals. */
  handlers?: boolean;
  /** The host hears of instructions that cannot be executed, also where nothing is checked. */
  traps?: boolean;
}

/** Where it is going to run; none of it changes the code. */
export interface ProgramHost {
  /** Bytes that it may have to start with. */
  memoryLimit: number;
  signatureOf: SignatureOf;
  kept?: KeptWork;
}

/** What else is made of the instrumented module. */
export interface Finish {
  /** All that it depends on besides the module and the options of `prepare`. */
  settings: string;
  finish(instrumented: Instrumented, image: ProgramImage): Uint8Array<ArrayBuffer>;
}

/**
 * Where wasi-libc allocates for itself: what other systems put below the stack (arguments, environment), open
 * directories, and the list of exit handlers, which it drops while it runs them.
 */
const STARTUP =
  /^(atexit|at_quick_exit|__cxa_atexit|__main_void|__wasilibc_(initialize|ensure)_environ.*|__wasilibc_populate_preopens|.*register_preopened_fd.*)$/;
/** What the names of main are, as a compiler for WASI mangles them. */
const MAIN = /^(main|__main_argc_argv|__original_main)$/;

/** @throws MalformedModule when it is none that can run here, too */
export function prepare(
  bytes: Uint8Array,
  options: PrepareOptions,
  { memoryLimit, signatureOf, kept = NOTHING_KEPT }: ProgramHost,
  last?: Finish,
): Prepared {
  const module = parseModule(bytes);
  requireValid(bytes);
  const debug = openDebugInfo(bytes);
  const names = readNameSection(bytes);
  const image = readImage(module, {
    global: (index) => names.globals.get(index),
    dataSegment: (index) => names.dataSegments.get(index),
  });
  requireRunnable(module, image, memoryLimit, signatureOf);
  const isProgramCode = (offset: CodeOffset): boolean =>
    debug.isCovered(offset) && !isPrebuiltSource(debug.framesAt(offset).at(-1)!.file);
  const code = kept.code(bytes, JSON.stringify([options, last?.settings]), () => {
    const parts = { module, debug, names, image, isProgramCode };
    const instrumented = instrumentFor(options, parts);
    const { replaced, frameSizes } = instrumented;
    return { bytes: last?.finish(instrumented, image) ?? instrumented.bytes, replaced, frameSizes };
  });
  const imported = module.importedFunctions.length;
  const owners = new Map<number, SiteOwner>();
  for (const [index, name] of names.functions) {
    if (STARTUP.test(name)) owners.set(index - imported, 'startup');
    else if (MAIN.test(name)) owners.set(index - imported, 'program');
  }
  return {
    ...{ module, debug, image, code, isProgramCode, owners },
    hasHeap: code.replaced.includes('malloc'),
    hasNames: names.functions.size > 0,
  };
}

type Parts = Pick<Prepared, 'module' | 'debug' | 'image' | 'isProgramCode'> & { names: NameSection };

function instrumentFor(options: PrepareOptions, { module, debug, names, image, isProgramCode }: Parts): Instrumented {
  const passes = new Set<PassName>(options.check ? ['calls', 'stack', 'check', 'traps', 'roots'] : []);
  if (options.stackDepth > 0 || options.calls) passes.add('calls');
  if (options.clock) passes.add('clock');
  if (options.poll) passes.add('poll');
  if (options.traps) passes.add('traps');
  const mayExit = functionsThatMayExit(module);
  return instrument(module, {
    passes,
    helpers: {
      shadow: options.shadow ?? SHADOW_BASE,
      limit: PROGRAM_LIMIT,
      paged: options.paged,
      cells: options.cells ?? cellsAt(CALL_STACK_BASE, CALL_STACK_SIZE),
      stackPointer: image.stackPointer,
      stackLow: image.stack.start,
      stackDepth: options.stackDepth,
      readOnly: image.readOnly,
    },
    exportsTable: options.handlers,
    functionName: (index) => names.functions.get(index) ?? '',
    isUserCode: isProgramCode,
    // A library's loops are short, or called often enough to be optimised in time.
    polls: (offset) => options.poll === 'everywhere' || !debug.hasLines || isProgramCode(offset),
    isHot: (offset) => !debug.hasLines || isProgramCode(offset),
    // A time limit ends the program anywhere.
    mayBeOnStackAtExit: (index) => options.poll !== false || mayExit.has(index),
  });
}
