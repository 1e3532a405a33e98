/** The free chunks of a segregated-fit heap, list by list: bins.as.ts and trees.as.ts draw them. */
import { grouped } from '../../../base/format.js';
import type { Address } from '../../../base/ids.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import { chunksAt } from '../boundary-tags/inspect.js';
import { linkedFrom } from '../linked-chunks.js';
import { FIRST_TREE_LOG, LEFT, NEXT, RIGHT, SMALL_BINS, SMALL_HEADS, TREE_ROOTS, TREES } from './format.js';
import type { SegregatedHeap } from './inspect.js';

/** The smallest sizes first, then the victim and the top. */
export function freeListsOf({ words, control, top, victim }: SegregatedHeap): FreeList[] {
  const lists: FreeList[] = [];
  const add = (name: string, addresses: readonly Address[]): void => {
    if (addresses.length > 0) lists.push({ name, chunks: chunksAt(words, addresses) });
  };
  if (control !== 0) {
    for (let bin = 0; bin < SMALL_BINS; bin++)
      add(`bin ${bin * 16}`, linkedFrom(words, words[(control + SMALL_HEADS + bin * 4) >> 2], NEXT));
    for (let tree = 0; tree < TREES; tree++) add(treeName(tree), chunksOfTree(words, control + TREE_ROOTS + tree * 4));
  }
  add('victim', victim === 0 ? [] : [victim]);
  add('top', top === 0 ? [] : [top]);
  return lists;
}

function treeName(tree: number): string {
  const step = 2 ** (FIRST_TREE_LOG + (tree >> 1) - 1);
  const least = (2 + (tree & 1)) * step;
  return tree === TREES - 1 ? `tree ${grouped(least)}-` : `tree ${grouped(least)}-${grouped(least + step - 1)}`;
}

/** Nodes before what is below them, each with its ring. */
function chunksOfTree(words: Int32Array, root: Address): Address[] {
  const found = new Set<Address>();
  const open = [words[root >> 2]];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node <= 0 || (node & 15) !== 12 || node + RIGHT + 4 > words.length * 4 || found.has(node)) continue;
    for (const chunk of [node, ...linkedFrom(words, words[(node + NEXT) >> 2], NEXT, node)]) found.add(chunk);
    open.push(words[(node + RIGHT) >> 2], words[(node + LEFT) >> 2]);
  }
  return [...found];
}
