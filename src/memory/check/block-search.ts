/**
 * Which block does an arbitrary address belong to? For messages: linear in the distance to the next block, with empty
 * 4096-byte stretches skipped, so even the middle of a freed gigabyte is found in well under a millisecond.
 */
import type { Address, BlockId, Bytes } from '../../base/ids.js';
import type { BlockRegistry } from './block-registry.js';
import { ADDRESS, ROW_WORDS, STRETCH_SHIFT } from './format.js';

const SLOTS = 1 << (STRETCH_SHIFT - 5);

/** The block that starts at `address` or last before it, or 0. */
export function blockAtOrBefore(registry: BlockRegistry, address: Address): BlockId {
  const { rows, index, occupied } = registry;
  let slot = Math.min(address >>> 5, index.length - 1);
  for (let stretch = slot >>> (STRETCH_SHIFT - 5); stretch >= 0; stretch--) {
    if (occupied[stretch] === 0) continue;
    const first = stretch * SLOTS;
    for (slot = Math.min(slot, first + SLOTS - 1); slot >= first; slot--) {
      const id = index[slot]!;
      if (id !== 0 && rows[id * ROW_WORDS + ADDRESS]! <= address) return id;
    }
    clearIfEmpty(registry, stretch);
  }
  return 0;
}

/** The first block that starts after `address`, at most `reach` bytes away, or 0. */
export function blockAfter(registry: BlockRegistry, address: Address, reach: Bytes): BlockId {
  const { rows, index, occupied } = registry;
  const last = Math.min((address + reach) / 32, index.length - 1) >>> 0;
  for (let slot = address >>> 5; slot <= last; slot++) {
    if (occupied[slot >>> (STRETCH_SHIFT - 5)] === 0) {
      slot |= SLOTS - 1;
      continue;
    }
    const id = index[slot]!;
    if (id === 0) continue;
    const start = rows[id * ROW_WORDS + ADDRESS]!;
    if (start > address) return start - address <= reach ? id : 0;
  }
  return 0;
}

/**
 * The block to name for `address`, or 0: the one that contains it; else the nearest that starts or ends within `reach`
 * bytes of it, of two equally near a live one, else the one before.
 */
export function nearestBlock(registry: BlockRegistry, address: Address, reach: Bytes): BlockId {
  const before = blockAtOrBefore(registry, address);
  let gap = Infinity;
  if (before !== 0) {
    // Distance to the last byte, counted as messages do: the first byte after the block is 0 bytes after it.
    gap = address - registry.address(before) - registry.size(before);
    if (gap < 0) return before;
  }
  const after = blockAfter(registry, address, reach);
  const lead = after === 0 ? Infinity : registry.address(after) - address;
  if (Math.min(gap, lead) > reach) return 0;
  if (gap + 1 === lead && !registry.isLive(before) && registry.isLive(after)) return after;
  return gap < lead ? before : after;
}

function clearIfEmpty(registry: BlockRegistry, stretch: number): void {
  const first = stretch * SLOTS;
  for (let slot = first; slot < first + SLOTS; slot++) if (registry.index[slot] !== 0) return;
  registry.occupied[stretch] = 0;
}
