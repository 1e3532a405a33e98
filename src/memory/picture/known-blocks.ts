/** What is known of the program's blocks, in the order of their addresses: from the registry, or from the calls made. */
import type { Address, Bytes, StackId } from '../../base/ids.js';
import { EVENT_ALLOC, EVENT_BYTES, EVENT_FREE } from '../../events/event-codes.js';
import { emptyBlocks, type BlockTable } from '../../events/heap/heap-picture.js';
import type { BlockRegistry } from '../check/block-registry.js';
import { UNCOUNTED_STACK } from '../check/format.js';

/** All that the registry remembers: live blocks and those in quarantine. O(n log n). */
export function registeredBlocks(registry: BlockRegistry): BlockTable {
  const ids: number[] = [];
  for (let id = 1; id < registry.end; id++) if (registry.isUsed(id)) ids.push(id);
  ids.sort((a, b) => registry.address(a) - registry.address(b));
  const table = emptyBlocks();
  for (const id of ids) {
    const live = registry.isLive(id);
    table.address.push(registry.address(id));
    table.size.push(registry.size(id));
    table.live.push(live ? 1 : 0);
    table.serial.push(registry.serial(id));
    table.routine.push(registry.routine(id));
    table.allocStack.push(registry.allocStack(id));
    table.freeStack.push(live ? 0 : registry.freeStack(id));
  }
  return table;
}

interface Block {
  size: Bytes;
  serial: number;
  routine: number;
  stack: StackId;
  /** Not one of those that the C library allocates to set the program up. */
  counted: boolean;
}

/**
 * The live blocks of a run without checks, kept by its calls. What counts as an event, and in the payload, is what counts
 * in a recording: stacks come with UNCOUNTED_STACK set where blocks are the C library's own.
 */
export class CalledBlocks {
  readonly #live = new Map<Address, Block>();
  #births = 0;
  events = 0;
  /** Bytes of live blocks that count. */
  payload: Bytes = 0;

  /** Events as the ring has them (event-codes.ts); an event of realloc has the old address in the serial's place. */
  take(words: Uint32Array, count: number): void {
    for (let i = 0; i < count; i++) {
      const at = (i * EVENT_BYTES) / 4;
      const kind = words[at + 2]! & 255;
      const address = words[at + 4]!;
      if (kind === EVENT_FREE) this.#end(address, true);
      else {
        const old = kind === EVENT_ALLOC ? undefined : this.#end(words[at + 3]!, false);
        this.#begin(address, words[at + 5]!, words[at + 2]! >>> 8, words[at + 6]!, old);
      }
    }
  }

  #begin(address: Address, size: Bytes, routine: number, from: StackId, old: Block | undefined): void {
    const counted = (from & UNCOUNTED_STACK) === 0;
    const stack = (from & ~UNCOUNTED_STACK) >>> 0;
    this.#live.set(address, { size, serial: old?.serial ?? ++this.#births, routine, stack, counted });
    if (!counted) return;
    this.events++;
    this.payload += size;
  }

  #end(address: Address, isEvent: boolean): Block | undefined {
    const block = this.#live.get(address);
    if (block === undefined) return undefined;
    this.#live.delete(address);
    if (!block.counted) return block;
    if (isEvent) this.events++;
    this.payload -= block.size;
    return block;
  }

  table(): BlockTable {
    const table = emptyBlocks();
    for (const [address, { size, serial, routine, stack }] of [...this.#live].sort(([a], [b]) => a - b)) {
      table.address.push(address);
      table.size.push(size);
      table.live.push(1);
      table.serial.push(serial);
      table.routine.push(routine);
      table.allocStack.push(stack);
      table.freeStack.push(0);
    }
    return table;
  }
}
