/** The block registry at work; block-registry.ts draws its rows and lists its invariants. */
import {
  ADDRESS,
  ALIGN_SHIFT,
  ALLOC_SHIFT,
  ALLOC_STACK,
  FREED,
  FREE_SHIFT,
  FREE_STACK,
  INFO,
  LINK,
  LIVE,
  ROW_WORDS,
  SIZE,
  STATE_MASK,
  STRETCH_SHIFT,
  UNUSED,
} from './format';

let rows: u32 = 0;
let index: u32 = 0;
let occupied: u32 = 0;
let limit: u32 = 0;
let capacity: u32 = 0;
/** Last row given back: the next to be used. */
let unused: u32 = 0;
let indexed: bool = false;

/** One more than the highest id in use so far. */
export let end: u32 = 1;
/** Blocks that are live. */
export let live: u32 = 0;

export function openRegistry(rowsAt: u32, rowCount: u32, indexAt: u32, occupiedAt: u32, programLimit: u32): void {
  rows = rowsAt;
  capacity = rowCount;
  index = indexAt;
  occupied = occupiedAt;
  limit = programLimit;
}

function rowOf(id: u32): u32 {
  return rows + id * (ROW_WORDS * 4);
}

/** Whether `add` will find a row. */
export function hasRoom(): bool {
  return unused != 0 || end < capacity;
}

/** Enter a live block; its id, or 0 when the registry is full. */
export function add(address: u32, size: u32, routine: u32, stack: u32, alignLog: u32, serial: u32): u32 {
  let id = unused;
  let row: u32;
  if (id != 0) {
    row = rowOf(id);
    unused = load<u32>(row, LINK * 4);
  } else {
    if (end >= capacity) return 0;
    id = end++;
    row = rowOf(id);
  }
  store<u32>(row, address, ADDRESS * 4);
  store<u32>(row, size, SIZE * 4);
  store<u32>(row, stack, ALLOC_STACK * 4);
  store<u32>(row, LIVE | (routine << ALLOC_SHIFT) | (alignLog << ALIGN_SHIFT), INFO * 4);
  store<u32>(row, serial, LINK * 4);
  if (indexed) enter(id, address);
  live++;
  return id;
}

/** A live block becomes a freed one. */
export function retire(id: u32, routine: u32, stack: u32): void {
  const row = rowOf(id);
  store<u32>(row, stack, FREE_STACK * 4);
  store<u32>(row, (load<u32>(row, INFO * 4) & ~STATE_MASK) | FREED | (routine << FREE_SHIFT), INFO * 4);
  live--;
}

/** Forget a freed block; its id is free for another. */
export function drop(id: u32): void {
  const row = rowOf(id);
  if (indexed) store<u32>(index + ((load<u32>(row, ADDRESS * 4) >> 5) << 2), 0);
  store<u32>(row, UNUSED, INFO * 4);
  store<u32>(row, unused, LINK * 4);
  unused = id;
}

/** Whether `id`, which may be any number, is a live or freed block whose payload starts at `address`. */
export function startsAt(id: u32, address: u32): bool {
  if (id - 1 >= end - 1) return false;
  const row = rowOf(id);
  return load<u32>(row, ADDRESS * 4) == address && (load<u32>(row, INFO * 4) & STATE_MASK) != UNUSED;
}

/** The block, live or freed, whose payload starts at `address`, or 0. */
export function find(address: u32): u32 {
  if (address >= limit) return 0;
  buildIndex();
  const id = load<u32>(index + ((address >> 5) << 2));
  return id != 0 && addressOf(id) == address ? id : 0;
}

/** From now on the index is kept. */
export function buildIndex(): void {
  if (indexed) return;
  indexed = true;
  for (let id: u32 = 1; id < end; id++) {
    if ((infoOf(id) & STATE_MASK) != UNUSED) enter(id, addressOf(id));
  }
}

/** Clears the index and what belongs to it; it is built again when it is asked for. */
export function dropIndex(): void {
  if (!indexed) return;
  indexed = false;
  for (let id: u32 = 1; id < end; id++) {
    if ((infoOf(id) & STATE_MASK) == UNUSED) continue;
    store<u32>(index + ((addressOf(id) >> 5) << 2), 0);
  }
  memory.fill(occupied, 0, (limit >> STRETCH_SHIFT) + 1);
}

function enter(id: u32, address: u32): void {
  store<u32>(index + ((address >> 5) << 2), id);
  store<u8>(occupied + (address >> STRETCH_SHIFT), 1);
}

export function addressOf(id: u32): u32 {
  return load<u32>(rowOf(id), ADDRESS * 4);
}

export function sizeOf(id: u32): u32 {
  return load<u32>(rowOf(id), SIZE * 4);
}

export function infoOf(id: u32): u32 {
  return load<u32>(rowOf(id), INFO * 4);
}

/** Set bits of the info word. */
export function addInfo(id: u32, bits: u32): void {
  const row = rowOf(id);
  store<u32>(row, load<u32>(row, INFO * 4) | bits, INFO * 4);
}

/** Of a live block only: blocks are numbered by birth from 1. */
export function serialOf(id: u32): u32 {
  return load<u32>(rowOf(id), LINK * 4);
}

export function isLive(id: u32): bool {
  return (infoOf(id) & STATE_MASK) == LIVE;
}
