/** Why a program could not even begin on paged memory. */
import { MemoryRefused } from '../memory/vm/contract.js';
import { NoSwapFile } from '../host/node/swap-file.js';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';
import type { WorkerAnswer } from './in-worker.js';
import { refusal } from './refusal.js';

/** @throws the error itself when it is none that a program or an option can cause */
export function pagedRefusal(error: unknown, program: string): WorkerAnswer {
  if (error instanceof MemoryRefused)
    return { status: EXIT.system, message: `heapglass: ${program} cannot run: ${error.message}\n` };
  if (error instanceof NoSwapFile)
    return { status: EXIT.cannotWrite, message: `heapglass: cannot use the swap file: ${error.message}\n` };
  if (error instanceof Error && 'syscall' in error)
    return { status: EXIT.cannotWrite, message: `heapglass: cannot use the swap file: ${reasonOf(error)}\n` };
  return refusal(error, program);
}
