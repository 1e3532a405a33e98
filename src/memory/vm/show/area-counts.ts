/** How the pages of an area are at the moment: what /proc/PID/smaps tells. Cost: its entries. */
import type { AddressSpace } from '../address-space.js';
import type { Area } from '../area.js';
import { PAGE } from '../contract.js';
import { ACCESSED, frameOf, holdsFrame } from '../entry.js';
import { ANONYMOUS, ZERO_FRAME } from '../frame-kinds.js';

/** In pages. */
export interface AreaCounts {
  resident: number;
  /** Each page divided by those who map it. */
  proportional: number;
  sharedClean: number;
  sharedDirty: number;
  privateClean: number;
  privateDirty: number;
  referenced: number;
  anonymous: number;
  lazyFree: number;
  swapped: number;
}

export function countArea(space: AddressSpace, area: Area): AreaCounts {
  const { words, mapped, dirty, kind, lazyFree } = space.physical;
  const counts: AreaCounts = {
    ...{ resident: 0, proportional: 0, sharedClean: 0, sharedDirty: 0, privateClean: 0, privateDirty: 0 },
    ...{ referenced: 0, anonymous: 0, lazyFree: 0, swapped: 0 },
  };
  space.table.each(area.start / PAGE, area.end / PAGE, (slot) => {
    const low = words[2 * slot]!;
    if (!holdsFrame(low)) {
      counts.swapped++;
      return;
    }
    const frame = frameOf(low);
    if (frame === ZERO_FRAME) return;
    counts.resident++;
    counts.proportional += 1 / mapped[frame]!;
    if (mapped[frame]! > 1) counts[dirty[frame] === 1 ? 'sharedDirty' : 'sharedClean']++;
    else counts[dirty[frame] === 1 ? 'privateDirty' : 'privateClean']++;
    if ((low & ACCESSED) !== 0) counts.referenced++;
    if (kind[frame] === ANONYMOUS) counts.anonymous++;
    counts.lazyFree += lazyFree[frame]!;
  });
  return counts;
}
