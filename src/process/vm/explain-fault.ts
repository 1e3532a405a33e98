/** Why an access could not be made, what the page tables say, and what lies nearby, in plain words. */
import { grouped, hex, counted } from '../../base/format.js';
import type { Address } from '../../base/ids.js';
import type { FaultRecord } from '../../events/paging/paging-record.js';
import { EXECUTE, Fault, PAGE, READ, WRITE } from '../../memory/vm/contract.js';
import { STACK, type Area } from '../../memory/vm/area.js';
import type { PagedProcess, SignalledFault } from './paged-process.js';
import { signalOfFault } from './signals.js';

/** What lies further away explains nothing. */
const NEAR = 16 * 1024 * 1024;

export function explainFault(process: PagedProcess, fault: SignalledFault): FaultRecord {
  const { address, write, code } = fault;
  return {
    signal: signalOfFault(code),
    address,
    access: write ? 'write' : 'read',
    reason: reasonOf(process, fault),
    page: pageState(process, address),
    nearby: nearby(process, address),
  };
}

function reasonOf({ space, image }: PagedProcess, { code, address, write }: SignalledFault): string {
  const area = space.areas.find(address);
  switch (code) {
    case Fault.nullPage:
      return address < PAGE
        ? 'nothing is ever mapped at the lowest addresses: a null pointer, or a small number used as one'
        : 'nothing is ever mapped at such low addresses: a small number was used as a pointer';
    case Fault.guard:
      if (area?.name === STACK) return 'the stack has grown beyond its limit, which the program has set (RLIMIT_STACK)';
      return address < image.stack.start + PAGE
        ? 'the stack has grown into its guard page: endless recursion, or too large local arrays'
        : 'it is a guard page, which is there so that it is never touched';
    case Fault.protection:
      return write
        ? `the area ${describe(area)} may not be written`
        : `the area ${describe(area)} allows no access at all (PROT_NONE)`;
    case Fault.beyondEnd:
      return `the area ${describe(area)} maps a file, which ends before this page`;
    case Fault.ioError:
      return `the page of ${describe(area)} could not be read from its file or from swap`;
    default:
      return 'nothing is mapped at that address';
  }
}

function pageState({ space }: PagedProcess, address: Address): string {
  const page = Math.floor(address / PAGE);
  const start = `page ${hex(page * PAGE)}`;
  const translation = space.translate(address);
  if (translation !== undefined) {
    const bits = [
      translation.writable ? 'writable' : 'not writable',
      ...(translation.accessed ? ['accessed'] : []),
      ...(translation.dirty ? ['dirty'] : []),
    ];
    return `${start} is in frame ${grouped(translation.frame)}, ${bits.join(', ')}`;
  }
  return space.areas.find(address) === undefined
    ? `${start} is in no area and has no entry in the page table`
    : `${start} belongs to an area, and has no frame`;
}

function nearby({ space, image, break: top }: PagedProcess, address: Address): string[] {
  const found: { distance: number; text: string }[] = [];
  const { all } = space.areas;
  const index = space.areas.firstEndingAfter(address);
  const [before, here, after] = [all[index - 1], all[index], all[index + 1]];
  if (before !== undefined) {
    const distance = address - before.end + 1;
    found.push({ distance, text: `${counted(distance, 'byte')} behind the end of ${describe(before)}` });
  }
  if (here !== undefined && here.start <= address)
    found.push({ distance: 0, text: `${counted(address - here.start, 'byte')} inside ${describe(here)}` });
  for (const area of [here, after]) {
    if (area === undefined || area.start <= address) continue;
    const distance = area.start - address;
    found.push({ distance, text: `${counted(distance, 'byte')} before ${describe(area)}` });
  }
  if (address >= top && address - top < NEAR && address >= image.heapStart)
    found.push({
      distance: address - top,
      text: `${counted(address - top, 'byte')} above the program's break (${hex(top)})`,
    });
  return found
    .filter(({ distance }) => distance < NEAR)
    .sort((a, b) => a.distance - b.distance)
    .map(({ text }) => text);
}

function describe(area: Area | undefined): string {
  if (area === undefined) return 'an area';
  const name = area.name === '' ? 'anonymous memory' : area.name;
  return `${name} ${hex(area.start)}-${hex(area.end)} (${permissionsOf(area)})`;
}

/** As /proc/PID/maps has them. */
export function permissionsOf({ protection, shared }: Pick<Area, 'protection' | 'shared'>): string {
  const letter = (bit: number, name: string): string => ((protection & bit) !== 0 ? name : '-');
  return `${letter(READ, 'r')}${letter(WRITE, 'w')}${letter(EXECUTE, 'x')}${shared ? 's' : 'p'}`;
}
