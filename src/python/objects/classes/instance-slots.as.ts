/**
 * The slots of an instance. INSTANCE_CAPACITY of them lie in the instance, as many as its class then gave room for; all
 * instances of a class are of one size for as long as none has more attributes than that, so that the next one gets the
 * address of the last one that died.
 *
 * Most slots are filled from the front; then nothing more need be known. What is set or deleted out of turn, or lies beyond
 * the instance, gives it a block, and INSTANCE_CAPACITY is the block's address, inverted: below 0, so that inline caches
 * take no slot of it.
 *
 *     block  +0 INSIDE: slots in the instance  +1 ROOM: slots in all  +2 FILLED: how many are filled; bytes
 *            +4 the slots beyond the instance, a word each; then the indices of the filled ones, in the order in which they
 *            were filled, a byte each
 *
 * Cost: O(filled slots) for what is out of turn.
 */
import { INSTANCE_CAPACITY, INSTANCE_SLOTS } from '../../format/objects';
import { INSIDE_SLOTS } from '../../format/types';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { noMemory } from '../../kernel/errors.as';

const INSIDE: i32 = 0;
const ROOM: i32 = 1;
const FILLED: i32 = 2;
const BEYOND: i32 = 4;
/** Blocks grow by so many slots. */
const STEP: i32 = 4;

/** The block of an instance, or 0. */
function blockOf(p: i32): i32 {
  const word = load<i32>(p, INSTANCE_CAPACITY);
  return word >= 0 ? 0 : ~word;
}

/** How many slots there are. */
export function capacityOf(p: i32): i32 {
  const word = load<i32>(p, INSTANCE_CAPACITY);
  return word >= 0 ? word : load<u8>(~word, ROOM);
}

/** Where a slot is. */
export function slotAddress(p: i32, index: i32): i32 {
  const block = blockOf(p);
  const inside: i32 = block == 0 ? i32.MAX_VALUE : load<u8>(block, INSIDE);
  return index < inside ? p + INSTANCE_SLOTS + (index << 2) : block + BEYOND + ((index - inside) << 2);
}

/** What is in a slot, borrowed, or 0. */
export function slotValue(p: i32, index: i32): i32 {
  return load<i32>(slotAddress(p, index));
}

function indicesOf(block: i32): i32 {
  return block + BEYOND + ((<i32>load<u8>(block, ROOM) - <i32>load<u8>(block, INSIDE)) << 2);
}

/** How many slots are filled. */
export function filledSlots(p: i32): i32 {
  const block = blockOf(p);
  if (block != 0) return load<u8>(block, FILLED);
  const capacity = load<i32>(p, INSTANCE_CAPACITY);
  let count = 0;
  while (count < capacity && slotValue(p, count) != 0) count++;
  return count;
}

/** The index of the slot that was filled as number `at`. */
export function filledAt(p: i32, at: i32): i32 {
  const block = blockOf(p);
  return block == 0 ? at : load<u8>(indicesOf(block) + at);
}

/** An empty slot is about to be filled, which may be beyond all that there are. False: no memory, with an exception. */
export function noteFilled(p: i32, type: i32, index: i32): bool {
  if (index >= capacityOf(p)) {
    if (!giveBlock(p, index + STEP)) return false;
    if (load<i32>(type, INSIDE_SLOTS) <= index) store<i32>(type, roomInside(index + 1), INSIDE_SLOTS);
  } else if (blockOf(p) == 0) {
    if ((index == 0 || slotValue(p, index - 1) != 0) && isLast(p, index)) return true;
    if (!giveBlock(p, capacityOf(p))) return false;
  }
  const block = blockOf(p);
  const filled = load<u8>(block, FILLED);
  store<u8>(indicesOf(block) + filled, index as u8);
  store<u8>(block, filled + 1, FILLED);
  return true;
}

/** How many slots instances have that shall have so many: with what else is in them they fill a size class. */
export function roomInside(slots: i32): i32 {
  return (((max(slots, 5) + 2) >> 2) << 2) + 1;
}

/** A filled slot is about to be emptied. False: no memory, with an exception. */
export function noteEmptied(p: i32, index: i32): bool {
  if (blockOf(p) == 0) {
    if (isLast(p, index)) return true;
    if (!giveBlock(p, capacityOf(p))) return false;
  }
  noteCleared(p, index);
  return true;
}

/** A filled slot is about to be emptied because all of them are: what is filled from the front may have gaps meanwhile. */
export function noteCleared(p: i32, index: i32): void {
  const block = blockOf(p);
  if (block == 0) return;
  const indices = indicesOf(block);
  const filled: i32 = load<u8>(block, FILLED);
  let at = 0;
  while (at < filled && (load<u8>(indices + at) as i32) != index) at++;
  if (at == filled) return;
  for (; at < filled - 1; at++) store<u8>(indices + at, load<u8>(indices + at + 1));
  store<u8>(block, (filled - 1) as u8, FILLED);
}

/** All slots are empty, and the instance is as a new one. */
export function forgetOrder(p: i32): void {
  const block = blockOf(p);
  if (block == 0) return;
  store<i32>(p, load<u8>(block, INSIDE), INSTANCE_CAPACITY);
  freeBlock(block, bytesOf(load<u8>(block, INSIDE), load<u8>(block, ROOM)));
}

/** Whether no slot behind it is filled, in an instance that is filled from the front. */
function isLast(p: i32, index: i32): bool {
  return index + 1 == load<i32>(p, INSTANCE_CAPACITY) || slotValue(p, index + 1) == 0;
}

function bytesOf(inside: i32, room: i32): i32 {
  return BEYOND + ((room - inside) << 2) + room;
}

/** A block with room for so many slots, with all that the old one says if there is one. */
function giveBlock(p: i32, room: i32): bool {
  const old = blockOf(p);
  const inside: i32 = old == 0 ? load<i32>(p, INSTANCE_CAPACITY) : load<u8>(old, INSIDE);
  const bytes = bytesOf(inside, room);
  const block = allocBlock(bytes);
  if (block == 0) {
    noMemory();
    return false;
  }
  fillBytes(block, 0, bytes);
  store<u8>(block, inside as u8, INSIDE);
  store<u8>(block, room as u8, ROOM);
  const filled = filledSlots(p);
  const indices = indicesOf(block);
  for (let at = 0; at < filled; at++) store<u8>(indices + at, filledAt(p, at) as u8);
  store<u8>(block, filled as u8, FILLED);
  if (old != 0) {
    const before: i32 = load<u8>(old, ROOM);
    copyBytes(block + BEYOND, old + BEYOND, (before - inside) << 2);
    freeBlock(old, bytesOf(inside, before));
  }
  store<i32>(p, ~block, INSTANCE_CAPACITY);
  return true;
}
