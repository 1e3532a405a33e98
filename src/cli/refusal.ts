/** Why a program could not even begin. */
import { MalformedModule } from '../instrument/binary/reader.js';
import { EXIT } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';

/** @throws the error itself when it is none that a program can cause */
export function refusal(error: unknown, program: string): WorkerAnswer {
  if (error instanceof RangeError && error.message.startsWith('WebAssembly.Memory()'))
    return { status: EXIT.system, message: 'heapglass: the system gives no 4 GiB of address space; see ulimit -v\n' };
  if (!(error instanceof MalformedModule) && !isEngineRefusal(error)) throw error;
  return { status: EXIT.data, message: `heapglass: ${program} cannot run: ${(error as Error).message}\n` };
}

/** The module is well formed for us but not for the engine. */
function isEngineRefusal(error: unknown): boolean {
  return error instanceof Error && (error.name === 'CompileError' || error.name === 'LinkError');
}
