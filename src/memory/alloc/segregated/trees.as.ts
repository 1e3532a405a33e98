/**
 * The large bins of the segregated-fit allocator: tries over the bits of the chunk size, so that the best fit is found in
 * a number of steps that the number of bits bounds. (The control block is drawn in bins.as.ts.)
 *
 *     free chunk of SMALL_LIMIT bytes or more, address c of its header
 *     c+4    next chunk of the same size, in a ring
 *     c+8    previous one
 *     c+12   left: sizes whose next bit is 0
 *     c+16   right: sizes whose next bit is 1
 *     c+20   slot: where the word lies that leads here (a root, or a left or right); 0 for all of a ring but one
 *
 * Trie t has the sizes with the same highest bit and the same bit below it; the last trie has all larger ones.
 *
 * Invariants
 * 1. One chunk of each size is a node, the others of that size hang on it as a ring.
 * 2. Below the left (right) child of a node at depth d are only sizes whose d-th bit is 0 (1). The node itself has any
 *    size of its subtree.
 * 3. root[t] != 0 <=> bit t of the map.
 *
 * Cost: at most 32 steps each, on any memory contents: a walk goes down, and stops at the depth that a size has bits.
 * Source: D. Lea, "A Memory Allocator", version 2.8 (tree bins).
 */
import { control } from '../boundary-tags/regions.as';
import { corrupted } from '../guard.as';
import { countSteps } from '../tally.as';
import { FIRST_TREE_LOG, LEFT, NEXT, PREVIOUS, RIGHT, SLOT, TREE_MAP, TREE_ROOTS, TREES } from './format';

const DEPTH: i32 = 32;

function treeOf(size: i32): i32 {
  const log = 31 - clz(size);
  return min(((log - FIRST_TREE_LOG) << 1) + ((size >> (log - 1)) & 1), TREES - 1);
}

/** The size with the bit that tells left from right at the root on top. */
function bitsBelow(tree: i32, size: i32): i32 {
  return tree == TREES - 1 ? size : size << (33 - FIRST_TREE_LOG - (tree >> 1));
}

export function hasLarge(): bool {
  return load<i32>(control, TREE_MAP) != 0;
}

export function insertLarge(chunk: i32, size: i32): void {
  const tree = treeOf(size);
  let slot = control + TREE_ROOTS + (tree << 2);
  store<i32>(chunk, 0, LEFT);
  store<i32>(chunk, 0, RIGHT);
  let node = load<i32>(slot);
  if (node == 0) store<i32>(control, load<i32>(control, TREE_MAP) | (1 << tree), TREE_MAP);
  let bits = bitsBelow(tree, size);
  let depth = 0;
  while (node != 0) {
    if ((load<i32>(node) & -16) == size || ++depth > DEPTH) {
      const next = load<i32>(node, NEXT);
      store<i32>(node, chunk, NEXT);
      store<i32>(next, chunk, PREVIOUS);
      store<i32>(chunk, next, NEXT);
      store<i32>(chunk, node, PREVIOUS);
      store<i32>(chunk, 0, SLOT);
      return;
    }
    slot = node + LEFT + ((bits >>> 31) << 2);
    bits <<= 1;
    node = load<i32>(slot);
  }
  store<i32>(slot, chunk);
  store<i32>(chunk, slot, SLOT);
  store<i32>(chunk, chunk, NEXT);
  store<i32>(chunk, chunk, PREVIOUS);
}

export function removeLarge(chunk: i32): void {
  const slot = load<i32>(chunk, SLOT);
  let heir = load<i32>(chunk, NEXT);
  if (slot != 0 && load<i32>(slot) != chunk) corrupted(chunk + SLOT);
  if (heir != chunk) {
    const previous = load<i32>(chunk, PREVIOUS);
    if (load<i32>(previous, NEXT) != chunk) corrupted(chunk + PREVIOUS);
    if (load<i32>(heir, PREVIOUS) != chunk) corrupted(chunk + NEXT);
    store<i32>(previous, heir, NEXT);
    store<i32>(heir, previous, PREVIOUS);
    if (slot == 0) return;
  } else {
    if (slot == 0) corrupted(chunk + SLOT);
    heir = cutLeaf(chunk);
    if (heir == 0) {
      store<i32>(slot, 0);
      const tree = <u32>(slot - control - TREE_ROOTS) >> 2;
      if (tree < <u32>TREES) store<i32>(control, load<i32>(control, TREE_MAP) & ~(1 << tree), TREE_MAP);
      return;
    }
  }
  store<i32>(slot, heir);
  store<i32>(heir, slot, SLOT);
  const left = load<i32>(chunk, LEFT);
  store<i32>(heir, left, LEFT);
  if (left != 0) store<i32>(left, heir + LEFT, SLOT);
  const right = load<i32>(chunk, RIGHT);
  store<i32>(heir, right, RIGHT);
  if (right != 0) store<i32>(right, heir + RIGHT, SLOT);
}

/** Cut some leaf off the tree below `node`; 0 when the node is a leaf itself. */
function cutLeaf(node: i32): i32 {
  let leaf = 0;
  let slot = 0;
  let depth = 0;
  for (;;) {
    let at = node + RIGHT;
    let child = load<i32>(at);
    if (child == 0) child = load<i32>((at = node + LEFT));
    if (child == 0 || ++depth > DEPTH) break;
    leaf = node = child;
    slot = at;
  }
  if (leaf != 0) store<i32>(slot, 0);
  return leaf;
}

/** The smallest chunk of at least `need` >= SMALL_LIMIT bytes, still linked; 0 when there is none. */
export function bestLarge(need: i32): i32 {
  const tree = treeOf(need);
  let bits = bitsBelow(tree, need);
  let node = load<i32>(control + (tree << 2), TREE_ROOTS);
  let best = 0;
  let bestSize: u32 = u32.MAX_VALUE;
  let larger = 0;
  let looked = 0;
  while (node != 0 && looked < DEPTH) {
    looked++;
    const size = load<u32>(node) & -16;
    if (size >= <u32>need && size < bestSize) {
      best = node;
      bestSize = size;
      if (size == need) break;
    }
    const right = load<i32>(node, RIGHT);
    node = load<i32>(node + ((bits >>> 31) << 2), LEFT);
    bits <<= 1;
    // What lies to the right of the path is larger than `need` throughout; the last such subtree has the smallest of it.
    if (right != node) larger = right != 0 ? right : larger;
  }
  countSteps(looked);
  if (bestSize == need) return spare(best);
  if (larger == 0 && best == 0) {
    const trees = load<i32>(control, TREE_MAP) & (-2 << tree);
    if (tree == TREES - 1 || trees == 0) return 0;
    larger = load<i32>(control + (ctz(trees) << 2), TREE_ROOTS);
  }
  return spare(smallestBelow(larger, best, bestSize));
}

/** The smallest of all large chunks, still linked; there is one. */
export function smallestLarge(): i32 {
  const tree = ctz(load<i32>(control, TREE_MAP));
  return spare(smallestBelow(load<i32>(control + (tree << 2), TREE_ROOTS), 0, u32.MAX_VALUE));
}

function smallestBelow(node: i32, best: i32, bestSize: u32): i32 {
  let looked = 0;
  while (node != 0 && looked < DEPTH) {
    looked++;
    const size = load<u32>(node) & -16;
    if (size < bestSize) {
      best = node;
      bestSize = size;
    }
    const left = load<i32>(node, LEFT);
    node = left != 0 ? left : load<i32>(node, RIGHT);
  }
  countSteps(looked);
  return best;
}

/** Of a ring not the node itself, which would need an heir. */
function spare(node: i32): i32 {
  return node == 0 ? 0 : load<i32>(node, NEXT);
}
