/** Runs a Python program from its text to its exit status, as `python3 FILE` does. */
import type { Address } from '../../base/ids.js';
import { FIRST_LINE } from '../format/frames.js';
import { BUILTINS, DEPTH_LEFT, FRAME, HANDLED_BOTTOM, HANDLED_TOP, NONE, SP, STACK } from '../format/memory-map.js';
import { KEYBOARD_INTERRUPT, RECURSION_ERROR, SYSTEM_EXIT } from '../format/types.js';
import { ExceptionPrinter } from '../errors/print-exception.js';
import { Importer } from '../imports/importer.js';
import { emptyModule, makeModule, moduleDict, setAttributes } from '../modules/make-module.js';
import { warnIfUnclosed } from '../modules/io/unclosed.js';
import { MODULES } from '../modules/modules.js';
import { provideSpec } from '../modules/small/module-specs.js';
import { BUILTINS_MODULE } from '../modules/builtins/definition.js';
import { keepHooks, SYS_MODULE } from '../modules/sys/definition.js';
import { openRuntime } from '../runtime/open.js';
import { isEngineStackOverflow, PythonError } from '../runtime/python-error.js';
import type { Compiler } from '../runtime/compiler.js';
import type { Runtime, RuntimeOptions } from '../runtime/runtime.js';
import { openStandardStreams } from './standard-streams.js';
import { startHeap } from './starting-heap.js';
import { UnraisableErrors } from './unraisable.js';
import { abandon, finalize, LAST_ERROR } from './finalize.js';
import { ProgramEnd } from './program-end.js';

/** CPython's status for a program that an exception has ended. */
const FAILED = 1;
/** As a shell tells of a program that SIGINT has ended, which CPython then sends itself. */
const INTERRUPTED = 130;

export interface Interpreter {
  readonly rt: Runtime;
  /** sys.modules. */
  readonly modules: Address;
  /** What builtins has before the program: its keys. */
  readonly builtinNames: ReadonlySet<Address>;
}

/** A runtime in which programs can run: modules, import, streams. */
export function openInterpreter(options: RuntimeOptions, compilerOf: (rt: Runtime) => Compiler): Interpreter {
  const rt = openRuntime(options);
  const modules = rt.hold(rt.dict());
  rt.exceptions = new ExceptionPrinter(rt);
  rt.compiler = compilerOf(rt);
  rt.importer = new Importer(rt, rt.compiler, modules, MODULES);
  const unraisable = new UnraisableErrors(rt);
  rt.hooks.fileLost = (file) => warnIfUnclosed(rt, file);
  rt.hooks.unraisable = (object, message) => unraisable.show(object, message);
  rt.hooks.provideSpec = (module, name) => provideSpec(rt, module, name);
  rt.hooks.lineOf = (code, site) => rt.compiler.position(code, site)?.line ?? rt.views.word(code + FIRST_LINE);
  const builtins = makeModule(rt, BUILTINS_MODULE);
  rt.views.setWord(BUILTINS, moduleDict(rt, builtins));
  rt.incref(moduleDict(rt, builtins));
  rt.dictSet(modules, rt.name('builtins'), builtins);
  const sys = makeModule(rt, SYS_MODULE);
  rt.sysDict = rt.hold(moduleDict(rt, sys));
  setAttributes(rt, sys, { modules });
  rt.dictSet(modules, rt.name('sys'), sys);
  keepHooks(rt);
  setAttributes(rt, sys, {
    builtin_module_names: rt.tuple(MODULES.map(({ name }) => rt.string(name)).concat(rt.string('sys'))),
  });
  openStandardStreams(rt);
  // What is there before the program is old, and no part of its own counts.
  rt.kernel.freeze();
  rt.kernel.unfreeze();
  return { rt, modules, builtinNames: new Set(rt.items(moduleDict(rt, builtins))) };
}

/**
 * Runs a program as the module __main__.
 * @returns its exit status
 */
export function runProgram(interpreter: Interpreter, source: Uint8Array, fileName: string): number {
  try {
    return runMain(interpreter, source, fileName);
  } catch (problem) {
    if (!(problem instanceof ProgramEnd)) throw problem;
    abandon(interpreter.rt);
    return problem.status;
  }
}

function runMain({ rt, modules, builtinNames }: Interpreter, source: Uint8Array, fileName: string): number {
  let status = 0;
  rt.pooled(() => {
    const main = emptyModule(rt, '__main__');
    rt.dictSet(modules, rt.name('__main__'), main);
    const dict = moduleDict(rt, main);
    setAttributes(rt, main, {
      __annotations__: rt.dict(),
      __builtins__: rt.dictGet(modules, rt.name('builtins')),
      __file__: rt.string(fileName),
      __cached__: NONE,
    });
    try {
      const code = rt.compiler.compile(source, fileName, 'exec', { keepsConstants: true });
      startHeap(rt);
      executeMain(rt, code, dict);
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      status = endedBy(rt);
    }
    return 0;
  });
  return finalize(rt, modules, builtinNames) ? status : status || 120;
}

function executeMain(rt: Runtime, code: Address, dict: Address): void {
  try {
    rt.compiler.execute(code, dict, dict);
  } catch (problem) {
    if (!isEngineStackOverflow(problem)) throw problem;
    leaveAllFrames(rt);
    rt.raise(RECURSION_ERROR, 'maximum recursion depth exceeded');
  }
}

/** The engine has dropped every call there was. What their frames hold stays, and no handler of the program hears of it. */
function leaveAllFrames(rt: Runtime): void {
  const { views } = rt;
  views.setWord(FRAME, 0);
  views.setWord(SP, STACK);
  views.setWord(HANDLED_TOP, HANDLED_BOTTOM);
  views.setWord(DEPTH_LEFT, rt.recursionLimit);
  rt.clearPending();
}

/** The status of a program that the pending exception ends, which is printed unless it is SystemExit. */
function endedBy(rt: Runtime): number {
  const exception = rt.pending();
  rt.incref(exception);
  rt.keep(exception);
  rt.clearPending();
  if (rt.kernel.isSubtype(rt.typeOf(exception), SYSTEM_EXIT) !== 0) return exitStatus(rt, exception);
  const hook = rt.sysAttribute('excepthook');
  const details = [rt.typeOf(exception), exception, rt.optionalAttribute(exception, '__traceback__') || NONE];
  // They keep what the program's frames hold until its end.
  LAST_ERROR.forEach((name, at) => rt.dictSet(rt.sysDict, rt.name(name), details[at]));
  flushOutput(rt);
  try {
    if (hook === 0) rt.writeError(rt.exceptions.text(exception));
    else rt.call(hook, details);
  } catch (problem) {
    if (!(problem instanceof PythonError)) throw problem;
    rt.clearPending();
    rt.writeError(rt.exceptions.text(exception));
  }
  return rt.isInstance(exception, KEYBOARD_INTERRUPT) ? INTERRUPTED : FAILED;
}

/** What the program has written comes before what is said about its end. */
function flushOutput(rt: Runtime): void {
  const out = rt.sysAttribute('stdout');
  if (out !== 0 && out !== NONE) rt.catchingAny(() => rt.call(rt.attribute(out, 'flush')));
}

function exitStatus(rt: Runtime, exception: Address): number {
  const code = rt.optionalAttribute(exception, 'code');
  if (code === 0 || code === NONE) return 0;
  if (rt.isInt(code)) return Number(BigInt.asUintN(8, rt.bigInt(code)));
  flushOutput(rt);
  rt.writeError(`${rt.text(rt.str(code))}\n`);
  return FAILED;
}
