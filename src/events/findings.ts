/**
 * What the checker found, as data. One finding stands for every occurrence of the same error from the same stack.
 * Kinds carry memcheck's names where memcheck has the thing (docs/GLOSSARY.md).
 */
import type { Address, Bytes, StackId } from '../base/ids.js';

/** How a block was asked for or given back; the names are what a user typed. */
export type AllocationRoutine =
  | 'malloc'
  | 'calloc'
  | 'realloc'
  | 'reallocarray'
  | 'memalign'
  | 'aligned_alloc'
  | 'posix_memalign'
  | 'operator new'
  | 'operator new[]'
  | 'free'
  | 'operator delete'
  | 'operator delete[]'
  | 'malloc_usable_size';

export interface BlockFacts {
  address: Address;
  /** Bytes the program asked for. */
  size: Bytes;
  state: 'live' | 'freed';
  routine: AllocationRoutine;
  allocStack: StackId;
  /** Set when freed. */
  freeRoutine?: AllocationRoutine;
  freeStack?: StackId;
}

/** What stands for the name of a variable that has none in the source. No identifier has a blank, so none is taken for one. */
export const NAMELESS = {
  stringLiteral: 'string literal',
  compoundLiteral: 'compound literal',
  temporary: 'temporary object',
  alloca: 'alloca block',
  /** One of the two; debug information does not name all arrays of variable length. */
  dynamicArray: 'variable-length array or alloca block',
} as const;

export interface VariableFacts {
  /** As in the source, or one of NAMELESS. */
  name: string;
  size: Bytes;
  /** Line of its declaration, where known. */
  line?: number;
  file?: string;
  /** Offset of the accessed address from the variable's first byte; negative before, >= size after. */
  offset: number;
}

/** What the bytes at an address belong to. */
export type Place =
  /** `offset` from the block's first byte: negative before it, >= size after it. */
  | { in: 'heap-block'; block: BlockFacts; offset: number }
  /** Bytes of the heap that belong to no block that is still remembered. */
  | { in: 'heap' }
  /** A stack frame. `function` is the frame's owner; `variable` the nearest one where the layout is known. */
  | {
      in: 'stack';
      function: string;
      frameDepth?: number;
      state: 'live' | 'returned' | 'out-of-scope';
      variable?: VariableFacts;
    }
  /** Stack memory below the stack pointer that no remembered frame explains. */
  | { in: 'below-stack'; distance: Bytes }
  | { in: 'global'; variable: VariableFacts }
  /** Static data that no symbol explains. */
  | { in: 'data'; readOnly: boolean; symbol?: string; offset?: number }
  | { in: 'null-page' }
  /** The guard below the stack. */
  | { in: 'stack-guard' }
  | { in: 'code' }
  /** No memory there at all. */
  | { in: 'unmapped' };

/** An invalid write to the heap; several that follow each other count as one. */
export interface HeapWriter {
  address: Address;
  size: Bytes;
  stack: StackId;
  /** It wrote the very bytes that are wrong; else it is the last one before that was noticed. */
  covers: boolean;
}

/** The first invariant of an allocator that does not hold. */
export interface HeapDamage {
  address: Address;
  /** What does not hold, in one sentence without a full stop. */
  message: string;
  /** Who has probably done it, where writes are checked. */
  writer?: HeapWriter;
}

interface FindingBase {
  stack: StackId;
  /** Occurrences of the same kind from the same stack. */
  count: number;
}

export type Finding = FindingBase &
  (
    | {
        kind: 'InvalidRead' | 'InvalidWrite';
        address: Address;
        size: Bytes;
        place: Place;
        /** The host or a bulk operation accessed on the program's behalf: "fd_write(buf)", "memcpy(src)". */
        via?: string;
        /** The access could not go on: the program was stopped, as by SIGSEGV. */
        fatal?: boolean;
      }
    /** free/delete/realloc of something that is not a live block's start. `doubleFree`: it is a freed block's start. */
    | { kind: 'InvalidFree'; address: Address; routine: AllocationRoutine; doubleFree: boolean; place: Place }
    | { kind: 'MismatchedFree'; address: Address; routine: AllocationRoutine; place: Place }
    | { kind: 'Overlap'; routine: string; destination: Address; source: Address; size: Bytes }
    /** A size argument that is negative as a signed number. `argument` is "size", "nmemb", "alignment". */
    | { kind: 'FishyValue'; routine: AllocationRoutine; argument: string; value: number }
    | { kind: 'InvalidAlignment'; routine: AllocationRoutine; alignment: Bytes; size?: Bytes; reason: string }
    | { kind: 'ReallocSizeZero'; address: Address; place: Place }
    | { kind: 'StackOverflow'; address: Address; stackSize: Bytes; depth: number }
    /** The allocator met data of its own that it has not written, and the program was stopped, as glibc aborts it. */
    | ({ kind: 'HeapCorrupted' } & HeapDamage)
    /** The machine stopped the program. `trap` is one of TRAP_KINDS. */
    | { kind: 'Trap'; trap: TrapKind; message: string }
  );

export type FindingKind = Finding['kind'];

export const TRAP_KINDS = [
  'unreachable',
  'integer divide by zero',
  'integer overflow',
  'invalid conversion to integer',
  'indirect call to null',
  'indirect call to the wrong type',
  'table index out of bounds',
  'memory out of bounds',
  'uncaught exception',
  'abort',
  'unsupported call',
] as const;
export type TrapKind = (typeof TRAP_KINDS)[number];

/** Valgrind's four kinds of block that is still there at exit. */
export const LEAK_KINDS = ['definite', 'indirect', 'possible', 'reachable'] as const;
export type LeakKind = (typeof LEAK_KINDS)[number];

/** All blocks of one leak kind that the same stack allocated. */
export interface LeakRecord {
  kind: LeakKind;
  stack: StackId;
  routine: AllocationRoutine;
  blocks: number;
  /** Bytes of these blocks themselves. */
  bytes: Bytes;
  /** Bytes and blocks that only these blocks lead to (definite and possible records only). */
  indirectBytes: Bytes;
  indirectBlocks: number;
  /** Address of one of the blocks. */
  example: Address;
}

export interface HeapTotals {
  allocations: number;
  frees: number;
  bytesAllocated: Bytes;
  blocksAtExit: number;
  bytesAtExit: Bytes;
  peakBytes: Bytes;
}

/** How the program ended. */
export type Ending =
  | { how: 'exit'; status: number }
  /** A finding of kind Trap, StackOverflow or a fatal access says why. `signal` is what a Unix would have sent. */
  | { how: 'stopped'; signal: string }
  /** `stack`: where the program was when its time was up. */
  | { how: 'timeout'; seconds: number; stack: StackId }
  /** --exit-on-first-error. */
  | { how: 'first-error' };
