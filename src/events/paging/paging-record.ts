/** What is known of a run on paged memory: what its reports are made of. Plain data, as it goes between threads. */
import type { Address, Bytes } from '../../base/ids.js';

export interface PlacedFrame {
  function: string;
  /** '' when unknown. */
  file: string;
  line: number;
  column: number;
}

/** A stretch of the address space, as /proc/PID/maps shows it. */
export interface AreaRecord {
  start: Address;
  end: Address;
  /** "rw-p". */
  permissions: string;
  /** Of the file. */
  offset: Bytes;
  name: string;
  residentPages: number;
  swappedPages: number;
  minorFaults: number;
  majorFaults: number;
}

/** Faults of a source line. */
export interface LineFaults {
  frame: PlacedFrame;
  minor: number;
  major: number;
}

export interface CostRecord {
  what: string;
  count: number;
  /** Nanoseconds each. */
  each: number;
}

/** An access that no page could answer. */
export interface FaultRecord {
  signal: 'SIGSEGV' | 'SIGBUS';
  address: Address;
  access: 'read' | 'write';
  /** What is wrong, in a sentence. */
  reason: string;
  /** What the page tables say of the page. */
  page: string;
  /** What lies around it, nearest first. */
  nearby: string[];
}

export type PagingEnding =
  | { how: 'exit'; status: number }
  | { how: 'signal'; signal: string; message: string; fault?: FaultRecord; stack: PlacedFrame[] }
  | { how: 'timeout'; seconds: number }
  /** --exit-on-first-error. */
  | { how: 'first-error' }
  /** exec: the process went on with another program, which has a record of its own. */
  | { how: 'exec'; program: string };

/** One of the processes of a run. */
export interface ProcessRecord {
  pid: number;
  /** undefined: it had none, or its parent ended before it. */
  parent: number | undefined;
  program: string;
  ending: PagingEnding;
  minorFaults: number;
  majorFaults: number;
  /** Pages. */
  peakResident: number;
  peakSwapped: number;
  /** Turns on the processor, and how long they took on this machine. */
  turns: number;
  milliseconds: number;
}

/** Counts are those of all processes together; the ending is the first program's. */
export interface PagingRecord {
  tool: string;
  program: string;
  arguments: readonly string[];
  directory: string;
  /** Bytes of RAM, and what decides which page leaves. */
  ram: Bytes;
  policy: string;
  malloc: string;
  /** Bytes that swap may take; undefined without swap. */
  swapSize: Bytes | undefined;
  ending: PagingEnding;
  /** Of this machine, from the call of _start to the end of the last process. */
  milliseconds: number;
  /** Of all its processors, for the same; what the engine compiles meanwhile is in it. */
  processorMilliseconds: number;
  minorFaults: number;
  majorFaults: number;
  /** Pages, of the process that had most; and of the first one when it ended. */
  peakResident: number;
  residentAtEnd: number;
  peakMapped: number;
  swapIn: number;
  swapOut: number;
  peakSwap: number;
  evictions: number;
  signalsDelivered: number;
  /** Where every reference to a page was seen. */
  observed?: { accesses: number; tlbLevel2Hits: number; tlbMisses: number };
  costs: CostRecord[];
  /** Of the first program. */
  areas: AreaRecord[];
  /** Most faults first. */
  lines: LineFaults[];
  /** By pid; the first program first. */
  processes: ProcessRecord[];
}
