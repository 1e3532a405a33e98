/**
 * Blocks that the C library allocates to set a program up. They are nobody's leak and would not be on the heap elsewhere,
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

/** @param isStartupSite the call stands in one of the functions that set up. */
export function findStartupBlocks(
  registry: BlockRegistry,
  stacks: StackTable,
  isStartupSite: (site: CodeOffset) => boolean,
): StartupBlocks {
  // By stack: 1 when a startup function is on it. Parents come before children.
  const flags = new Uint8Array(stacks.site.length);
  for (let id = 1; id < flags.length; id++) {
    flags[id] = flags[stacks.parent.get(id)] | (isStartupSite(stacks.site.get(id)) ? 1 : 0);
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
