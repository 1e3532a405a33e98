/**
 * Freed blocks wait here before their memory is used again, so that a stale pointer still finds them. Two queues, oldest
 * first: blocks of at least `bigBlocks` bytes leave before smaller ones, so that freeing one huge block does not flush
 * all the others. Volume is memory held back, guard bytes included. (memcheck counts the sizes asked for, and so lets
 * millions of tiny blocks pile up: they cost a program its caches and are rarely what a stale pointer still finds.)
 *
 *     rings at `base`: small blocks, then big ones; each `slots` words (a power of two, no fewer than rows in the
 *     registry), an id each, from head to head + length modulo slots
 *
 * Cost: O(1) each; 4 bytes per block beside the registry's row.
 */
import { sizeOf } from './registry.as';

let smallRing: u32 = 0;
let bigRing: u32 = 0;
let mask: u32 = 0;
/** Where each queue begins, of a number that is cut off by `mask`; and how many wait in it. */
export let smallHead: u32 = 0;
export let smallLength: u32 = 0;
export let bigHead: u32 = 0;
export let bigLength: u32 = 0;

/** In both queues, in units of UNIT bytes: what any program can free fits a word. */
let volume: u32 = 0;
let most: u32 = 0;
/** Draining goes no further than down to here. */
let lowWater: u32 = 0;
/** Bytes. */
let bigBlocks: u32 = 0;
/** Bytes that the checker adds to each block, and what rounds them up to units. */
let overhead: u32 = 0;

const UNIT_SHIFT: u32 = 4;
const LARGEST: f64 = 0xffff_ffff;

export function openQuarantine(base: u32, slots: u32): void {
  smallRing = base;
  bigRing = base + slots * 4;
  mask = slots - 1;
}

/** @param limit bytes to hold back at most; both may be beyond 4 GiB */
export function limitQuarantine(limit: f64, big: f64, perBlock: u32): void {
  most = <u32>min(limit / <f64>(1 << UNIT_SHIFT), LARGEST);
  lowWater = most - most / 64;
  bigBlocks = <u32>min(big, LARGEST);
  overhead = perBlock + (1 << UNIT_SHIFT) - 1;
}

export function isFull(): bool {
  return volume > most;
}

export function isAboveLowWater(): bool {
  return volume > lowWater;
}

function volumeOf(size: u32): u32 {
  return (size + overhead) >> UNIT_SHIFT;
}

/** `id` has been retired just now. */
export function push(id: u32, size: u32): void {
  volume += volumeOf(size);
  if (size >= bigBlocks) store<u32>(bigRing + (((bigHead + bigLength++) & mask) << 2), id);
  else store<u32>(smallRing + (((smallHead + smallLength++) & mask) << 2), id);
}

/** Take the block that leaves next, or 0 when there is none. */
export function shift(): u32 {
  let id: u32;
  if (bigLength != 0) {
    id = load<u32>(bigRing + ((bigHead & mask) << 2));
    bigHead++;
    bigLength--;
  } else {
    if (smallLength == 0) return 0;
    id = load<u32>(smallRing + ((smallHead & mask) << 2));
    smallHead++;
    smallLength--;
  }
  volume -= volumeOf(sizeOf(id));
  return id;
}
