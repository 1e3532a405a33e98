/**
 * The order in which an instance's slots were filled. Most are filled from the front; then INSTANCE_CAPACITY is their
 * number and nothing more need be known. What is set or deleted out of turn gives the instance a block with the order, and
 * INSTANCE_CAPACITY its address, inverted: below 0, so that inline caches take no slot of it.
 *
 *     block  +0 capacity  +1 how many slots are filled  +2 their indices, in the order in which they were filled; bytes
 *
 * Cost: O(filled slots) for what is out of turn.
 */
import { INSTANCE_CAPACITY, INSTANCE_SLOTS } from '../../format/objects';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { noMemory } from '../../kernel/errors.as';

const CAPACITY: i32 = 0;
const FILLED: i32 = 1;
const INDICES: i32 = 2;

export function capacityOf(p: i32): i32 {
  const word = load<i32>(p, INSTANCE_CAPACITY);
  return word >= 0 ? word : load<u8>(~word, CAPACITY);
}

/** How many slots are filled. */
export function filledSlots(p: i32): i32 {
  const word = load<i32>(p, INSTANCE_CAPACITY);
  if (word < 0) return load<u8>(~word, FILLED);
  let count = 0;
  while (count < word && slotAt(p, count) != 0) count++;
  return count;
}

/** The index of the slot that was filled as number `at`. */
export function filledAt(p: i32, at: i32): i32 {
  const word = load<i32>(p, INSTANCE_CAPACITY);
  return word >= 0 ? at : load<u8>(~word + at, INDICES);
}

/** An empty slot is about to be filled. False: no memory, with an exception. */
export function noteFilled(p: i32, index: i32): bool {
  if (load<i32>(p, INSTANCE_CAPACITY) >= 0) {
    if ((index == 0 || slotAt(p, index - 1) != 0) && isLast(p, index)) return true;
    if (!giveOrder(p)) return false;
  }
  const order = ~load<i32>(p, INSTANCE_CAPACITY);
  const filled = load<u8>(order, FILLED);
  store<u8>(order + filled, index as u8, INDICES);
  store<u8>(order, filled + 1, FILLED);
  return true;
}

/** A filled slot is about to be emptied. False: no memory, with an exception. */
export function noteEmptied(p: i32, index: i32): bool {
  if (load<i32>(p, INSTANCE_CAPACITY) >= 0) {
    if (isLast(p, index)) return true;
    if (!giveOrder(p)) return false;
  }
  noteCleared(p, index);
  return true;
}

/** A filled slot is about to be emptied because all of them are: what is filled from the front may have gaps meanwhile. */
export function noteCleared(p: i32, index: i32): void {
  const word = load<i32>(p, INSTANCE_CAPACITY);
  if (word >= 0) return;
  const order = ~word;
  const filled: i32 = load<u8>(order, FILLED);
  let at = 0;
  while (at < filled && (load<u8>(order + at, INDICES) as i32) != index) at++;
  if (at == filled) return;
  for (; at < filled - 1; at++) store<u8>(order + at, load<u8>(order + at, INDICES + 1), INDICES);
  store<u8>(order, (filled - 1) as u8, FILLED);
}

/** All slots are empty, and the instance is as a new one. */
export function forgetOrder(p: i32): void {
  const word = load<i32>(p, INSTANCE_CAPACITY);
  if (word >= 0) return;
  const capacity: i32 = load<u8>(~word, CAPACITY);
  store<i32>(p, capacity, INSTANCE_CAPACITY);
  freeBlock(~word, INDICES + capacity);
}

function slotAt(p: i32, index: i32): i32 {
  return load<i32>(p + (index << 2), INSTANCE_SLOTS);
}

/** Whether no slot behind it is filled, in an instance that is filled from the front. */
function isLast(p: i32, index: i32): bool {
  return index + 1 == load<i32>(p, INSTANCE_CAPACITY) || slotAt(p, index + 1) == 0;
}

/** To an instance that is filled from the front. */
function giveOrder(p: i32): bool {
  const capacity = load<i32>(p, INSTANCE_CAPACITY);
  const order = allocBlock(INDICES + capacity);
  if (order == 0) {
    noMemory();
    return false;
  }
  let filled = 0;
  while (filled < capacity && slotAt(p, filled) != 0) {
    store<u8>(order + filled, filled as u8, INDICES);
    filled++;
  }
  store<u8>(order, capacity as u8, CAPACITY);
  store<u8>(order, filled as u8, FILLED);
  store<i32>(p, ~order, INSTANCE_CAPACITY);
  return true;
}
