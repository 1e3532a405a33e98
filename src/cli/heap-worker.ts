/** The thread of `heapglass heap`: runs the program, draws its heap, answers with the exit status. */
import { inspectHeap, NoSuchMoment, type HeapInspection, type InspectOptions } from '../api/inspect-heap.js';
import { openKeptWork } from '../host/node/kept-work.js';
import { renderHeap, type HeapFormat } from '../report/heap/render.js';
import { EXIT } from './exit-status.js';
import { writePieces, writing, type OutputFile } from './output.js';
import type { WorkerAnswer } from './in-worker.js';
import { refusal } from './refusal.js';
import { styles } from './styles.js';
import { begun } from './worker-side.js';

export interface HeapRequest extends InspectOptions {
  module: Uint8Array;
  format: HeapFormat;
  /** Where the result goes instead of to stdout. */
  output: OutputFile | undefined;
  colour: boolean;
  width: number;
  all: boolean;
  progressShown: boolean;
}

export async function work(request: HeapRequest): Promise<WorkerAnswer> {
  let inspection: HeapInspection;
  let runs = 0;
  // A second run begins where the first one's output may stand.
  const onStart = (): void => begun(request.progressShown && runs++ === 0);
  try {
    inspection = await inspectHeap(request.module, { ...request, kept: openKeptWork(), onStart });
  } catch (error) {
    if (error instanceof NoSuchMoment) return { status: EXIT.data, message: `heapglass: ${error.message}\n` };
    return refusal(error, request.program);
  }
  const { format, output, colour, width, all } = request;
  const pieces = renderHeap(inspection, format, { width, all, style: styles(colour) });
  return (
    writing(output?.path ?? 'to standard output', () => writePieces(output?.descriptor ?? 1, pieces)) ?? { status: 0 }
  );
}
