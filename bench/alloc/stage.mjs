/**
 * What all contenders have in common: the memory that heapglass's allocators work in, with room for the rows and addresses of
 * any of the workloads, and the workload that is on.
 */
import { peakOf } from '../../dist/events/trace/payload.js';
import { ADDRESS_BYTES, ROW_BYTES } from '../../dist/memory/replay/format.js';
import { HeapSpace } from '../../dist/memory/replay/heap-space.js';
import { loadTrace } from '../../dist/memory/replay/replay-kernel.js';

export class Stage {
  /** @param {{ trace: import('../../dist/events/trace/trace.js').AllocationTrace }[]} workloads */
  constructor(workloads) {
    const most = (of) => Math.max(...workloads.map(({ trace }) => of(trace)));
    const ids = most((trace) => trace.ids);
    /** Bytes from the first row to the first address. */
    this.rowsBytes = most((trace) => trace.op.length) * ROW_BYTES;
    this.reserved = this.rowsBytes + ids * ADDRESS_BYTES;
    this.space = new HeapSpace(
      this.reserved,
      most((trace) => peakOf(trace).asked),
    );
    this.rowsAt = this.space.reserved;
    this.addressesAt = this.rowsAt + this.rowsBytes;
    /** Addresses by id, where JavaScript makes the calls. */
    this.blocks = new Uint32Array(ids);
    /** Bytes that any allocator can do with. */
    this.plenty =
      2 ** Math.ceil(Math.log2(2 ** 20 + most((trace) => 4 * peakOf(trace).bytes + 64 * peakOf(trace).blocks)));
  }

  enter({ trace }) {
    const { rows, addresses } = loadTrace(trace, this.space);
    /** The rows of the workload that is on, as src/memory/replay/format.ts draws them. */
    this.rows = new Uint32Array(this.space.memory.buffer.slice(rows, addresses));
    this.ids = trace.ids;
    this.peak = peakOf(trace);
  }
}
