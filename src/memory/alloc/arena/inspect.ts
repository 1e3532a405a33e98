/** Walks and checks an arena (format in arena.ts). Bounded: the kernel knows how many chunks there are. */
import type { Address } from '../../../base/ids.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { CHUNK_OVERHEAD, END, FIRST_BLOCK, IN_USE, NEXT, TOP } from './format.js';

export interface ArenaView {
  words: Int32Array;
  first: Address;
  current: Address;
  chunks: number;
  top: Address;
  last: Address;
}

interface Chunk {
  at: Address;
  end: Address;
  /** Where its blocks end. */
  top: Address;
}

function broken(address: Address, message: string): BrokenInvariant {
  return { address, message };
}

/** The chunks in the order of their list, or what is wrong with it. */
function chunksOf({ words, first, current, chunks, top }: ArenaView): Chunk[] | BrokenInvariant {
  const list: Chunk[] = [];
  const limit = words.length * 4;
  let unused = false;
  for (let at = first; at !== 0; at = words[(at + NEXT) >> 2]!) {
    if (at < 0 || (at & 15) !== 0 || at + CHUNK_OVERHEAD > limit)
      return broken(at, 'the list of chunks leads out of the memory');
    if (list.length === chunks) return broken(at, 'the list of chunks has more than there are');
    const chunk = { at, end: words[(at + END) >> 2]!, top: at === current ? top : words[(at + TOP) >> 2]! };
    if (chunk.end > limit || chunk.top < at + FIRST_BLOCK || chunk.top > chunk.end - 4)
      return broken(at, 'the header of a chunk was overwritten');
    if (unused && chunk.top !== at + FIRST_BLOCK) return broken(at, 'a chunk behind the current one has blocks');
    unused ||= at === current;
    list.push(chunk);
  }
  if (list.length !== chunks || (chunks > 0 && !unused)) return broken(first, 'the list of chunks is too short');
  return list;
}

export function walkChunks(view: ArenaView, visit: (block: HeapBlock) => boolean | void): void {
  const list = chunksOf(view);
  if (!Array.isArray(list)) return;
  const block: HeapBlock = { address: 0, size: 0, payload: 0, usable: 0, free: false };
  for (const { at, top } of list.sort((a, b) => a.at - b.at)) {
    for (let header = at + FIRST_BLOCK; header < top; header += block.size) {
      const word = view.words[header >> 2]!;
      block.address = header;
      block.size = word & ~15;
      if (block.size < 16 || header + block.size > top) return;
      block.payload = header + 4;
      block.free = (word & IN_USE) === 0;
      block.usable = block.free ? 0 : block.size - 4;
      if (visit(block) === false) return;
    }
  }
}

/** The O(1) part: the last block. */
export function lastBlock({ words, last, top }: ArenaView): BrokenInvariant | undefined {
  return last === 0 || words[last >> 2] === ((top - last) | IN_USE)
    ? undefined
    : broken(last, 'the header of the last block was overwritten');
}

/** The O(heap) part: chunks and tiling. */
export function inspectChunks(view: ArenaView): BrokenInvariant | undefined {
  const list = chunksOf(view);
  if (!Array.isArray(list)) return list;
  for (const { at, top } of list) {
    let header = at + FIRST_BLOCK;
    while (header < top) {
      const word = view.words[header >> 2]!;
      const size = word & ~15;
      if (size < 16 || header + size > top)
        return broken(header, `a header says that its block has ${size >>> 0} bytes`);
      if ((word & 15 & ~IN_USE) !== 0) return broken(header, 'a header has unknown flags');
      header += size;
    }
  }
  return undefined;
}
