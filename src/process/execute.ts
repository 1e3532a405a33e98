/**
 * Lets the engine run an instrumented program, and finds out how it ended.
 *
 * The program ends by returning from _start, by proc_exit, by an exception of ours (a fatal access, an announced trap, a
 * time limit), or by a trap of the engine's own. Only the last has no exact place; the call stack's end is then the last
 * call made, which for calls through pointers is the very one.
 */
import type { Ending } from '../events/findings.js';
import { MalformedModule } from '../instrument/binary/reader.js';
import { IMPORT_MODULE, MEMORY_IMPORT, STACK_POINTER_EXPORT, START_EXPORT } from '../instrument/instrument.js';
import { WASM_PAGE } from '../memory/layout.js';
import { checkedLayoutImports, checkHooks, leavingOnExit, missingImport, type WordMemory } from './check-imports.js';
import type { Checks } from './checks.js';
import { ProgramStopped } from './endings.js';
import type { HeapView } from './heap-observer.js';
import { NOTHING_KEPT } from './kept-work.js';
import type { Machine } from './machine.js';
import { endingOf } from './report-ending.js';
import type { RunRequest, Timings } from './run.js';
import type { SystemCalls } from './system-calls.js';
import { TimeLimit } from './time-limit.js';

export interface Execution {
  request: RunRequest;
  machine: Machine;
  checks: Checks;
  /** What an observer looks at. */
  heapView: HeapView | undefined;
  lap(name: keyof Timings): void;
}

type Imports = Record<string, Record<string, unknown>>;

export function execute(execution: Execution): Ending {
  const { request, machine, checks, lap } = execution;
  const { kept = NOTHING_KEPT } = request;
  const compiled = kept.compile(checks.prepared.code.bytes);
  const limit = timeLimit(execution);
  const calls = request.systemCalls(
    {
      buffer: machine.buffer,
      access: (address, size, write, via) => checks.monitor.hostAccess(address, size, write, via),
    },
    limit,
  );
  const instance = instantiate(compiled, allImports(compiled, execution, calls, limit));
  kept.started(compiled, instance);
  const exports = instance.exports as Record<string, (() => void) | undefined>;
  checks.frames.pointer = instance.exports[STACK_POINTER_EXPORT] as { value: number } | undefined;
  lap('engineMs');
  request.onStart?.();
  limit.begin();
  try {
    exports[START_EXPORT]?.();
    if (exports._start) exports._start();
    else exports._initialize?.();
    return { how: 'exit', status: 0 };
  } catch (error) {
    return endingOf(error, checks, calls);
  } finally {
    machine.leaving = false;
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

function timeLimit({ request, machine, checks }: Execution): TimeLimit {
  return new TimeLimit(request.now, request.timeout, () => {
    machine.leaving = true;
    throw new ProgramStopped({ how: 'timeout', seconds: request.timeout!, stack: checks.sink.currentStack() });
  });
}

function allImports(compiled: WebAssembly.Module, execution: Execution, calls: SystemCalls, limit: TimeLimit): Imports {
  const { checks, machine } = execution;
  const view = new DataView(machine.buffer);
  const memory: WordMemory = {
    loadWord: (address) => view.getUint32(address, true),
    storeWord: (address, value) => view.setUint32(address, value, true),
  };
  // Without prototypes: a program may ask for any name, such as "constructor".
  const imports: Imports = Object.create(null) as Imports;
  const add = (module: string, functions: object): Record<string, unknown> =>
    (imports[module] = Object.assign(Object.create(null) as Record<string, unknown>, functions));
  add(IMPORT_MODULE, { [MEMORY_IMPORT]: machine.memory, ...hookImports(execution, memory, limit) });
  add('env', checkedLayoutImports(checks, memory));
  for (const [module, functions] of Object.entries(calls.imports)) add(module, leavingOnExit(functions, checks, calls));
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    const known = imports[module] ?? add(module, {});
    known[name] ??= missingImport(checks, module, name);
  }
  return imports;
}

function hookImports(
  { machine, checks, heapView }: Execution,
  memory: WordMemory,
  limit: TimeLimit,
): Record<string, unknown> {
  machine.fuel = limit.fuel;
  return {
    ...checkHooks(checks, memory, heapView?.watch(checks.heap)),
    grow: (pages: number) => {
      const old = machine.grow(pages >>> 0);
      if (old >= 0) checks.shadow.markAddressable(old * WASM_PAGE, (pages >>> 0) * WASM_PAGE);
      return old;
    },
    poll: () => {
      limit.look();
      machine.fuel = limit.fuel;
    },
  };
}
