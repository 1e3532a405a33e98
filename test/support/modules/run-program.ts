/**
 * Runs generated programs: as they are, traced, or instrumented on a memory laid out as heapglass lays it out. Every run
 * gives an outcome in words, so that two runs can be compared and a difference read.
 */
import type { WasmModule } from '../../../src/instrument/binary/module.js';
import type { PassName } from '../../../src/instrument/instrument.js';
import { FUEL, STACK_POINTER } from './generate-program.js';
import { BASE_GLOBAL, MEMORY_PAGES, STACK, type Call, type Program } from './program.js';
import { Stopped, type ByteRange, type InstrumentedSetup, type Sandbox } from './sandbox.js';

export interface Outcome {
  /** What each call gave, or how it ended. */
  results: string[];
  /** What the program told the host. */
  notes: string[];
  globals: string[];
  memory: Uint8Array;
}

/** Function calls and loop iterations that one call from outside may spend. */
const CALL_FUEL = 40;

/** An exception of the host's, which a program may catch. */
class HostFailure extends Error {}

type Functions = Record<string, (...args: number[]) => unknown>;

/** What a program imports; `onNote` runs at every note. */
function environment(notes: string[], onNote: () => void): Record<string, unknown> {
  return {
    [BASE_GLOBAL]: 64,
    note: (value: number) => {
      notes.push(String(value));
      onNote();
    },
    twist: (a: number, b: number) => {
      onNote();
      return Math.imul(a, 31) ^ b;
    },
    fail: (value: number) => {
      onNote();
      if (value & 1) throw new HostFailure();
    },
  };
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join(', ');
  if (typeof value === 'function') return 'function';
  return Object.is(value, -0) ? '-0' : String(value);
}

const TRAP_WORDS: readonly (readonly [RegExp, string])[] = [
  [/unreachable/, 'unreachable'],
  [/by zero/, 'integer divide by zero'],
  [/unrepresentable/, 'integer overflow'],
];

export const OUT_OF_BOUNDS = 'trap: memory access out of bounds';

function describeEnding(error: unknown): string {
  if (error instanceof HostFailure) return 'host failure';
  if (error instanceof Stopped) return `trap: ${error.message}`;
  if (error instanceof WebAssembly.RuntimeError) {
    const known = TRAP_WORDS.find(([pattern]) => pattern.test(error.message));
    return `trap: ${known?.[1] ?? error.message}`;
  }
  if ((error as object).constructor.name === 'Exception') return 'exception';
  throw error;
}

interface Instance {
  exports: Record<string, unknown>;
  memory(): Uint8Array;
  afterCall?(): void;
}

function perform(program: Program, calls: readonly Call[], instance: Instance, notes: string[]): Outcome {
  const { exports } = instance;
  const global = (index: number): { value: unknown } => exports[`g${index}`] as { value: unknown };
  const results = calls.map(({ callee, arguments: args }) => {
    global(FUEL).value = CALL_FUEL;
    global(STACK_POINTER).value = STACK.end;
    try {
      return show((exports[`f${callee}`] as (...a: unknown[]) => unknown)(...args));
    } catch (error) {
      return describeEnding(error);
    } finally {
      instance.afterCall?.();
    }
  });
  const globals = program.exportedGlobals.map((index) => `${index}: ${show(global(index).value)}`);
  return { results, notes, globals, memory: instance.memory() };
}

export interface PlainRun {
  calls?: readonly Call[];
  /** Called at every note. */
  onNote?(): void;
  /** Imports of the traced form; they get at the instance by `exports`. */
  trace?(exports: () => Record<string, unknown>): Functions;
}

/** Run a module as it is. */
export function runPlain(program: Program, bytes: Uint8Array<ArrayBuffer>, run: PlainRun = {}): Outcome {
  const notes: string[] = [];
  const env = environment(notes, run.onNote ?? (() => {}));
  if (program.importsMemory) {
    env.memory = new WebAssembly.Memory({ initial: MEMORY_PAGES.min, maximum: MEMORY_PAGES.max });
  }
  let exports: Record<string, unknown> = {};
  const imports = { env, trace: run.trace?.(() => exports) ?? {} };
  exports = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports;
  const memory = exports.memory as WebAssembly.Memory;
  return perform(program, run.calls ?? program.calls, { exports, memory: () => new Uint8Array(memory.buffer) }, notes);
}

export interface InstrumentedRun {
  passes: ReadonlySet<PassName>;
  calls?: readonly Call[];
  /** Bytes that the program may not touch. */
  unaddressable?: readonly ByteRange[];
  readOnly?: ByteRange;
  /** Called at every note with the call stack, outermost entry first. */
  onNote?(callStack: number[]): void;
  /** The program's memory is somewhere else than in the sandbox. */
  elsewhere?: Pick<InstrumentedSetup, 'transform' | 'hooks' | 'paged'> & { program(): Uint8Array };
  /** What stands between the program and whoever calls it or is called. */
  between?: {
    imports(functions: Record<string, unknown>): Record<string, unknown>;
    exports(functions: Record<string, unknown>): Record<string, unknown>;
  };
}

/** Run it in a sandbox, which then knows what the hooks have reported. */
export function runInstrumented(sandbox: Sandbox, program: Program, module: WasmModule, run: InstrumentedRun): Outcome {
  const notes: string[] = [];
  const env = environment(notes, () => run.onNote?.(sandbox.callStack));
  const exports = sandbox.instantiate(module, {
    passes: run.passes,
    imports: { env: run.between?.imports(env) ?? env },
    stackPointer: STACK_POINTER,
    stackLow: STACK.start,
    readOnly: run.readOnly,
    paged: run.elsewhere?.paged,
    transform: run.elsewhere?.transform,
    hooks: run.elsewhere?.hooks,
  });
  for (const { start, end } of run.unaddressable ?? []) sandbox.shadow.markUnaddressable(start, end - start);
  const instance = {
    exports: run.between?.exports(exports) ?? exports,
    memory: () => run.elsewhere?.program() ?? sandbox.program,
    afterCall: () => sandbox.recover(),
  };
  return perform(program, run.calls ?? program.calls, instance, notes);
}
