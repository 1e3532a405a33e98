/**
 * The heap as rows for people: one for each chunk or stretch of memory, equal neighbours as one. Cost: O(regions).
 */
import type { Address, Bytes } from '../../base/ids.js';
import { NO_BLOCK, OWNER, OWNERS, type HeapPicture, type Owner } from '../../events/heap/heap-picture.js';

export interface HeapRow {
  /** Of the first of them. */
  address: Address;
  /** Bytes of each. */
  size: Bytes;
  /** What it mainly is. */
  owner: Owner;
  /** Row of the first one's block, or NO_BLOCK. */
  block: number;
  /** Equal ones in a row. */
  times: number;
}

/** What a chunk without a block is called after: the first of these that it has. */
const TELLING: readonly Owner[] = ['free', 'top', 'unknown', 'rounding'];
const RANK = new Uint8Array(OWNERS.length).fill(TELLING.length);
TELLING.forEach((owner, rank) => (RANK[OWNER[owner]] = rank));

export function* heapRows({ regions, blocks }: HeapPicture): Generator<HeapRow> {
  let last: HeapRow | undefined;
  for (let i = 0; i < regions.start.length; ) {
    const first = i;
    let main = i;
    let size = 0;
    do {
      size += regions.size.get(i);
      if (RANK[regions.owner.get(i)]! < RANK[regions.owner.get(main)]!) main = i;
      i++;
    } while (i < regions.start.length && belongTogether(regions, first, i));
    const block = blockIn(regions, first, i);
    const owner = block === NO_BLOCK ? OWNERS[regions.owner.get(main)]! : stateOf(blocks, block);
    const row: HeapRow = { address: regions.start.get(first), size, owner, block, times: 1 };
    if (last !== undefined && isAlike(blocks, last, row)) last.times++;
    else {
      if (last !== undefined) yield last;
      last = row;
    }
  }
  if (last !== undefined) yield last;
}

/** Of a block, whose own bytes may be none. */
function stateOf({ live }: HeapPicture['blocks'], block: number): Owner {
  return live.get(block) === 1 ? 'payload' : 'quarantine';
}

type Regions = HeapPicture['regions'];

/** Regions of one chunk, or, where chunks are not known, of one block. */
function belongTogether({ chunk, block }: Regions, a: number, b: number): boolean {
  if (chunk.get(a) !== 0 || chunk.get(b) !== 0) return chunk.get(a) === chunk.get(b);
  return block.get(a) !== NO_BLOCK && block.get(a) === block.get(b);
}

function blockIn({ block }: Regions, from: number, to: number): number {
  for (let i = from; i < to; i++) if (block.get(i) !== NO_BLOCK) return block.get(i);
  return NO_BLOCK;
}

function isAlike(blocks: HeapPicture['blocks'], a: HeapRow, b: HeapRow): boolean {
  if (a.address + a.size * a.times !== b.address || a.size !== b.size || a.owner !== b.owner) return false;
  if (a.block === NO_BLOCK || b.block === NO_BLOCK) return a.block === b.block;
  return [blocks.size, blocks.live, blocks.routine, blocks.allocStack, blocks.freeStack].every(
    (column) => column.get(a.block) === column.get(b.block),
  );
}
