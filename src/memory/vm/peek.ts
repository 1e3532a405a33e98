/**
 * Looks at a page of an address space wherever its bytes are, without bringing it in: nothing is counted, no policy hears of
 * it, no page leaves. For reports and searches, which are no part of the program.
 *
 * Cost: that of finding an entry; a read of the file for a page that is in swap, or in a file and not resident.
 */
import { PAGE } from './contract.js';
import type { AddressSpace } from './address-space.js';
import { frameOf, holdsFrame, swapSlotOf } from './entry.js';
import { NO_FRAME } from './frame-allocator.js';
import { NO_SLOT } from './page-table.js';
import type { PagedObject } from './paged-object.js';
import type { PhysicalMemory } from './physical-memory.js';

/** The bytes of a page, to be read at once; undefined for one that is not mapped, or all zeros because nobody has touched it. */
export function peekPage(space: AddressSpace, page: number): Uint8Array | undefined {
  const { physical, table } = space;
  const area = space.areas.find(page * PAGE);
  if (area === undefined) return undefined;
  const slot = table.find(page);
  const low = slot === NO_SLOT ? 0 : physical.words[2 * slot]!;
  if (holdsFrame(low)) return physical.contents(frameOf(low));
  if (low !== 0) return peekSwap(physical, swapSlotOf(low, physical.words[2 * slot + 1]!));
  if (area.object === undefined) return undefined;
  return peekObject(physical, area.object, (area.offset + page * PAGE - area.start) / PAGE);
}

function peekObject(physical: PhysicalMemory, object: PagedObject, index: number): Uint8Array | undefined {
  const frame = object.resident(index);
  if (frame !== NO_FRAME) return physical.contents(frame);
  const slot = object.swapped.get(index);
  if (slot !== undefined) return peekSwap(physical, slot);
  if (object.file === undefined || index >= object.pageCount) return undefined;
  const bytes = new Uint8Array(PAGE);
  try {
    object.file.read(index * PAGE, bytes);
  } catch {
    return undefined;
  }
  return bytes;
}

function peekSwap(physical: PhysicalMemory, slot: number): Uint8Array | undefined {
  const swap = physical.swap!;
  const frame = swap.cached[slot]!;
  return frame === NO_FRAME ? swap.peek(slot) : physical.contents(frame);
}
