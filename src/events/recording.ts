/**
 * A recording: everything that a run did to memory, the waist between running and reporting. Tables are columnar; rows
 * refer to each other by index. Reports are pure functions of a recording. Its file: docs/recording-format.md; whoever
 * changes a type here changes the check in format/check-meta.ts, the document, and its changelog.
 */
import { EVENT_ALLOC, EVENT_COLLECTION, EVENT_END, EVENT_FINDING, EVENT_FREE, EVENT_MOVE } from './event-codes.js';
import type { U8Column, U32Column, F64Column } from '../base/column.js';
import type { CodeOffset, StringId } from '../base/ids.js';
import type { CallLog } from './trace/call-log.js';
import type { StringTable } from '../base/strings.js';
import type { Ending, Finding, HeapTotals, LeakKind, LeakRecord } from './findings.js';

/**
 * Call stacks as a prefix tree. Row 0 is the empty stack. `parent[s]` is the stack of the caller, always < s.
 */
export interface StackTable {
  /** Code offset of the call or access. */
  site: U32Column;
  parent: U32Column;
}

/**
 * Source positions of code offsets, innermost first: the rows `siteFirst[i] .. siteFirst[i+1]-1` of the frame columns
 * belong to `siteOffset[i]`; all but the last were inlined into the one after it. Sorted by offset, one entry per
 * offset that occurs in a stack. Line 0 means unknown.
 */
export interface FrameTable {
  siteOffset: U32Column;
  /** One entry more than siteOffset. */
  siteFirst: U32Column;
  /** String id of the name as a person writes it: "Stack<int>::push". */
  function: U32Column;
  /** String id of the linker's name, with parameter types: "Stack<int>::push(int const&)". Inlined: as `function`. */
  symbol: U32Column;
  /** String id; 0 when the function has no debug information. */
  file: U32Column;
  line: U32Column;
  column: U32Column;
}

/** Kinds of events; the numbers are part of the recording format. Readers pass over kinds that they do not know. */
export const EVENT = {
  alloc: EVENT_ALLOC,
  free: EVENT_FREE,
  move: EVENT_MOVE,
  finding: EVENT_FINDING,
  end: EVENT_END,
  collection: EVENT_COLLECTION,
} as const;
export type EventKind = (typeof EVENT)[keyof typeof EVENT];

/**
 * What happened to memory, in order. Every kind has all columns; `subject` is what the event is about. A kind with more
 * to say than the columns hold has a table of its own, and `subject` is the row there, as `finding` does it.
 * - alloc: subject is the block; numbers grow with every birth and are not used again; `routine` indexes
 *          ALLOCATION_ROUTINES
 * - free:  block, address, size (what it had)
 * - move:  realloc; the block keeps its number; address and size are the new ones
 * - finding: subject is the index of the finding, address and size are those of the access, stack is this occurrence's
 * - end:   the program ended; nothing but the clock
 * - collection: of a managed heap; subject is the generation, size how many objects were found to be garbage
 *
 * Blocks that the C library allocates to set the program up are left out, as from the totals.
 */
export interface EventTable {
  kind: U8Column;
  /** Calls executed so far, of a Python program blocks allocated so far: the recording's clock. Never goes back. */
  clock: F64Column;
  subject: U32Column;
  address: U32Column;
  size: U32Column;
  stack: U32Column;
  routine: U8Column;
}

/** Source text, only for the lines that findings and leaks point at (with two lines around). */
export interface SourceLine {
  file: StringId;
  line: number;
  text: string;
}

export interface RecordingHeader {
  /** As the user typed it: "leak.c", or several names. */
  program: string;
  arguments: string[];
  /** Where it ran, absolute; reports show paths below it relative to it. */
  directory: string;
  /** heapglass's version. */
  tool: string;
  /** Report and checker options that change what a report says. */
  options: ReportOptions;
  /** Absent: C or C++. The blocks of a Python program are those of its objects, and stacks are lines of its sources. */
  language?: 'python';
  /** Of a program on paged memory. */
  process?: ProcessIdentity;
  /** Notes on the run that a reader of the report should know, one sentence each. */
  notes: string[];
}

/** Which of the processes of a run it was. */
export interface ProcessIdentity {
  pid: number;
  /** undefined: it had none, or its parent ended before it. */
  parent?: number | undefined;
}

/** Options that shape the report; kept in the recording so that `report` can say the same as `run` did. */
export interface ReportOptions {
  leakCheck: 'no' | 'summary' | 'full';
  /** Kinds shown in full. */
  showLeakKinds: LeakKind[];
  /** Kinds that count as errors. */
  errorsForLeakKinds: LeakKind[];
  /** Frames shown per stack. */
  numCallers: number;
}

export interface Recording {
  header: RecordingHeader;
  strings: StringTable;
  stacks: StackTable;
  frames: FrameTable;
  /** Empty unless the run was recorded with events. */
  events: EventTable;
  findings: Finding[];
  leaks: LeakRecord[];
  totals: HeapTotals;
  ending: Ending;
  /** Of a run without checks: its calls, instead of events. The totals follow from them. */
  calls?: CallLog;
  sources: SourceLine[];
}

export type { CodeOffset };
