/**
 * The free list: a ring through the free chunks and a node of its own (drawn in free-list.ts), in address order or with the
 * chunk freed last first.
 *
 * Invariants
 * 1. `listed` chunks are in the ring. No walk takes more steps than that, whatever the links say.
 * 2. The rover is the node or a chunk in the ring.
 *
 * Cost: link before a known neighbour and unlink O(1). The place of a chunk in address order is looked for in two ways in
 * turn, along the ring from its start and along the chunks from the freed one to the next free one: it takes twice the
 * shorter way.
 */
import { CHUNK_IN_USE, MIN_CHUNK } from '../boundary-tags/format';
import { control } from '../boundary-tags/regions.as';
import { corrupted } from '../guard.as';
import { countSteps } from '../tally.as';
import { LIST_NODE, NEXT, NODE_HEADER, PREVIOUS, ROVER } from './format';

export let listed: i32 = 0;
/** Address of the list's node. */
export let node: i32 = 0;

/** The control block is new. */
export function openList(): void {
  node = control + LIST_NODE;
  store<i32>(node, NODE_HEADER);
  store<i32>(node, node, NEXT);
  store<i32>(node, node, PREVIOUS);
  setRover(node);
}

export function rover(): i32 {
  return load<i32>(control, ROVER);
}

export function setRover(chunk: i32): void {
  store<i32>(control, chunk, ROVER);
}

export function linkBefore(next: i32, chunk: i32): void {
  const previous = load<i32>(next, PREVIOUS);
  if (load<i32>(previous, NEXT) != next) corrupted(next + PREVIOUS);
  store<i32>(chunk, next, NEXT);
  store<i32>(chunk, previous, PREVIOUS);
  store<i32>(previous, chunk, NEXT);
  store<i32>(next, chunk, PREVIOUS);
  listed++;
}

export function linkFirst(chunk: i32): void {
  linkBefore(load<i32>(node, NEXT), chunk);
}

export function unlink(chunk: i32): void {
  const next = load<i32>(chunk, NEXT);
  const previous = load<i32>(chunk, PREVIOUS);
  requireLinked(chunk, previous, next);
  store<i32>(previous, next, NEXT);
  store<i32>(next, previous, PREVIOUS);
  if (rover() == chunk) setRover(next);
  listed--;
}

/** Neighbours in the ring know each other. */
function requireLinked(chunk: i32, previous: i32, next: i32): void {
  if (load<i32>(previous, NEXT) != chunk) corrupted(chunk + PREVIOUS);
  if (load<i32>(next, PREVIOUS) != chunk) corrupted(chunk + NEXT);
}

/** `chunk` takes the place of `old` in the ring. */
export function relink(old: i32, chunk: i32): void {
  const next = load<i32>(old, NEXT);
  const previous = load<i32>(old, PREVIOUS);
  requireLinked(old, previous, next);
  store<i32>(chunk, next, NEXT);
  store<i32>(chunk, previous, PREVIOUS);
  store<i32>(previous, chunk, NEXT);
  store<i32>(next, chunk, PREVIOUS);
  if (rover() == old) setRover(chunk);
}

/** What `chunk`, whose neighbour behind is `after`, comes before in address order. */
export function successorOf(chunk: i32, after: i32): i32 {
  if (<u32>load<i32>(node, PREVIOUS) < <u32>chunk) return node;
  let at = load<i32>(node, NEXT);
  let left = listed;
  let steps = 0;
  while (left-- > 0 && at != node && <u32>at < <u32>chunk) {
    steps++;
    if (after != 0) {
      const header = load<i32>(after);
      if ((header & CHUNK_IN_USE) == 0) {
        at = after;
        break;
      }
      // The fence has size 0.
      after = header < MIN_CHUNK ? 0 : after + (header & -16);
    }
    at = load<i32>(at, NEXT);
  }
  countSteps(steps);
  return at;
}
