/**
 * Reverse postorder and immediate dominators of a flow graph, by Cooper, Harvey and Kennedy, 'A Simple, Fast Dominance
 * Algorithm' (2001). Everything is without recursion: functions may have as many blocks as their authors like.
 */
import { type Block, successors } from './block.js';

export interface Order {
  /** The blocks that can be reached, in reverse postorder. */
  readonly blocks: readonly Block[];
  /** Where a block is in `blocks`. */
  readonly indexOf: ReadonlyMap<Block, number>;
  /** For each block, the indices of those it has an edge from, with repetitions. */
  readonly predecessors: readonly (readonly number[])[];
  /** For each block the index of its immediate dominator; the entry is its own. */
  readonly dominators: Int32Array;
}

export function orderBlocks(entry: Block): Order {
  const blocks = reversePostorder(entry);
  const indexOf = new Map(blocks.map((block, at) => [block, at]));
  const predecessors: number[][] = blocks.map(() => []);
  for (const [at, block] of blocks.entries())
    for (const next of successors(block)) predecessors[indexOf.get(next)!].push(at);
  return { blocks, indexOf, predecessors, dominators: immediateDominators(predecessors) };
}

function reversePostorder(entry: Block): Block[] {
  const order: Block[] = [];
  const seen = new Set([entry]);
  const open = [{ block: entry, next: successors(entry) }];
  while (open.length > 0) {
    const top = open[open.length - 1];
    const one = top.next.pop();
    if (one === undefined) {
      order.push(top.block);
      open.pop();
    } else if (!seen.has(one)) {
      seen.add(one);
      open.push({ block: one, next: successors(one) });
    }
  }
  return order.reverse();
}

function immediateDominators(predecessors: readonly (readonly number[])[]): Int32Array {
  const dominators = new Int32Array(predecessors.length).fill(-1);
  dominators[0] = 0;
  const meet = (one: number, other: number): number => {
    let a = one;
    let b = other;
    while (a !== b) {
      while (a > b) a = dominators[a];
      while (b > a) b = dominators[b];
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = 1; at < predecessors.length; at++) {
      let found = -1;
      for (const from of predecessors[at]) {
        if (dominators[from] < 0) continue;
        found = found < 0 ? from : meet(found, from);
      }
      if (dominators[at] === found) continue;
      dominators[at] = found;
      changed = true;
    }
  }
  return dominators;
}

export function dominates(dominators: Int32Array, above: number, below: number): boolean {
  let at = below;
  while (at > above) at = dominators[at];
  return at === above;
}
