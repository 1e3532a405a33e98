/**
 * How a checked program that does not return has ended, with the findings that belong to that: traps, a stack that is used
 * up, a heap that nobody can go on with.
 */
import type { Ending, TrapKind } from '../events/findings.js';
import { firstInstruction } from '../instrument/rewrite/instructions.js';
import type { HeapCorrupted } from '../memory/alloc/heap-corrupted.js';
import type { Checks } from './checks.js';
import { classifyTrap, isEngineStackOverflow, ProgramStopped, signalOf, UNCAUGHT } from './endings.js';
import { explainIndirectCall } from './indirect-target.js';
import type { SystemCalls } from './system-calls.js';

/** How a program has ended that an exception has unwound, which is a finding when it is a trap. @throws what is neither */
export function endingOf(error: unknown, checks: Checks, calls: SystemCalls): Ending {
  const status = calls.exitStatus(error);
  if (status !== undefined) return { how: 'exit', status };
  if (error instanceof ProgramStopped) return error.ending;
  if (isEngineStackOverflow(error)) {
    reportStackOverflow(checks, checks.frames.stackPointer);
    return { how: 'stopped', signal: 'SIGSEGV' };
  }
  if (isWasmException(error)) return reportTrap(checks, 'uncaught exception', UNCAUGHT);
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  const trap = classifyTrap(error.message);
  return INDIRECT.has(trap) ? reportIndirectCall(checks, trap) : reportTrap(checks, trap, error.message);
}

const INDIRECT: ReadonlySet<TrapKind> = new Set([
  'indirect call to null',
  'indirect call to the wrong type',
  'table index out of bounds',
]);

function reportIndirectCall(checks: Checks, engine: TrapKind): Ending {
  const { module, debug } = checks.prepared;
  const { trap, message } = explainIndirectCall(module, engine, checks.machine.indirectTarget, (index) => {
    const body = module.code[index - module.importedFunctions.length];
    return body === undefined
      ? 'a function of the system'
      : debug.framesAt(firstInstruction(module, body) - module.codeStart).at(-1)!.function;
  });
  return reportTrap(checks, trap, message);
}

/** A WebAssembly.Exception: something that the program threw. */
export function isWasmException(error: unknown): boolean {
  return error !== null && typeof error === 'object' && error.constructor.name === 'Exception';
}

export function reportStackOverflow({ machine, sink }: Checks, address: number): void {
  const { stack } = machine.image;
  sink.report({
    kind: 'StackOverflow',
    stack: sink.currentStack(),
    address: address >>> 0,
    stackSize: stack.end - stack.start,
    depth: machine.callStackEnd - machine.callStackFirst,
  });
}

/** operator new found no memory, and heapglass cannot throw for it. */
export function stopWithoutMemory(checks: Checks, size: number): never {
  const message = `operator new found no memory for ${size} bytes (std::bad_alloc)`;
  const ending = reportTrap(checks, 'uncaught exception', message);
  checks.machine.leaving = true;
  throw new ProgramStopped(ending);
}

/** The allocator cannot go on, and the program is stopped as glibc stops it. */
export function stopCorrupted({ sink, damage, machine }: Checks, error: HeapCorrupted): never {
  machine.leaving = true;
  sink.report({ kind: 'HeapCorrupted', stack: sink.currentStack(), ...damage.explain(error) });
  throw new ProgramStopped({ how: 'stopped', signal: 'SIGABRT' });
}

/** How wasm-ld names what stands for a function that may be missing, such as main. */
const UNDEFINED_WEAK = 'undefined_weak:';

/** Report a trap with the stack as it is, and say how the program ended. */
export function reportTrap({ machine, sink, prepared }: Checks, trap: TrapKind, message: string): Ending {
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
