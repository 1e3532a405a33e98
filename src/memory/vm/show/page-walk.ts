/** The way through the page table to one address, level by level and bit by bit: for whoever wants to see it. */
import type { Address } from '../../../base/ids.js';
import type { AddressSpace } from '../address-space.js';
import type { Area } from '../area.js';
import { PAGE } from '../contract.js';
import {
  ACCESSED,
  DIRTY,
  frameOf,
  HIDDEN,
  holdsFrame,
  LEVELS,
  LOCKED,
  NO_EXECUTE,
  OWN,
  PRESENT,
  SWAPPED,
  swapSlotOf,
  USER,
  WRITABLE,
} from '../entry.js';
import { indexAt } from '../page-table.js';

export interface WalkStep {
  /** 4 is the root's. */
  level: number;
  /** What x86-64's manual calls the table. */
  tableName: string;
  index: number;
  tableFrame: number;
  /** Of the entry, in the WebAssembly.Memory. */
  entryAddress: Address;
  /** The 64 bits of the entry. */
  entry: bigint;
  /** The names of the bits that are set. */
  bits: string[];
  /** Where it leads: a table or, at level 1, the page. */
  frame: number | undefined;
  swapSlot: number | undefined;
}

export interface PageWalk {
  address: Address;
  page: number;
  offset: number;
  area: Area | undefined;
  /** As far as the way goes; the last step has no frame where the page is not in memory. */
  steps: WalkStep[];
  /** In the WebAssembly.Memory; undefined where the processor would fault. */
  memoryAddress: Address | undefined;
}

const TABLE_NAMES = ['', 'page table', 'page directory', 'page-directory-pointer table', 'PML4'];

const LOW_BITS: readonly [bit: number, name: string][] = [
  [PRESENT, 'present'],
  [WRITABLE, 'writable'],
  [USER, 'user'],
  [ACCESSED, 'accessed'],
  [DIRTY, 'dirty'],
  [SWAPPED, 'swapped'],
  [HIDDEN, 'hidden'],
  [LOCKED, 'locked'],
];

export function walkPageTable(space: AddressSpace, address: Address): PageWalk {
  const { physical } = space;
  const page = Math.floor(address / PAGE);
  const steps = space.table.path(page).map((slot, i): WalkStep => {
    const level = LEVELS - i;
    const low = physical.words[2 * slot]!;
    const high = physical.words[2 * slot + 1]!;
    return {
      level,
      tableName: TABLE_NAMES[level]!,
      index: indexAt(page, level),
      tableFrame: slot >>> 9,
      entryAddress: physical.base + 8 * slot,
      entry: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0),
      bits: bitNames(low, high),
      frame: holdsFrame(low) ? frameOf(low) : undefined,
      swapSlot: low !== 0 && !holdsFrame(low) ? swapSlotOf(low, high) : undefined,
    };
  });
  const memoryAddress = space.translate(address)?.memoryAddress;
  return { address, page, offset: address % PAGE, area: space.areas.find(address), steps, memoryAddress };
}

function bitNames(low: number, high: number): string[] {
  const names = LOW_BITS.filter(([bit]) => (low & bit) !== 0).map(([, name]) => name);
  if (holdsFrame(low) && (high & OWN) !== 0) names.push('own');
  if ((high & NO_EXECUTE) !== 0) names.push('no-execute');
  return names;
}
