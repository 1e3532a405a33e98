/**
 * Memory that stays: mlock, mlockall and what undoes them (Linux's mm/mlock.c). The pages of a locked area are brought in and are not
 * evicted, which their entries say (page-entries.ts); areas of stacks are locked as far as they have been used.
 */
import type { Address, Bytes } from '../../base/ids.js';
import type { AddressSpace } from './address-space.js';
import { populate } from './advice.js';
import { STACK, type Area } from './area.js';
import { ADDRESS_END, Fault, MemoryRefused, PAGE } from './contract.js';

/** All of [start, end) is mapped. @throws MemoryRefused */
export function lock(space: AddressSpace, start: Address, end: Address): void {
  const already = lockedBytes(space) - lockedBytes(space, start, end);
  requireAllowed(space, already + (end - start));
  setLocked(space, space.areas.isolate(start, end), true);
  const fault = populate(space, start, end);
  space.areas.merge(start, end);
  if (fault === Fault.outOfMemory) throw new MemoryRefused('EAGAIN', 'there are not enough frames for all pages');
  if (fault !== undefined) throw new MemoryRefused('ENOMEM', 'a page of the range cannot be touched');
}

/** All that is mapped, and is brought in as far as it can be. @throws MemoryRefused */
export function lockMapped(space: AddressSpace): void {
  for (const area of space.areas.all) {
    if (area.isGuard) continue;
    setLocked(space, [area], true);
    if (area.name !== STACK) populate(space, area.start, area.end);
  }
  space.areas.merge(0, ADDRESS_END);
}

export function unlock(space: AddressSpace, start: Address, end: Address): void {
  setLocked(space, space.areas.isolate(start, end), false);
  space.areas.merge(start, end);
}

/** @throws MemoryRefused if so many bytes must not be locked */
export function requireAllowed({ limits }: AddressSpace, bytes: Bytes): void {
  const most = limits.locked;
  if (most !== undefined && bytes > most) throw new MemoryRefused('ENOMEM', `more than ${most} bytes would be locked`);
}

/** Of a range, or in all. */
export function lockedBytes(space: AddressSpace, start: Address = 0, end: Address = ADDRESS_END): Bytes {
  return space.areas
    .overlapping(start, end)
    .filter((area) => area.locked)
    .reduce((sum, area) => sum + Math.min(end, area.end) - Math.max(start, area.start), 0);
}

function setLocked({ entries }: AddressSpace, areas: readonly Area[], locked: boolean): void {
  for (const area of areas) {
    area.locked = locked;
    entries.reprotect(area, area.start / PAGE, area.end / PAGE);
  }
}
