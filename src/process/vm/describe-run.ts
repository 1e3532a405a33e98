/** What a run on paged memory has left behind, as data for reports. */
import type { CodeOffset } from '../../base/ids.js';
import type { AreaRecord, LineFaults, PagingEnding, PlacedFrame } from '../../events/paging/paging-record.js';
import type { DebugInfo } from '../../instrument/debug/contract.js';
import { PAGE } from '../../memory/vm/contract.js';
import { holdsFrame } from '../../memory/vm/entry.js';
import { explainFault, permissionsOf } from './explain-fault.js';
import type { PagedProcess } from './paged-process.js';
import type { PagedEnding } from './ending.js';

/** Entries of a stack that are shown. */
const MOST_FRAMES = 50;

export function describeEnding(ending: PagedEnding, process: PagedProcess, debug: DebugInfo): PagingEnding {
  if (ending.how !== 'signal') return ending;
  const { signal, message, fault, stack } = ending;
  return {
    how: 'signal',
    signal,
    message,
    fault: fault && explainFault(process, fault),
    stack: stack.slice(0, MOST_FRAMES).flatMap((site) => debug.framesAt(site)),
  };
}

export function describeAreas({ space }: PagedProcess): AreaRecord[] {
  const { words } = space.physical;
  return space.areas.all.map((area) => {
    let residentPages = 0;
    let swappedPages = 0;
    space.table.each(area.start / PAGE, area.end / PAGE, (slot) => {
      if (holdsFrame(words[2 * slot]!)) residentPages++;
      else swappedPages++;
    });
    return {
      start: area.start,
      end: area.end,
      permissions: permissionsOf(area),
      offset: area.object === undefined ? 0 : area.offset,
      name: area.isGuard && area.name === '' ? '[guard]' : area.name,
      residentPages,
      swappedPages,
      minorFaults: area.minorFaults,
      majorFaults: area.majorFaults,
    };
  });
}

/** Faults by source line: of the innermost line that is known, where a fault was in a library. */
export function describeLines(process: PagedProcess, debug: DebugInfo): LineFaults[] {
  const byLine = new Map<string, LineFaults>();
  for (const [site, { minor, major }] of process.accounts.bySite) {
    const frame = frameOf(debug, site);
    const key = `${frame.file}:${frame.line}:${frame.function}`;
    const known = byLine.get(key);
    if (known === undefined) byLine.set(key, { frame, minor, major });
    else {
      known.minor += minor;
      known.major += major;
    }
  }
  return [...byLine.values()].sort((a, b) => b.major - a.major || b.minor - a.minor);
}

function frameOf(debug: DebugInfo, site: CodeOffset): PlacedFrame {
  const frames = debug.framesAt(site);
  return frames.find(({ line }) => line > 0) ?? frames[0]!;
}
