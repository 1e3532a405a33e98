/**
 * Walks and checks a buddy heap (format in buddy.ts). Bounded on any memory contents: a walk only goes forward, a list at
 * most as many steps as the walk found blocks in its state.
 */
import { grouped } from '../../../base/format.js';
import type { Address } from '../../../base/ids.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { linkedFrom } from '../linked-chunks.js';
import {
  DELAYED,
  DELAYED_HEADS,
  FRAME,
  FRAME_ORDER,
  FREE,
  FREE_HEADS,
  MAP_SIZE,
  MAX_ORDER,
  MIN_ORDER,
  ORDER_MASK,
  SPLIT,
  TABLE_SIZE,
} from './format.js';

export interface BuddyView {
  words: Int32Array;
  bytes: Uint8Array;
  /** Addresses of the control block and the frame table; 0 before the first allocation. */
  control: Address;
  table: Address;
}

function broken(address: Address, message: string): BrokenInvariant {
  return { address, message };
}

function stateAt({ bytes, table }: BuddyView, block: Address): number {
  const offset = block & (FRAME - 1);
  return bytes[offset === 0 ? table + (block >>> FRAME_ORDER) : block - offset + (offset >>> MIN_ORDER)]!;
}

/** Addresses of the frames that have an entry in the frame table. */
function* framesOf({ bytes, words, table }: BuddyView): Generator<Address> {
  const frames = Math.min(TABLE_SIZE, bytes.length >>> FRAME_ORDER);
  for (let frame = 0; frame < frames; frame++) {
    if ((frame & 3) === 0 && words[(table + frame) >> 2] === 0) frame += 3;
    else if (bytes[table + frame] !== 0) yield frame << FRAME_ORDER;
  }
}

/** Calls back for each block until it returns false; the result says what does not fit, where the tiling ends early. */
function eachBlock(
  view: BuddyView,
  visit: (block: Address, order: number, state: number) => boolean | void,
): BrokenInvariant | undefined {
  let end = 0;
  for (const frame of framesOf(view)) {
    if (frame < end) return broken(frame, 'the frame table shows a block inside another');
    const state = stateAt(view, frame);
    if (state === (SPLIT | FRAME_ORDER)) {
      end = frame + FRAME;
      for (let block = frame + MAP_SIZE; block < end; ) {
        const mark = stateAt(view, block);
        const order = mark & ORDER_MASK;
        if (order < MIN_ORDER || order >= FRAME_ORDER || (block & ((1 << order) - 1)) !== 0)
          return broken(block, 'the order map of a frame was overwritten');
        if (visit(block, order, mark) === false) return undefined;
        block += 1 << order;
      }
    } else {
      const order = state & ORDER_MASK;
      if (order < FRAME_ORDER || order > MAX_ORDER || (frame & (2 ** order - 1)) !== 0)
        return broken(frame, 'the frame table was overwritten');
      end = frame + 2 ** order;
      if (end > view.bytes.length) return broken(frame, 'a block reaches beyond the memory');
      if (visit(frame, order, state) === false) return undefined;
    }
  }
  return undefined;
}

export function walkBlocks(
  view: BuddyView,
  visit: (block: HeapBlock, delayed: boolean) => boolean | void,
  which: 'all' | 'free' = 'all',
): void {
  if (view.control === 0) return;
  const shown: HeapBlock = { address: 0, size: 0, payload: 0, usable: 0, free: false };
  eachBlock(view, (block, order, state) => {
    if (block === view.control || block === view.table) return undefined;
    const free = (state & (FREE | DELAYED)) !== 0;
    if (which === 'free' && !free) return undefined;
    shown.address = block;
    shown.payload = block;
    shown.size = 2 ** order;
    shown.free = free;
    shown.usable = free ? 0 : shown.size;
    return visit(shown, (state & DELAYED) !== 0);
  });
}

/** The O(1) part: the summary of the free lists. */
export function checkControl({ words, control }: BuddyView): BrokenInvariant | undefined {
  let summary = 0;
  for (let order = MIN_ORDER; order <= MAX_ORDER; order++) {
    if (words[(control + (order << 2) + FREE_HEADS) >> 2] !== 0) summary |= 1 << order;
  }
  return summary === words[control >> 2]
    ? undefined
    : broken(control, 'the bitmap of orders contradicts the free lists');
}

/** The O(heap) part: tiling, merging, lists. */
export function inspectBlocks(view: BuddyView): BrokenInvariant | undefined {
  const free = new Uint32Array(MAX_ORDER + 1);
  const delayed = new Uint32Array(MAX_ORDER + 1);
  let found: BrokenInvariant | undefined;
  const tiling = eachBlock(view, (block, order, state) => {
    if (state === (FREE | order)) {
      free[order]!++;
      const buddy = (block ^ (1 << order)) >>> 0;
      if (order < MAX_ORDER && buddy < view.bytes.length && stateAt(view, buddy) === state)
        found = broken(block, 'two free buddies are not merged');
    } else if (state === (DELAYED | order)) delayed[order]!++;
    else if (state !== order) found = broken(block, 'the state of a block has unknown flags');
    return found === undefined;
  });
  return found ?? tiling ?? inspectLists(view, free, delayed);
}

function inspectLists(view: BuddyView, free: Uint32Array, delayed: Uint32Array): BrokenInvariant | undefined {
  const { words, control } = view;
  for (let order = MIN_ORDER; order <= MAX_ORDER; order++) {
    const entry = control + (order << 2);
    for (const [head, kind, count] of [
      [entry + FREE_HEADS, FREE, free[order]!],
      [entry + DELAYED_HEADS, DELAYED, delayed[order]!],
    ] as const) {
      let seen = 0;
      let link = head;
      for (let block = words[head >> 2]!; block !== 0; block = words[block >> 2]!) {
        if (++seen > count) return broken(block, 'a list holds more blocks than the heap (a cycle or a stray link)');
        if (block < 0 || (block & (2 ** order - 1)) !== 0 || block + 2 ** order > view.bytes.length)
          return broken(link, 'a link of a list leads out of the heap');
        if (stateAt(view, block) !== (kind | order))
          return broken(block, `a list of order ${order} has a foreign block`);
        if (kind === FREE && words[(block + 4) >> 2] !== link) return broken(block + 4, 'a back link is wrong');
        link = block;
      }
      if (seen !== count) return broken(head, `${count} blocks of order ${order} should be in a list that has ${seen}`);
    }
  }
  return undefined;
}

/** The lists of free blocks by order, and those of freed ones that are not merged yet. */
export function freeListsOf({ words, control }: BuddyView): FreeList[] {
  const lists: FreeList[] = [];
  for (let order = MIN_ORDER; order <= MAX_ORDER; order++) {
    for (const [heads, kind] of [
      [FREE_HEADS, ''],
      [DELAYED_HEADS, ', delayed'],
    ] as const) {
      const blocks = linkedFrom(words, words[(control + (order << 2) + heads) >> 2]!, 0);
      const size = 2 ** order;
      if (blocks.length > 0)
        lists.push({
          name: `order ${order} (${grouped(size)})${kind}`,
          chunks: blocks.map((address) => ({ address, size })),
        });
    }
  }
  return lists;
}
