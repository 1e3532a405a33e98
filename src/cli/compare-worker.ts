/** The thread that runs a program on several allocators, and prints the table. */
import { compareProgram, NothingToCompare, type CompareOptions } from '../api/compare-program.js';
import type { Comparison } from '../analysis/allocators/comparison.js';
import { openKeptWork } from '../host/node/kept-work.js';
import { TraceTooLarge } from '../memory/replay/replay.js';
import { designsOf, type MallocChoice } from './allocator-options.js';
import { printComparison, type ComparisonRequest } from './comparison-output.js';
import { EXIT } from './exit-status.js';
import type { WorkerAnswer } from './in-worker.js';
import { tell } from './worker-side.js';
import type { OutputFile } from './output.js';
import { refusal } from './refusal.js';

export interface CompareRequest extends Omit<CompareOptions, 'designs' | 'progress'>, ComparisonRequest {
  module: Uint8Array;
  designs: MallocChoice[];
  output: OutputFile;
}

export async function work(request: CompareRequest): Promise<WorkerAnswer> {
  let comparison: Comparison;
  try {
    comparison = await compareProgram(request.module, {
      ...request,
      kept: openKeptWork(),
      designs: designsOf(request.designs),
      progress: (step) => tell({ step }),
    });
  } catch (error) {
    if (error instanceof NothingToCompare || error instanceof TraceTooLarge)
      return { status: EXIT.data, message: `heapglass: cannot compare with ${request.program}: ${error.message}\n` };
    return refusal(error, request.program);
  }
  return printComparison(comparison, request, request.output);
}
