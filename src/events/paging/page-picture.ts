/** An address space at one moment: its areas with the state of every page, and ways through its page table. */
import type { Address } from '../../base/ids.js';
import type { AreaRecord, LineFaults } from './paging-record.js';

/** States of a page, one letter each in `AreaPicture.pages`. */
export const PAGE_STATES = {
  untouched: '.',
  zero: '0',
  clean: 'r',
  dirty: 'D',
  swapped: 's',
} as const;

export interface AreaPicture extends AreaRecord {
  /** A letter for each page, in runs: [letter, pages]. */
  pages: [state: string, count: number][];
}

export interface WalkRecord {
  address: Address;
  area: string | undefined;
  steps: {
    level: number;
    tableName: string;
    index: number;
    tableFrame: number;
    entryAddress: Address;
    /** Hexadecimal, 16 digits. */
    entry: string;
    bits: string[];
    frame: number | undefined;
    swapSlot: number | undefined;
  }[];
  offset: number;
  memoryAddress: Address | undefined;
}

export interface PagePicture {
  /** Of the process. */
  pid: number;
  /** What moment it is, for people. */
  moment: string;
  faults: number;
  resident: number;
  /** Lines as /proc/PID/maps has them. */
  maps: string;
  areas: AreaPicture[];
  walks: WalkRecord[];
  lines: LineFaults[];
}
