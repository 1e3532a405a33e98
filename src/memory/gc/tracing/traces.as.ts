/**
 * Traces: stacks of places, interned to numbers. A trace is its innermost place and the trace of what is outside of it, so
 * that stacks that have a part in common share it. Number 0 is the empty trace.
 *
 *     node    +0 CODE  +4 PLACE in the code  +8 OUTER, a trace  +12 the next node of its bucket  +16 blocks (i64) and
 *             +24 bytes (i64) that were allocated there, +32 blocks and +36 bytes of them that are there now, +40 and +44
 *             the same at a moment that +48 names, all while profiling; node n is the trace n
 *     recent  the first three words and the number, by their hash: most places allocate again at once
 *
 * What a trace had at the highest peak so far is what it has now, unless something there has come or gone since: then that
 * was noted before. So a new peak takes no walk, only another number (`newPeak`).
 *
 * Cost: O(1) expected for a place, a block that comes or goes, a new peak.
 */
import { LARGE_FREE, LARGE_MALLOC, ORIGIN_MASK, TRACE_OVERHEAD } from '../format';

const NODE_BYTES: i32 = 52;
const RECENT_BYTES: i32 = 16;
const BLOCKS: i32 = 16;
const BYTES: i32 = 24;
const BLOCKS_NOW: i32 = 32;
const BYTES_NOW: i32 = 36;
const BLOCKS_AT_PEAK: i32 = 40;
const BYTES_AT_PEAK: i32 = 44;
const PEAK: i32 = 48;
const OUTER: i32 = 8;
const NEXT: i32 = 12;
const FIRST_CAPACITY: i32 = 1024;
const RECENT_LOG: i32 = 10;

let nodes: i32 = 0;
let count: i32 = 0;
let capacity: i32 = 0;
/** A word for each bucket: as many as there is room for nodes. */
let buckets: i32 = 0;
let recent: i32 = 0;

function hash(code: i32, place: i32, outer: i32): i32 {
  const mixed = code * 0x9e3779b1 + place * 0x85ebca77 + outer * 0xc2b2ae3d;
  return mixed ^ (mixed >>> 15);
}

/** The trace of a place in a code within an outer trace. `isNewTrace` says whether this is the first time. 0 without room. */
export function traceOf(code: i32, place: i32, outer: i32): i32 {
  isNewTrace = false;
  const h = hash(code, place, outer);
  const fresh = recent + (h & ((1 << RECENT_LOG) - 1)) * RECENT_BYTES;
  if (load<i32>(fresh) == code && load<i32>(fresh, 4) == place && load<i32>(fresh, OUTER) == outer)
    return load<i32>(fresh, NEXT);
  const trace = find(h, code, place, outer);
  if (trace == 0) return 0;
  store<i32>(fresh, code);
  store<i32>(fresh, place, 4);
  store<i32>(fresh, outer, OUTER);
  store<i32>(fresh, trace, NEXT);
  return trace;
}

export let isNewTrace: bool = false;

function find(h: i32, code: i32, place: i32, outer: i32): i32 {
  for (
    let at = load<i32>(buckets + ((h & (capacity - 1)) << 2));
    at != 0;
    at = load<i32>(nodes + at * NODE_BYTES, NEXT)
  ) {
    const node = nodes + at * NODE_BYTES;
    if (load<i32>(node) == code && load<i32>(node, 4) == place && load<i32>(node, OUTER) == outer) return at;
  }
  if (count == capacity && !grow(capacity << 1)) return 0;
  const node = nodes + count * NODE_BYTES;
  store<i32>(node, code);
  store<i32>(node, place, 4);
  store<i32>(node, outer, OUTER);
  store<i64>(node, 0, BLOCKS);
  store<i64>(node, 0, BYTES);
  memory.fill(node + BLOCKS_NOW, 0, PEAK - BLOCKS_NOW);
  store<i32>(node, peak, PEAK);
  isNewTrace = true;
  link(count, h);
  return count++;
}

function link(trace: i32, h: i32): void {
  const bucket = buckets + ((h & (capacity - 1)) << 2);
  store<i32>(nodes + trace * NODE_BYTES, load<i32>(bucket), NEXT);
  store<i32>(bucket, trace);
}

export function outerTrace(trace: i32): i32 {
  return load<i32>(nodes + trace * NODE_BYTES, OUTER);
}

/** The highest peak so far, by its number. */
let peak: i32 = 0;

export function newPeak(): void {
  peak++;
}

/** What a node has is about to change. */
function keepPeak(node: i32): void {
  if (load<i32>(node, PEAK) == peak) return;
  store<i32>(node, peak, PEAK);
  store<i64>(node, load<i64>(node, BLOCKS_NOW), BLOCKS_AT_PEAK);
}

/** A block goes that came while profiling. */
export function countRelease(trace: i32, bytes: i32): void {
  const node = nodes + trace * NODE_BYTES;
  keepPeak(node);
  store<i32>(node, load<i32>(node, BLOCKS_NOW) - 1, BLOCKS_NOW);
  store<i32>(node, load<i32>(node, BYTES_NOW) - bytes, BYTES_NOW);
}

export function countAllocation(trace: i32, bytes: i32): void {
  const node = nodes + trace * NODE_BYTES;
  keepPeak(node);
  store<i32>(node, load<i32>(node, BLOCKS_NOW) + 1, BLOCKS_NOW);
  store<i32>(node, load<i32>(node, BYTES_NOW) + bytes, BYTES_NOW);
  store<i64>(node, load<i64>(node, BLOCKS) + 1, BLOCKS);
  store<i64>(node, load<i64>(node, BYTES) + bytes, BYTES);
}

/** How many traces there are, the empty one too. */
export function traceCount(): i32 {
  return count;
}

/** What was allocated at a trace while profiling. */
export function blocksOf(trace: i32): f64 {
  return <f64>load<i64>(nodes + trace * NODE_BYTES, BLOCKS);
}

export function bytesOf(trace: i32): f64 {
  return <f64>load<i64>(nodes + trace * NODE_BYTES, BYTES);
}

/** What of it is there now, and was there at the highest peak; unsigned. */
export function blocksNow(trace: i32): i32 {
  return load<i32>(nodes + trace * NODE_BYTES, BLOCKS_NOW);
}

export function bytesNow(trace: i32): i32 {
  return load<i32>(nodes + trace * NODE_BYTES, BYTES_NOW);
}

export function blocksAtPeak(trace: i32): i32 {
  const node = nodes + trace * NODE_BYTES;
  return load<i32>(node, PEAK) == peak ? load<i32>(node, BLOCKS_AT_PEAK) : load<i32>(node, BLOCKS_NOW);
}

export function bytesAtPeak(trace: i32): i32 {
  const node = nodes + trace * NODE_BYTES;
  return load<i32>(node, PEAK) == peak ? load<i32>(node, BYTES_AT_PEAK) : load<i32>(node, BYTES_NOW);
}

/** Before the first trace. False: no room. */
export function startTraces(): bool {
  if (recent == 0) {
    recent = obtain(RECENT_BYTES << RECENT_LOG);
    if (recent == 0) return false;
  }
  memory.fill(recent, 0xff, RECENT_BYTES << RECENT_LOG);
  if (nodes == 0 && !grow(FIRST_CAPACITY)) return false;
  memory.fill(buckets, 0, capacity << 2);
  memory.fill(nodes, 0, NODE_BYTES);
  count = 1;
  peak = 0;
  return true;
}

/** Room for more nodes, all of which are linked again. */
function grow(wanted: i32): bool {
  if (wanted > ORIGIN_MASK) return false;
  const newNodes = obtain(wanted * NODE_BYTES);
  const newBuckets = newNodes == 0 ? 0 : obtain(wanted << 2);
  if (newBuckets == 0) {
    if (newNodes != 0) release(newNodes, wanted * NODE_BYTES);
    return false;
  }
  if (nodes != 0) {
    memory.copy(newNodes, nodes, count * NODE_BYTES);
    release(nodes, capacity * NODE_BYTES);
    release(buckets, capacity << 2);
  }
  nodes = newNodes;
  buckets = newBuckets;
  capacity = wanted;
  memory.fill(buckets, 0, capacity << 2);
  for (let trace = 1; trace < count; trace++) {
    const node = nodes + trace * NODE_BYTES;
    link(trace, hash(load<i32>(node), load<i32>(node, 4), load<i32>(node, OUTER)));
  }
  return true;
}

function obtain(bytes: i32): i32 {
  const block = call_indirect<i32>(load<i32>(LARGE_MALLOC), bytes);
  if (block != 0) store<i32>(TRACE_OVERHEAD, load<i32>(TRACE_OVERHEAD) + bytes);
  return block;
}

function release(block: i32, bytes: i32): void {
  store<i32>(TRACE_OVERHEAD, load<i32>(TRACE_OVERHEAD) - bytes);
  call_indirect<void>(load<i32>(LARGE_FREE), block);
}
