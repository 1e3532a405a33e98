/**
 * The files of /proc as Linux writes them (proc_pid_maps(5), proc_pid_smaps(5), proc_pid_status(5), proc_pid_pagemap(5),
 * proc_meminfo(5)), for programs that read them. Only the lines that say something of memory.
 */
import type { AddressSpace } from '../address-space.js';
import type { Area } from '../area.js';
import { EXECUTE, PAGE, READ, WRITE } from '../contract.js';
import { frameOf, holdsFrame, swapSlotOf } from '../entry.js';
import { ANONYMOUS, CACHED, TABLE, ZERO_FRAME } from '../frame-kinds.js';
import { NO_SLOT } from '../page-table.js';
import type { PhysicalMemory } from '../physical-memory.js';
import { countArea, type AreaCounts } from './area-counts.js';

const KIB = PAGE / 1024;
/** The column at which names stand in maps. */
const NAME_COLUMN = 73;
const PAGE_ENTRY = 8;

export function mapsText(space: AddressSpace): string {
  return space.areas.all.map((area) => `${mapsLine(area)}\n`).join('');
}

export function smapsText(space: AddressSpace): string {
  return space.areas.all.map((area) => `${mapsLine(area)}\n${smapsLines(area, countArea(space, area))}`).join('');
}

export interface ProcessFacts {
  name: string;
  pid: number;
  parent: number;
}

export function statusText(space: AddressSpace, { name, pid, parent }: ProcessFacts): string {
  const { entries, table } = space;
  const kinds = residentKinds(space);
  const sizes: [string, number][] = [
    ['VmPeak', space.peakMapped],
    ['VmSize', space.mapped],
    ['VmLck', sizeOf(space, ({ locked }) => locked)],
    ['VmHWM', entries.peakResident],
    ['VmRSS', entries.resident],
    ['RssAnon', kinds.anonymous],
    ['RssFile', kinds.file],
    ['RssShmem', kinds.shared],
    ['VmData', sizeOf(space, isData)],
    ['VmStk', sizeOf(space, isStack)],
    ['VmPTE', table.tables],
    ['VmSwap', entries.swapped],
  ];
  const lines = sizes.map(([title, pages]) => `${title}:\t${String(pages * KIB).padStart(8)} kB\n`);
  return `Name:\t${name}\nState:\tR (running)\nPid:\t${pid}\nPPid:\t${parent}\n${lines.join('')}`;
}

/** In pages: size, resident, shared, text, libraries, data and stack, dirty; as in Linux two of them are always 0. */
export function statmText(space: AddressSpace): string {
  const { file, shared } = residentKinds(space);
  const text = sizeOf(space, ({ object, protection }) => object !== undefined && (protection & EXECUTE) !== 0);
  const data = sizeOf(space, (area) => isData(area) || isStack(area));
  return `${[space.mapped, space.entries.resident, file + shared, text, 0, data, 0].join(' ')}\n`;
}

/** Resident pages, by what stands behind them. */
function residentKinds({ table, physical }: AddressSpace): { anonymous: number; file: number; shared: number } {
  const kinds = { anonymous: 0, file: 0, shared: 0 };
  table.each(0, 2 ** 36, (slot) => {
    const low = physical.words[2 * slot]!;
    const frame = frameOf(low);
    if (!holdsFrame(low) || frame === ZERO_FRAME) return;
    if (physical.kind[frame] === ANONYMOUS) kinds.anonymous++;
    else kinds[physical.object[frame]?.file === undefined ? 'shared' : 'file']++;
  });
  return kinds;
}

function sizeOf({ areas }: AddressSpace, wanted: (area: Area) => boolean): number {
  return areas.all.reduce((sum, area) => sum + (wanted(area) ? (area.end - area.start) / PAGE : 0), 0);
}

function isStack({ name }: Area): boolean {
  return name.startsWith('[stack');
}

function isData(area: Area): boolean {
  return !area.shared && (area.protection & WRITE) !== 0 && !isStack(area);
}

/** Fills in what /proc/PID/pagemap holds from an offset on: eight bytes for each page. */
export function readPagemap(space: AddressSpace, offset: number, into: Uint8Array): void {
  const view = new DataView(into.buffer, into.byteOffset, into.byteLength);
  const first = Math.floor(offset / PAGE_ENTRY);
  for (let i = 0; (i + 1) * PAGE_ENTRY <= into.length; i++)
    view.setBigUint64(i * PAGE_ENTRY, pagemapEntry(space, first + i), true);
}

/**
 *     63        62        61                       56                  54 .. 0
 *     present   swapped   file or shared memory    mapped only here    frame; or 5 bits of swap type and the slot
 */
export function pagemapEntry(space: AddressSpace, page: number): bigint {
  const { words, kind, mapped } = space.physical;
  const slot = space.table.find(page);
  const low = slot === NO_SLOT ? 0 : words[2 * slot]!;
  if (low === 0) return 0n;
  if (!holdsFrame(low)) return (1n << 62n) | (BigInt(swapSlotOf(low, words[2 * slot + 1]!)) << 5n);
  const frame = frameOf(low);
  const isObjects = kind[frame] === CACHED ? 1n << 61n : 0n;
  const isAlone = mapped[frame] === 1 ? 1n << 56n : 0n;
  return (1n << 63n) | isObjects | isAlone | BigInt(frame);
}

export function meminfoText(physical: PhysicalMemory): string {
  const { frames, allocator, swap, commit, writeBack, kind, object } = physical;
  const counts = { anonymous: 0, cached: 0, shared: 0, tables: 0 };
  for (let frame = 0; frame < frames; frame++) {
    if (kind[frame] === ANONYMOUS) counts.anonymous++;
    else if (kind[frame] === TABLE) counts.tables++;
    else if (kind[frame] === CACHED) counts[object[frame]?.file === undefined ? 'shared' : 'cached']++;
  }
  const sizes: [string, number][] = [
    ['MemTotal', frames],
    ['MemFree', allocator.free],
    ['MemAvailable', allocator.free + counts.cached],
    ['Cached', counts.cached + counts.shared],
    ['SwapTotal', swap?.slots ?? 0],
    ['SwapFree', swap?.free ?? 0],
    ['Dirty', writeBack.waiting],
    ['AnonPages', counts.anonymous],
    ['Shmem', counts.shared],
    ['PageTables', counts.tables],
    ['CommitLimit', commit.limit],
    ['Committed_AS', commit.pages],
  ];
  return sizes.map(([title, pages]) => `${`${title}:`.padEnd(16)}${String(pages * KIB).padStart(8)} kB\n`).join('');
}

function mapsLine({ start, end, protection, shared, offset, object, name }: Area): string {
  const bits = [
    (protection & READ) === 0 ? '-' : 'r',
    (protection & WRITE) === 0 ? '-' : 'w',
    (protection & EXECUTE) === 0 ? '-' : 'x',
    shared ? 's' : 'p',
  ].join('');
  const device = object?.device ?? '00:00';
  const facts = `${hex(start)}-${hex(end)} ${bits} ${hex(offset)} ${device} ${object?.inode ?? 0}`;
  return name === '' ? `${facts} ` : `${facts.padEnd(NAME_COLUMN - 1)} ${name}`;
}

function smapsLines(area: Area, counts: AreaCounts): string {
  const pages: [string, number][] = [
    ['Size', (area.end - area.start) / PAGE],
    ['KernelPageSize', 1],
    ['MMUPageSize', 1],
    ['Rss', counts.resident],
    ['Pss', counts.proportional],
    ['Shared_Clean', counts.sharedClean],
    ['Shared_Dirty', counts.sharedDirty],
    ['Private_Clean', counts.privateClean],
    ['Private_Dirty', counts.privateDirty],
    ['Referenced', counts.referenced],
    ['Anonymous', counts.anonymous],
    ['LazyFree', counts.lazyFree],
    ['Swap', counts.swapped],
    ['Locked', area.locked ? counts.resident : 0],
  ];
  const lines = pages.map(([title, n]) => `${`${title}:`.padEnd(16)}${String(Math.floor(n * KIB)).padStart(8)} kB\n`);
  return `${lines.join('')}VmFlags: ${flagsOf(area).join(' ')}\n`;
}

function flagsOf({ protection, shared, locked, accounted }: Area): string[] {
  const flags: [isSet: boolean, flag: string][] = [
    [(protection & READ) !== 0, 'rd'],
    [(protection & WRITE) !== 0, 'wr'],
    [(protection & EXECUTE) !== 0, 'ex'],
    [shared, 'sh'],
    [locked, 'lo'],
    [accounted, 'ac'],
  ];
  return flags.filter(([isSet]) => isSet).map(([, flag]) => flag);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
