/**
 * Plays a trace on an allocator one operation at a time, and knows where its blocks lie. A call that finds no memory is
 * counted; what the trace does with its block later is passed over, and a block that could not grow keeps its size.
 *
 * Cost: the allocator's, and O(1).
 */
import type { Address, Bytes } from '../../base/ids.js';
import { TRACE_OP, type AllocationTrace } from '../../events/trace/trace.js';
import type { Allocator } from '../alloc/contract.js';

export class TracePlayer {
  readonly trace: AllocationTrace;
  readonly allocator: Allocator;
  /** By id; 0 while it does not live. */
  readonly addresses: Uint32Array;
  /** By id: what it has been given. 0 while it does not live. */
  readonly sizes: Uint32Array;
  /** Sum of the sizes of live blocks. */
  payload: Bytes = 0;
  liveBlocks = 0;
  failures = 0;
  /** Number of the operation, from 1; 0 while there is none. */
  firstFailure = 0;

  constructor(trace: AllocationTrace, allocator: Allocator) {
    this.trace = trace;
    this.allocator = allocator;
    this.addresses = new Uint32Array(trace.ids);
    this.sizes = new Uint32Array(trace.ids);
  }

  /** Row `i` of the trace. Returns the block that it made or changed, 0 where it freed or failed. */
  play(i: number): Address {
    const { trace, allocator } = this;
    const id = trace.id.get(i);
    const size = trace.size.get(i);
    const old = this.addresses[id]!;
    switch (trace.op.get(i)) {
      case TRACE_OP.free:
        if (old !== 0) this.#free(id, old);
        return 0;
      case TRACE_OP.realloc:
        return old === 0 ? 0 : this.#moved(i, id, allocator.realloc(old, Math.max(size, 1)) >>> 0, size);
      case TRACE_OP.memalign:
        return this.#born(i, id, allocator.memalign(trace.alignment.get(i), size) >>> 0, size);
      default:
        return this.#born(i, id, allocator.malloc(size) >>> 0, size);
    }
  }

  #free(id: number, address: Address): void {
    this.allocator.free(address);
    this.payload -= this.sizes[id]!;
    this.liveBlocks--;
    this.addresses[id] = 0;
    this.sizes[id] = 0;
  }

  #born(i: number, id: number, address: Address, size: Bytes): Address {
    if (address === 0) return this.#failed(i);
    this.liveBlocks++;
    return this.#lies(id, address, size);
  }

  #moved(i: number, id: number, address: Address, size: Bytes): Address {
    return address === 0 ? this.#failed(i) : this.#lies(id, address, size);
  }

  #lies(id: number, address: Address, size: Bytes): Address {
    this.payload += size - this.sizes[id]!;
    this.addresses[id] = address;
    this.sizes[id] = size;
    return address;
  }

  #failed(i: number): 0 {
    this.failures++;
    if (this.firstFailure === 0) this.firstFailure = i + 1;
    return 0;
  }
}
