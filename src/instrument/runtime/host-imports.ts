/**
 * The functions that instrumented code imports from the host, all from module "heapglass". The call stack is up to date
 * whenever one is called: the innermost entry is the code offset of the access or call that led here.
 */
import { TYPE, type ValueType } from '../binary/opcodes.js';

export interface HostImport {
  name: string;
  params: ValueType[];
  results: ValueType[];
}

const { i32 } = TYPE;

export const HOST_IMPORTS: readonly HostImport[] = [
  /** (address, size, write): bytes that are not addressable, or read-only, are about to be accessed. */
  { name: 'miss', params: [i32, i32, i32], results: [] },
  /** (address, size, role): the same for a bulk operation or string function; `role` is an index into RANGE_ROLES. */
  { name: 'missRange', params: [i32, i32, i32], results: [] },
  /** (destination, source, size, role): source and destination of a copy overlap. */
  { name: 'overlap', params: [i32, i32, i32, i32], results: [] },
  /** (new stack pointer): the stack has run into its guard. Does not return. */
  { name: 'stackOverflow', params: [i32], results: [] },
  /** (index into TRAPS): the next instruction would trap. Does not return. */
  { name: 'trap', params: [i32], results: [] },
  /** (pages): memory.grow. */
  { name: 'grow', params: [i32], results: [i32] },
  /** The fuel is used up: a moment for the host to look at the clock. */
  { name: 'poll', params: [], results: [] },
  /** (set, hash, its upper half): the id of a stack that the table of stack ids does not have; the host enters it there. */
  { name: 'internStack', params: [i32, i32, i32], results: [i32] },
  /**
   * (address, write, code offset, call-stack entry or 0): paged memory has no translation for the byte. Returns when it has.
   */
  { name: 'pageFault', params: [i32, i32, i32, i32], results: [] },
  /** (address, size, write, code offset, call-stack entry or 0): an access may be one that ends in a signal (foreseen-accesses.ts). */
  { name: 'foreseen', params: [i32, i32, i32, i32, i32], results: [] },
  /** (address): whether paged memory has something there that can be read. */
  { name: 'isReadable', params: [i32], results: [i32] },
  /** The ring of references to pages is full; the host empties it. */
  { name: 'pagesTouched', params: [], results: [] },
  // Allocation functions: as the program calls them, with the stack's id as one more argument.
  { name: 'malloc', params: [i32, i32], results: [i32] },
  { name: 'calloc', params: [i32, i32, i32], results: [i32] },
  { name: 'realloc', params: [i32, i32, i32], results: [i32] },
  { name: 'free', params: [i32, i32], results: [] },
  { name: 'aligned_alloc', params: [i32, i32, i32], results: [i32] },
  { name: 'memalign', params: [i32, i32, i32], results: [i32] },
  { name: 'posix_memalign', params: [i32, i32, i32, i32], results: [i32] },
  { name: 'malloc_usable_size', params: [i32], results: [i32] },
  /** (size, alignment, flags, stack): operator new; flags: 1 array, 2 nothrow. */
  { name: 'new', params: [i32, i32, i32, i32], results: [i32] },
  /** (address, flags, stack): operator delete; flags: 1 array. */
  { name: 'delete', params: [i32, i32, i32], results: [] },
];

/** What a range of bytes is to the operation that touches it; the words of a report. */
export const RANGE_ROLES = [
  { operation: 'memcpy', argument: 'source', write: false },
  { operation: 'memcpy', argument: 'destination', write: true },
  { operation: 'memmove', argument: 'source', write: false },
  { operation: 'memmove', argument: 'destination', write: true },
  { operation: 'memset', argument: 'destination', write: true },
  { operation: 'strlen', argument: 'string', write: false },
  { operation: 'strcpy', argument: 'source', write: false },
  { operation: 'strcpy', argument: 'destination', write: true },
  { operation: 'strncpy', argument: 'source', write: false },
  { operation: 'strncpy', argument: 'destination', write: true },
  { operation: 'strchr', argument: 'string', write: false },
  { operation: 'memchr', argument: 'bytes', write: false },
  { operation: 'strlcpy', argument: 'source', write: false },
  { operation: 'strlcpy', argument: 'destination', write: true },
  { operation: 'memccpy', argument: 'source', write: false },
  { operation: 'memccpy', argument: 'destination', write: true },
  { operation: 'stpcpy', argument: 'source', write: false },
  { operation: 'stpcpy', argument: 'destination', write: true },
  { operation: 'stpncpy', argument: 'source', write: false },
  { operation: 'stpncpy', argument: 'destination', write: true },
  { operation: 'strcat', argument: 'source', write: false },
  { operation: 'strcat', argument: 'destination', write: true },
  { operation: 'strncat', argument: 'source', write: false },
  { operation: 'strncat', argument: 'destination', write: true },
  { operation: 'memory.init', argument: 'destination', write: true },
] as const;

export type RangeOperation = (typeof RANGE_ROLES)[number]['operation'];

/** Index of an operation's read or write role. */
export function rangeRole(operation: RangeOperation, write: boolean): number {
  const index = RANGE_ROLES.findIndex((role) => role.operation === operation && role.write === write);
  if (index < 0) throw new RangeError(`${operation} has no such role`);
  return index;
}

/** Traps that generated code announces before they happen. */
export const TRAPS = ['unreachable', 'integer divide by zero', 'integer overflow'] as const;
