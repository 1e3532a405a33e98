/**
 * Gives every byte of a heap its owner: the allocator's walk says where chunks are, the page source which memory is the
 * heap's, and the table of blocks what the program asked for.
 *
 *     chunk that is in use    [header][ redzone ][ asked for ][ redzone ][ rounding ]
 *                             ^ address          ^ block
 *                                      ^ payload                                    ^ payload + usable
 *
 * Whatever lies between chunks is the allocator's. Where the walk ends early because something was overwritten, what is
 * left shows the blocks that are known, and is nobody's otherwise.
 *
 * Cost: O(chunks + blocks).
 */
import type { Address, Bytes } from '../../base/ids.js';
import {
  emptyRegions,
  NO_BLOCK,
  OWNER,
  type AddressRange,
  type BlockTable,
  type RegionTable,
} from '../../events/heap/heap-picture.js';
import type { Allocator, HeapBlock } from '../alloc/contract.js';

export interface HeapView {
  allocator: Pick<Allocator, 'walk'>;
  /** Whether an invariant of the allocator does not hold. */
  broken: boolean;
  /** All memory of the heap, and what of it the allocator got. */
  ranges: readonly AddressRange[];
  obtained: readonly AddressRange[];
  /** Ascending. */
  blocks: BlockTable;
  /** Guard bytes before and after each block; 0 where nothing checks. */
  redzone: Bytes;
}

export function drawHeap(view: HeapView): RegionTable {
  return new Drawing(view).draw();
}

class Drawing {
  readonly #view: HeapView;
  readonly #regions = emptyRegions();
  /** The next block that no region has been given to. */
  #block = 0;
  /** Drawn up to here. */
  #at: Address = 0;
  #chunks = 0;

  constructor(view: HeapView) {
    this.#view = view;
  }

  draw(): RegionTable {
    const chunks = this.#chunksByRange();
    for (const range of this.#view.ranges) this.#range(range, chunks);
    this.#markTop();
    return this.#regions;
  }

  /** The walk, copied: chunks of a heap that was overwritten may lie anywhere. */
  #chunksByRange(): HeapBlock[] {
    const chunks: HeapBlock[] = [];
    let last = 0;
    this.#view.allocator.walk((block) => {
      if (block.address < last || block.size <= 0) return false;
      last = block.address + block.size;
      chunks.push({ ...block });
      return true;
    });
    return chunks;
  }

  #range(range: AddressRange, chunks: readonly HeapBlock[]): void {
    this.#at = range.start;
    for (const piece of this.#view.obtained) {
      if (piece.end <= range.start || piece.start >= range.end) continue;
      this.#fill(piece.start, OWNER.program);
      this.#piece(piece, chunks);
    }
    this.#fill(range.end, OWNER.program);
  }

  #piece({ start, end }: AddressRange, chunks: readonly HeapBlock[]): void {
    const isInside = (chunk: HeapBlock): boolean => chunk.address >= start && chunk.address + chunk.size <= end;
    let from = firstFrom(chunks, start);
    for (; from < chunks.length && isInside(chunks[from]!); from++) {
      this.#fill(chunks[from]!.address, OWNER.tables);
      this.#chunk(chunks[from]!);
    }
    const isCutShort = this.#view.broken && (from === chunks.length || chunks[from]!.address < end);
    if (isCutShort) this.#known(end, OWNER.unknown, 0);
    this.#fill(end, OWNER.tables);
  }

  #chunk(chunk: HeapBlock): void {
    const number = ++this.#chunks;
    const end = chunk.address + chunk.size;
    if (chunk.free) {
      this.#emit(end, OWNER.free, NO_BLOCK, number);
      return;
    }
    this.#emit(chunk.payload, OWNER.header, NO_BLOCK, number);
    this.#known(chunk.payload + chunk.usable, OWNER.rounding, number);
    this.#emit(end, OWNER.rounding, NO_BLOCK, number);
  }

  /** The blocks up to `end`, each in its guard bytes; what is none of theirs goes to `rest`. */
  #known(end: Address, rest: number, chunk: number): void {
    const { blocks, redzone } = this.#view;
    const from = this.#at;
    while (this.#block < blocks.address.length && blocks.address.get(this.#block) < from) this.#block++;
    let found = 0;
    for (; this.#block < blocks.address.length && blocks.address.get(this.#block) < end; this.#block++) {
      const row = this.#block;
      const start = blocks.address.get(row);
      found++;
      // A chunk has one block, and all before it is guard.
      if (chunk === 0 && redzone > 0) this.#emit(start - redzone, rest, NO_BLOCK, chunk);
      this.#emit(start, redzone > 0 ? OWNER.redzone : rest, row, chunk);
      const owner = blocks.live.get(row) === 1 ? OWNER.payload : OWNER.quarantine;
      this.#emit(Math.min(end, start + blocks.size.get(row)), owner, row, chunk);
      this.#emit(Math.min(end, start + blocks.size.get(row) + redzone), OWNER.redzone, row, chunk);
    }
    this.#emit(end, found > 0 || chunk === 0 ? rest : OWNER.unknown, NO_BLOCK, chunk);
  }

  #fill(end: Address, owner: number): void {
    this.#emit(end, owner, NO_BLOCK, 0);
  }

  /** From where the drawing is to `end`, if that is further. */
  #emit(end: Address, owner: number, block: number, chunk: number): void {
    if (end <= this.#at) return;
    const regions = this.#regions;
    regions.start.push(this.#at);
    regions.size.push(end - this.#at);
    regions.owner.push(owner);
    regions.block.push(block);
    regions.chunk.push(chunk);
    this.#at = end;
  }

  /** The last chunk, when it is free. */
  #markTop(): void {
    const { owner, chunk } = this.#regions;
    for (let row = owner.length - 1; row >= 0; row--) {
      if (chunk.get(row) === 0) continue;
      if (owner.get(row) === OWNER.free) owner.set(row, OWNER.top);
      return;
    }
  }
}

/** The first chunk that starts at `address` or after it. */
function firstFrom(chunks: readonly HeapBlock[], address: Address): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (chunks[middle]!.address < address) low = middle + 1;
    else high = middle;
  }
  return low;
}
