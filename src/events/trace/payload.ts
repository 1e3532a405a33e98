/** What follows from a trace alone, whatever allocator it meets. */
import type { Bytes } from '../../base/ids.js';
import type { HeapTotals } from '../findings.js';
import { TRACE_OP, type AllocationTrace } from './trace.js';

export interface PayloadPeak {
  /** Highest sum of the sizes of live blocks. */
  bytes: Bytes;
  /** Highest number of live blocks; not necessarily at the same time. */
  blocks: number;
  /** Bytes asked for in all, with each realloc counted in full. */
  asked: Bytes;
  /** Blocks and bytes that are live at the end. */
  leftBlocks: number;
  leftBytes: Bytes;
}

/** One pass over the trace. */
export function peakOf(trace: AllocationTrace): PayloadPeak {
  const { op, id, size } = trace;
  const has = new Uint32Array(trace.ids);
  let [live, bytes, peak, blocks, asked] = [0, 0, 0, 0, 0];
  for (let i = 0; i < op.length; i++) {
    const which = id.get(i);
    const wants = size.get(i);
    const what = op.get(i);
    bytes += wants - has[which]!;
    has[which] = wants;
    asked += wants;
    if (what === TRACE_OP.free) live--;
    else if (what !== TRACE_OP.realloc) live++;
    if (bytes > peak) peak = bytes;
    if (live > blocks) blocks = live;
  }
  return { bytes: peak, blocks, asked, leftBlocks: live, leftBytes: bytes };
}

/** What a checked run would have counted. */
export function totalsOf(trace: AllocationTrace): HeapTotals {
  let moves = 0;
  let frees = 0;
  for (const what of trace.op.view()) {
    if (what === TRACE_OP.free) frees++;
    else if (what === TRACE_OP.realloc) moves++;
  }
  const { bytes, asked, leftBlocks, leftBytes } = peakOf(trace);
  return {
    allocations: trace.ids + moves,
    frees: frees + moves,
    bytesAllocated: asked,
    blocksAtExit: leftBlocks,
    bytesAtExit: leftBytes,
    peakBytes: bytes,
  };
}
