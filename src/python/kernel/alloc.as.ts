/** New objects, and their blocks back. The only callers of the heap. */
import { COLLECTOR, COUNT, CYCLE_HEAD, CYCLIC, HEAP_TYPE, TYPE, TYPE_FLAGS } from '../../memory/gc/format';
import { allocObject, freeBlock } from '../../memory/gc/heap.as';
import { POLL } from '../format/memory-map';
import { PREFIX_BYTES } from '../format/types';
import { noMemory } from './errors.as';

export { allocBlock, freeBlock, resizeBlock } from '../../memory/gc/heap.as';

/** How many cyclic objects were made since the last collection, less those that died, and how many may be. */
export const YOUNG_COUNT: i32 = COLLECTOR;
export const YOUNG_THRESHOLD: i32 = COLLECTOR + 4;
/** In POLL: a collection is due. */
export const COLLECTION_DUE: i32 = 1;

/** An object of a type whose instances are in no cycles, with a count of 1; or 0 and MemoryError. */
export function newObject(type: i32, bytes: i32): i32 {
  const p = allocObject(bytes, 0);
  if (p == 0) return noMemory();
  store<i32>(p, 1, COUNT);
  store<i32>(p, type, TYPE);
  if ((load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) != 0) store<i32>(type, load<i32>(type) + 1);
  return p;
}

/** The same with a head for cycles. `bytes` are without it. The object is not tracked yet. */
export function newCyclic(type: i32, bytes: i32): i32 {
  const block = allocObject(bytes + CYCLE_HEAD, CYCLE_HEAD);
  return block == 0 ? noMemory() : headed(block, type);
}

/**
 * The same for a type that may be derived from one whose instances have any number of bytes (str): with a head only if
 * its instances have one, and with PREFIX_BYTES zero bytes before that.
 */
export function newOf(type: i32, bytes: i32): i32 {
  if ((load<i32>(type, TYPE_FLAGS) & CYCLIC) == 0) return newObject(type, bytes);
  const prefix = load<i32>(type, PREFIX_BYTES);
  const block = allocObject(bytes + CYCLE_HEAD + prefix, CYCLE_HEAD + prefix);
  if (block == 0) return noMemory();
  memory.fill(block, 0, prefix);
  return headed(block + prefix, type);
}

/** Gives back what newOf made. It is not tracked. */
export function freeOf(p: i32, bytes: i32): void {
  const type = load<i32>(p, TYPE);
  if ((load<i32>(type, TYPE_FLAGS) & CYCLIC) == 0) return freeObject(p, bytes);
  forgetYoung();
  const prefix = load<i32>(type, PREFIX_BYTES);
  freeBlock(p - CYCLE_HEAD - prefix, bytes + CYCLE_HEAD + prefix);
}

/** The object behind a head for cycles. */
function headed(block: i32, type: i32): i32 {
  const young = load<i32>(YOUNG_COUNT) + 1;
  store<i32>(YOUNG_COUNT, young);
  if (young > load<i32>(YOUNG_THRESHOLD)) store<i32>(POLL, load<i32>(POLL) | COLLECTION_DUE);
  store<i64>(block, 0);
  const p = block + CYCLE_HEAD;
  store<i32>(p, 1, COUNT);
  store<i32>(p, type, TYPE);
  if ((load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) != 0) store<i32>(type, load<i32>(type) + 1);
  return p;
}

/** Gives the block of an object back whose fields are released. Whoever holds a count of its type releases that. */
export function freeObject(p: i32, bytes: i32): void {
  freeBlock(p, bytes);
}

/** The same for one with a head for cycles, which is not tracked any more. */
export function freeCyclic(p: i32, bytes: i32): void {
  forgetYoung();
  freeBlock(p - CYCLE_HEAD, bytes + CYCLE_HEAD);
}

function forgetYoung(): void {
  const young = load<i32>(YOUNG_COUNT);
  if (young > 0) store<i32>(YOUNG_COUNT, young - 1);
}
