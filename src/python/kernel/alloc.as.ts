/** New objects, and their blocks back. The only callers of the heap. */
import { fillBytes } from './bytes.as';
import { COLLECTOR, COUNT, CYCLE_HEAD, CYCLIC, HEAP_TYPE, TYPE, TYPE_FLAGS } from '../../memory/gc/format';
import { allocObject, freeBlock } from '../../memory/gc/heap.as';
import { POLL } from '../format/memory-map';
import { PREFIX_BYTES } from '../format/types';
import { noMemory } from './errors.as';

export { allocBlock, allocBlockOf, freeBlock, resizeBlock } from '../../memory/gc/heap.as';

/** How many cyclic objects were made since the last collection, less those that died, and how many may be. */
export const YOUNG_COUNT: i32 = COLLECTOR;
export const YOUNG_THRESHOLD: i32 = COLLECTOR + 4;
/** In POLL: a collection is due. */
export const COLLECTION_DUE: i32 = 1;

/**
 * An object of a type whose instances are in no cycles, with a count of 1; or 0 and MemoryError. Of a class that derives
 * from such a type: what the class adds to it is there, too.
 */
export function newObject(type: i32, bytes: i32): i32 {
  return (load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) != 0 ? newOfClass(type, bytes) : newStatic(type, bytes);
}

/** The same of a type of the runtime's own, which is known where it is called. */
export function newStatic(type: i32, bytes: i32): i32 {
  const p = allocObject(bytes, 0);
  if (p == 0) return noMemory();
  store<i32>(p, 1, COUNT);
  store<i32>(p, type, TYPE);
  return p;
}

/** The same with a head for cycles. `bytes` are without it. The object is not tracked yet. */
export function newCyclic(type: i32, bytes: i32): i32 {
  if ((load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) != 0) return newOfClass(type, bytes);
  const block = allocObject(bytes + CYCLE_HEAD, CYCLE_HEAD);
  if (block == 0) return noMemory();
  countYoung();
  store<i64>(block, 0);
  const p = block + CYCLE_HEAD;
  store<i32>(p, 1, COUNT);
  store<i32>(p, type, TYPE);
  return p;
}

/** Instances of classes have more in front (types.ts, PREFIX_BYTES), and may have a head where those of the base have none. */
function newOfClass(type: i32, bytes: i32): i32 {
  const flags = load<i32>(type, TYPE_FLAGS);
  const front = (flags & CYCLIC) != 0 ? load<i32>(type, PREFIX_BYTES) + CYCLE_HEAD : 0;
  const block = allocObject(bytes + front, front);
  if (block == 0) return noMemory();
  fillBytes(block, 0, front);
  const p = block + front;
  store<i32>(p, 1, COUNT);
  store<i32>(p, type, TYPE);
  store<i32>(type, load<i32>(type) + 1);
  if (front == 0) return p;
  countYoung();
  return p;
}

function countYoung(): void {
  const young = load<i32>(YOUNG_COUNT) + 1;
  store<i32>(YOUNG_COUNT, young);
  if (young > load<i32>(YOUNG_THRESHOLD)) store<i32>(POLL, load<i32>(POLL) | COLLECTION_DUE);
}

function forgetYoung(): void {
  const young = load<i32>(YOUNG_COUNT);
  if (young > 0) store<i32>(YOUNG_COUNT, young - 1);
}

/** Gives the block of an object back whose fields are released. Whoever holds a count of its type releases that. */
export function freeObject(p: i32, bytes: i32): void {
  if ((load<i32>(load<i32>(p, TYPE), TYPE_FLAGS) & HEAP_TYPE) != 0) return freeOfClass(p, bytes);
  freeBlock(p, bytes);
}

/** The same for one with a head for cycles, which is not tracked any more. */
export function freeCyclic(p: i32, bytes: i32): void {
  if ((load<i32>(load<i32>(p, TYPE), TYPE_FLAGS) & HEAP_TYPE) != 0) return freeOfClass(p, bytes);
  forgetYoung();
  freeBlock(p - CYCLE_HEAD, bytes + CYCLE_HEAD);
}

/** An object of any type: with a head only if instances of the type have one. */
export function newOf(type: i32, bytes: i32): i32 {
  return (load<i32>(type, TYPE_FLAGS) & CYCLIC) != 0 ? newCyclic(type, bytes) : newObject(type, bytes);
}

/** Gives the block of one back, which is not tracked. */
export function freeOf(p: i32, bytes: i32): void {
  if ((load<i32>(load<i32>(p, TYPE), TYPE_FLAGS) & CYCLIC) != 0) freeCyclic(p, bytes);
  else freeObject(p, bytes);
}

function freeOfClass(p: i32, bytes: i32): void {
  const type = load<i32>(p, TYPE);
  if ((load<i32>(type, TYPE_FLAGS) & CYCLIC) == 0) return freeBlock(p, bytes);
  forgetYoung();
  const front = load<i32>(type, PREFIX_BYTES) + CYCLE_HEAD;
  freeBlock(p - front, bytes + front);
}
