/** Takes the picture of a process's address space. Cost: every entry of its page table. */
import type { Address } from '../../base/ids.js';
import { PAGE_STATES, type AreaPicture, type PagePicture, type WalkRecord } from '../../events/paging/page-picture.js';
import type { DebugInfo } from '../../instrument/debug/contract.js';
import { PAGE } from '../../memory/vm/contract.js';
import { DIRTY, frameOf, holdsFrame } from '../../memory/vm/entry.js';
import { ZERO_FRAME } from '../../memory/vm/frame-kinds.js';
import { walkPageTable } from '../../memory/vm/show/page-walk.js';
import { mapsText } from '../../memory/vm/show/proc-files.js';
import { describeAreas, describeLines } from './describe-run.js';
import type { PagedProcess } from './paged-process.js';

export function drawPages(
  process: PagedProcess,
  debug: DebugInfo,
  moment: string,
  walks: readonly Address[],
): Omit<PagePicture, 'pid'> {
  const { space } = process;
  return {
    moment,
    faults: space.minorFaults + space.majorFaults,
    resident: space.resident,
    maps: mapsText(space),
    areas: describeAreas(process).map((area): AreaPicture => Object.assign(area, { pages: statesOf(process, area) })),
    walks: walks.map((address) => walkOf(process, address)),
    lines: describeLines(process, debug),
  };
}

function statesOf({ space }: PagedProcess, { start, end }: { start: Address; end: Address }): [string, number][] {
  const { words } = space.physical;
  const runs: [string, number][] = [];
  const add = (state: string, count: number): void => {
    const last = runs.at(-1);
    if (last?.[0] === state) last[1] += count;
    else if (count > 0) runs.push([state, count]);
  };
  let next = start / PAGE;
  space.table.each(start / PAGE, end / PAGE, (slot, page) => {
    add(PAGE_STATES.untouched, page - next);
    next = page + 1;
    const low = words[2 * slot]!;
    if (!holdsFrame(low)) add(PAGE_STATES.swapped, 1);
    else if (frameOf(low) === ZERO_FRAME) add(PAGE_STATES.zero, 1);
    else add((low & DIRTY) === 0 ? PAGE_STATES.clean : PAGE_STATES.dirty, 1);
  });
  add(PAGE_STATES.untouched, end / PAGE - next);
  return runs;
}

function walkOf({ space }: PagedProcess, address: Address): WalkRecord {
  const { area, steps, offset, memoryAddress } = walkPageTable(space, address);
  return {
    address,
    area: area && (area.name === '' ? 'anonymous memory' : area.name),
    steps: steps.map((step) => Object.assign(step, { entry: step.entry.toString(16).padStart(16, '0') })),
    offset,
    memoryAddress,
  };
}
