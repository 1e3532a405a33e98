/**
 * Blocks that the C library allocates for itself, most of them to set a program up. They are nobody's leak and would not be on the heap elsewhere,
 * so reports and totals leave them out; what they point to is reachable.
 */
import type { CodeOffset, StackId } from '../base/ids.js';
import type { HeapTotals, LeakRecord } from '../events/findings.js';
import type { StackTable } from '../events/recording.js';
import type { BlockRegistry } from '../memory/check/block-registry.js';

export interface StartupBlocks {
  addresses: number[];
  bytes: number;
  isStartup(stack: StackId): boolean;
}

/** Whose code a call stands in: that of a function that sets up, of the program itself, or anything else's. */
export type SiteOwner = 'startup' | 'program' | 'other';

export function findStartupBlocks(
  registry: BlockRegistry,
  stacks: StackTable,
  ownerOf: (site: CodeOffset) => SiteOwner,
): StartupBlocks {
  // By stack: 1 when a startup function is on it and nothing of the program further in. Parents come before children.
  const flags = new Uint8Array(stacks.site.length);
  for (let id = 1; id < flags.length; id++) {
    const owner = ownerOf(stacks.site.get(id));
    flags[id] = owner === 'other' ? flags[stacks.parent.get(id)] : owner === 'startup' ? 1 : 0;
  }
  const found: StartupBlocks = { addresses: [], bytes: 0, isStartup: (stack) => flags[stack] === 1 };
  if (!flags.includes(1)) return found;
  for (let id = 1; id < registry.end; id++) {
    if (!registry.isLive(id) || flags[registry.allocStack(id)] === 0) continue;
    found.addresses.push(registry.address(id));
    found.bytes += registry.size(id);
  }
  return found;
}

export function withoutStartup(totals: HeapTotals, startup: StartupBlocks): HeapTotals {
  const blocks = startup.addresses.length;
  return {
    ...totals,
    allocations: totals.allocations - blocks,
    bytesAllocated: totals.bytesAllocated - startup.bytes,
    blocksAtExit: totals.blocksAtExit - blocks,
    bytesAtExit: totals.bytesAtExit - startup.bytes,
    peakBytes: totals.peakBytes - startup.bytes,
  };
}

export function leaksWithoutStartup(leaks: readonly LeakRecord[], startup: StartupBlocks): LeakRecord[] {
  return leaks.filter((leak) => !startup.isStartup(leak.stack));
}
