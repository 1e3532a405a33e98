/**
 * Lets the engine run an instrumented program, and finds out how it ended.
 *
 * The program ends by returning from _start, by proc_exit, by an exception of ours (a fatal access, an announced trap, a
 * time limit), or by a trap of the engine's own. Only the last has no exact place; the call stack's end is then the last
 * call made, which for calls through pointers is the very one.
 */
import type { Ending, TrapKind } from '../events/findings.js';
import { MalformedModule } from '../instrument/binary/reader.js';
import { IMPORT_MODULE, MEMORY_IMPORT, STACK_POINTER_EXPORT, START_EXPORT } from '../instrument/instrument.js';
import { RANGE_ROLES, TRAPS } from '../instrument/runtime/host-imports.js';
import type { HeapCorrupted } from '../memory/alloc/heap-corrupted.js';
import { WASM_PAGE } from '../memory/layout.js';
import { allocationImports } from './allocation-imports.js';
import { explainIndirectCall } from './indirect-target.js';
import { classifyTrap, isEngineStackOverflow, ProgramStopped, signalOf } from './endings.js';
import { layoutImports } from './layout-imports.js';
import type { Prepared } from './prepare.js';
import type { Parts, RunRequest, Timings } from './run.js';
import type { SystemCalls } from './system-calls.js';
import { TimeLimit } from './time-limit.js';

export interface Execution {
  request: RunRequest;
  prepared: Prepared;
  parts: Parts;
  lap(name: keyof Timings): void;
}

type Imports = Record<string, Record<string, unknown>>;

export function execute(execution: Execution): Ending {
  const { prepared, parts, lap } = execution;
  const { request } = execution;
  const compiled = new WebAssembly.Module(prepared.instrumented.bytes);
  const limit = timeLimit(execution);
  const calls = request.systemCalls(
    {
      buffer: parts.machine.buffer,
      access: (address, size, write, via) => parts.monitor.hostAccess(address, size, write, via),
    },
    limit,
  );
  const instance = instantiate(compiled, allImports(compiled, execution, calls, limit));
  const exports = instance.exports as Record<string, (() => void) | undefined>;
  parts.frames.pointer = instance.exports[STACK_POINTER_EXPORT] as { value: number } | undefined;
  lap('engineMs');
  request.onStart?.();
  limit.begin();
  try {
    exports[START_EXPORT]?.();
    if (exports._start) exports._start();
    else exports._initialize?.();
    return { how: 'exit', status: 0 };
  } catch (error) {
    return endingOf(error, execution, calls);
  } finally {
    parts.machine.leaving = false;
    calls.end();
  }
}

/** @throws MalformedModule when the engine finds only now that a table is too small or too large. */
function instantiate(compiled: WebAssembly.Module, imports: Imports): WebAssembly.Instance {
  try {
    return new WebAssembly.Instance(compiled, imports);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    throw new MalformedModule(error.message.replace(/^WebAssembly\.Instance\(\): /, ''), 0);
  }
}

function endingOf(error: unknown, execution: Execution, calls: SystemCalls): Ending {
  const status = calls.exitStatus(error);
  if (status !== undefined) return { how: 'exit', status };
  if (error instanceof ProgramStopped) return error.ending;
  if (isEngineStackOverflow(error)) {
    reportStackOverflow(execution.parts, execution.parts.frames.stackPointer);
    return { how: 'stopped', signal: 'SIGSEGV' };
  }
  if (isWasmException(error)) {
    return reportTrap(execution, 'uncaught exception', 'an exception was thrown and not caught');
  }
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  const trap = classifyTrap(error.message);
  return INDIRECT.has(trap) ? reportIndirectCall(execution, trap) : reportTrap(execution, trap, error.message);
}

const INDIRECT: ReadonlySet<TrapKind> = new Set([
  'indirect call to null',
  'indirect call to the wrong type',
  'table index out of bounds',
]);

function reportIndirectCall(execution: Execution, engine: TrapKind): Ending {
  const { module, debug } = execution.prepared;
  const { trap, message } = explainIndirectCall(module, engine, execution.parts.machine.indirectTarget, (index) => {
    const body = module.code[index - module.importedFunctions.length];
    return body === undefined
      ? 'a function of the system'
      : debug.framesAt(body.start - module.codeStart).at(-1)!.function;
  });
  return reportTrap(execution, trap, message);
}

/** A WebAssembly.Exception: something that the program threw and did not catch. */
function isWasmException(error: unknown): boolean {
  return error !== null && typeof error === 'object' && error.constructor.name === 'Exception';
}

function reportStackOverflow(parts: Parts, address: number): void {
  const { machine, sink } = parts;
  const { stack } = machine.image;
  sink.report({
    kind: 'StackOverflow',
    stack: sink.currentStack(),
    address: address >>> 0,
    stackSize: stack.end - stack.start,
    depth: machine.callStackEnd - machine.callStackFirst,
  });
}

/** What a trap is explained from. */
type Place = Pick<Execution, 'parts' | 'prepared'>;

/** operator new found no memory, and heapglass cannot throw for it. */
export function stopWithoutMemory(place: Place, size: number): never {
  const message = `operator new found no memory for ${size} bytes (std::bad_alloc)`;
  const ending = reportTrap(place, 'uncaught exception', message);
  place.parts.machine.leaving = true;
  throw new ProgramStopped(ending);
}

/** The allocator cannot go on, and the program is stopped as glibc stops it. */
export function stopCorrupted({ sink, damage, machine }: Parts, error: HeapCorrupted): never {
  machine.leaving = true;
  sink.report({ kind: 'HeapCorrupted', stack: sink.currentStack(), ...damage.explain(error) });
  throw new ProgramStopped({ how: 'stopped', signal: 'SIGABRT' });
}

/** How wasm-ld names what stands for a function that may be missing, such as main. */
const UNDEFINED_WEAK = 'undefined_weak:';

/** Report a trap with the stack as it is, and say how the program ended. */
function reportTrap({ parts, prepared }: Place, trap: TrapKind, message: string): Ending {
  const { machine, sink } = parts;
  const site = machine.callStackWords[machine.callStackEnd - 1];
  let kind = trap;
  if (kind === 'unreachable') {
    const name = prepared.debug.framesAt(site)[0].function;
    if (name === 'abort') kind = 'abort';
    else if (name.startsWith('signature_mismatch:')) kind = 'unsupported call';
    else if (name.startsWith(UNDEFINED_WEAK)) {
      kind = 'unsupported call';
      message = `the program calls ${name.slice(UNDEFINED_WEAK.length)}, which is defined nowhere`;
    }
  }
  sink.report({ kind: 'Trap', trap: kind, message, stack: sink.currentStack() });
  return { how: 'stopped', signal: signalOf(kind) };
}

function timeLimit({ request, parts }: Execution): TimeLimit {
  const { machine, sink } = parts;
  return new TimeLimit(request.now, request.timeout, () => {
    machine.leaving = true;
    throw new ProgramStopped({ how: 'timeout', seconds: request.timeout!, stack: sink.currentStack() });
  });
}

function allImports(compiled: WebAssembly.Module, execution: Execution, calls: SystemCalls, limit: TimeLimit): Imports {
  const { parts } = execution;
  const view = new DataView(parts.machine.buffer);
  const layout = layoutImports(
    parts.shadow,
    parts.layout,
    parts.arrays,
    () => parts.machine.callStackWords[parts.machine.callStackEnd - 1],
    (address) => (parts.monitor.hostAccess(address, 4, false, 'delete[]') ? view.getUint32(address, true) : 0),
  );
  // Without prototypes: a program may ask for any name, such as "constructor".
  const imports: Imports = Object.create(null) as Imports;
  const add = (module: string, functions: object): Record<string, unknown> =>
    (imports[module] = Object.assign(Object.create(null) as Record<string, unknown>, functions));
  add(IMPORT_MODULE, { [MEMORY_IMPORT]: parts.machine.memory, ...hookImports(execution, limit) });
  add('env', layout);
  for (const [module, functions] of Object.entries(calls.imports)) {
    const leaving = Object.entries(functions).map(([name, call]) => [
      name,
      leavingOnExit(call as (...a: unknown[]) => unknown, execution, calls),
    ]);
    add(module, Object.fromEntries(leaving) as object);
  }
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    const known = imports[module] ?? add(module, {});
    known[name] ??= missingImport(execution, module, name);
  }
  return imports;
}

/** A call that ends the program: from then on unwound frames hand over their locals. */
function leavingOnExit(
  call: (...args: unknown[]) => unknown,
  { parts }: Execution,
  calls: SystemCalls,
): (...args: unknown[]) => unknown {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (calls.exitStatus(error) !== undefined) parts.machine.leaving = true;
      throw error;
    }
  };
}

function missingImport(execution: Execution, module: string, name: string): () => never {
  return () => {
    const thrown = name === '__cxa_throw' || name === '__cxa_allocate_exception' || name.startsWith('_Unwind_');
    const ending = thrown
      ? reportTrap(
          execution,
          'uncaught exception',
          'the program throws a C++ exception, which heapglass cannot run yet',
        )
      : reportTrap(execution, 'unsupported call', `the program calls ${module}.${name}, which heapglass does not have`);
    execution.parts.machine.leaving = true;
    throw new ProgramStopped(ending);
  };
}

function hookImports(execution: Execution, limit: TimeLimit): Record<string, unknown> {
  const { parts } = execution;
  const { machine, monitor, sink, heap } = parts;
  const view = new DataView(machine.buffer);
  const stop = (ending: Ending): never => {
    machine.leaving = true;
    throw new ProgramStopped(ending);
  };
  machine.fuel = limit.fuel;
  return {
    miss: (address: number, size: number, write: number) => monitor.miss(address >>> 0, size, write !== 0),
    missRange: (address: number, size: number, role: number) => monitor.missRange(address >>> 0, size >>> 0, role),
    overlap: (destination: number, source: number, size: number, role: number) =>
      sink.report({
        kind: 'Overlap',
        stack: sink.currentStack(),
        routine: RANGE_ROLES[role].operation,
        destination: destination >>> 0,
        source: source >>> 0,
        size: size >>> 0,
      }),
    stackOverflow: (pointer: number) => {
      reportStackOverflow(parts, pointer);
      stop({ how: 'stopped', signal: 'SIGSEGV' });
    },
    trap: (index: number) => stop(reportTrap(execution, TRAPS[index], TRAPS[index])),
    grow: (pages: number) => {
      const old = machine.grow(pages >>> 0);
      if (old >= 0) parts.shadow.markAddressable(old * WASM_PAGE, (pages >>> 0) * WASM_PAGE);
      return old;
    },
    poll: () => {
      limit.look();
      machine.fuel = limit.fuel;
    },
    internStack: (set: number, low: number, high: number) => parts.stacks.enter(set, low, high),
    ...allocationImports({
      heap: parts.heapView?.watch(heap) ?? heap,
      storeWord: (address, value, via) => {
        if (monitor.hostAccess(address, 4, true, via)) view.setUint32(address, value, true);
      },
      setErrno: (value) => machine.setErrno(value),
    }),
  };
}
