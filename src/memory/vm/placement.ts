/** Where areas are put: at the address that is asked for, or as high as there is room, as by Linux. */
import type { Address, Bytes } from '../../base/ids.js';
import type { AreaList } from './area.js';
import { ADDRESS_END, MemoryRefused, PAGE } from './contract.js';
import type { MapRequest } from './space-requests.js';

export interface Places {
  /** Nothing may be mapped below. */
  readonly lowest: Address;
  /** Maps without an address lie between these, as high as there is room. */
  readonly mapsStart: Address;
  readonly mapsEnd: Address;
}

/**
 * Where an area is put.
 * @throws MemoryRefused
 */
export function placeFor(
  areas: AreaList,
  size: Bytes,
  { address, fixed }: MapRequest,
  { lowest, mapsStart, mapsEnd }: Places,
): Address {
  if (fixed !== undefined) {
    if (address === undefined || address % PAGE !== 0)
      throw new MemoryRefused('EINVAL', `a fixed map at ${address}, which is not a page's start`);
    if (address < lowest) throw new MemoryRefused('EPERM', `nothing is mapped below ${lowest}`);
    if (address + size > ADDRESS_END) throw new MemoryRefused('ENOMEM', 'behind the end of the address space');
    if (fixed === 'keep' && areas.overlapping(address, address + size).length > 0)
      throw new MemoryRefused('EEXIST', 'something is mapped there');
    return address;
  }
  if (address !== undefined) {
    const wish = address - (address % PAGE);
    const fits = wish >= lowest && wish + size <= ADDRESS_END;
    if (fits && areas.overlapping(wish, wish + size).length === 0) return wish;
  }
  let end = mapsEnd;
  for (let i = areas.firstEndingAfter(end - 1); ; i--) {
    const above = areas.all[i];
    if (above !== undefined && above.start < end) end = above.start;
    const below = areas.all[i - 1]?.end ?? 0;
    if (end - size < mapsStart) break;
    if (end - size >= below) return end - size;
  }
  throw new MemoryRefused('ENOMEM', `no ${size} bytes in a row are left in the address space`);
}
