/**
 * What madvise does to the pages of areas, and bringing in pages before they are touched. Advice that changes nothing here
 * ('normal') is not looked at: whoever takes it from a program has said what it knows.
 */
import type { Address } from '../../base/ids.js';
import type { AddressSpace } from './address-space.js';
import { type Area, isData } from './area.js';
import { Fault, isHandled, MemoryRefused, NONE, PAGE, READ, WRITE, type Access, type FaultCode } from './contract.js';
import { frameOf, holdsFrame } from './entry.js';
import { NO_FRAME } from './frame-allocator.js';
import { NO_SLOT } from './page-table.js';
import type { Advice } from './space-requests.js';

/** Advice on [start, end) of an area. @throws MemoryRefused where the area cannot follow it */
export function advise(space: AddressSpace, area: Area, start: Address, end: Address, advice: Advice): void {
  switch (advice) {
    case 'willNeed':
      return willNeed(space, area, start / PAGE, end / PAGE);
    case 'pageOut':
      return pageOut(space, area, start / PAGE, end / PAGE);
    case 'dontNeed':
      refuseIfLocked(area);
      return space.entries.drop(start / PAGE, end / PAGE);
    case 'free':
      refuseIfLocked(area);
      if (!isPrivateMemory(area))
        throw new MemoryRefused('EINVAL', 'only private memory without a file can be given up lazily');
      return space.entries.freeLazily(start / PAGE, end / PAGE);
    case 'wipeOnFork':
      if (!isPrivateMemory(area)) throw new MemoryRefused('EINVAL', 'only private memory without a file can be wiped');
      return setOnFork(space, start, end, 'wipe');
    case 'dontFork':
      return setOnFork(space, start, end, 'leave');
    case 'doFork':
    case 'keepOnFork':
      return setOnFork(space, start, end, 'copy');
    case 'populateRead':
      return mustPopulate(space, area, start, end, READ);
    case 'populateWrite':
      return mustPopulate(space, area, start, end, WRITE);
    case 'normal':
  }
}

/**
 * Brings in all pages of a range, for writing where a write would make a copy.
 * @returns undefined, or the fault that stopped it
 */
export function populate(space: AddressSpace, start: Address, end: Address): FaultCode | undefined {
  for (const area of space.areas.overlapping(start, end)) {
    const access = isData(area) ? WRITE : READ;
    const fault = touchAll(space, Math.max(start, area.start), Math.min(end, area.end), access);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function touchAll(space: AddressSpace, start: Address, end: Address, access: Access): FaultCode | undefined {
  for (let at = start; at < end; at += PAGE) {
    const reached = space.reach(at, access);
    if (reached < 0) return (-1 - reached) as FaultCode;
  }
  return undefined;
}

/** madvise's own populating says why it stopped. */
function mustPopulate(space: AddressSpace, area: Area, start: Address, end: Address, access: Access): void {
  if ((area.protection & access) === 0) throw new MemoryRefused('EINVAL', 'the protection does not allow the access');
  const fault = touchAll(space, start, end, access);
  if (fault === Fault.outOfMemory) throw new MemoryRefused('ENOMEM', 'there are not enough frames for all pages');
  if (fault !== undefined && !isHandled(fault)) throw new MemoryRefused('EFAULT', 'a page cannot be touched');
}

function willNeed(space: AddressSpace, area: Area, from: number, to: number): void {
  const { allocator, reclaim, words } = space.physical;
  for (let page = from; page < to && allocator.free > 1; page++) {
    const slot = space.table.find(page);
    const isSwapped = slot !== NO_SLOT && words[2 * slot] !== 0 && !holdsFrame(words[2 * slot]!);
    if (area.object !== undefined && (slot === NO_SLOT || words[2 * slot] === 0)) {
      const frame = area.object.bring((area.offset + page * PAGE - area.start) / PAGE);
      if (frame < 0) return;
      reclaim.touch(frame, false);
    } else if (isSwapped && area.protection !== NONE) space.reach(page * PAGE, READ);
  }
}

/** What is in frames leaves them, as far as it can: to swap, or to its file. */
function pageOut(space: AddressSpace, area: Area, from: number, to: number): void {
  refuseIfLocked(area);
  const { physical, table } = space;
  const frames: number[] = [];
  table.each(from, to, (slot) => {
    const low = physical.words[2 * slot]!;
    if (holdsFrame(low)) frames.push(frameOf(low));
  });
  // Pages that nobody has mapped are in no entry.
  if (area.object !== undefined)
    for (let page = from; page < to; page++) {
      const frame = area.object.resident((area.offset + page * PAGE - area.start) / PAGE);
      if (frame !== NO_FRAME) frames.push(frame);
    }
  for (const frame of new Set(frames)) physical.reclaim.pageOut(frame);
}

function setOnFork(space: AddressSpace, start: Address, end: Address, onFork: Area['onFork']): void {
  for (const area of space.areas.isolate(start, end)) area.onFork = onFork;
  space.areas.merge(start, end);
}

function isPrivateMemory({ object, shared }: Area): boolean {
  return object === undefined && !shared;
}

function refuseIfLocked({ locked }: Area): void {
  if (locked) throw new MemoryRefused('EINVAL', 'locked pages are needed');
}
