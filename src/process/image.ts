/**
 * Where a module wants its stack, its static data and its heap to be. Compilers do not say so in one place; this
 * puts together what the linker left: exported symbols, the name section, data segments and the stack pointer's start.
 *
 *     stack first (heapglass cc, newer linkers)      null page | guard | stack | data, bss | heap
 *     data first (older linkers)                     null page | data, bss | stack | heap
 */
import type { Address, Bytes } from '../base/ids.js';
import { alignUp } from '../base/ids.js';
import type { WasmModule } from '../instrument/binary/module.js';
import { KIND, TYPE } from '../instrument/binary/opcodes.js';
import { WASM_PAGE } from '../memory/layout.js';

export interface Range {
  start: Address;
  end: Address;
}

export interface ProgramImage {
  /** Index of the stack pointer global; undefined when the module has none. */
  stackPointer: number | undefined;
  /** Empty when the module keeps no stack in linear memory. */
  stack: Range;
  /** Static data with what the linker leaves zero (bss). */
  data: Range;
  readOnly: Range | undefined;
  /** First byte that the heap may use. */
  heapStart: Address;
  /** Where the C library keeps errno, when the module says so. */
  errno: Address | undefined;
  /** Bytes below this address belong to nobody: a null pointer with a small offset ends here. */
  nullEnd: Address;
}

export interface ImageNames {
  global(index: number): string | undefined;
  dataSegment(index: number): string | undefined;
}

const NULL_PAGE: Bytes = 4096;
/** A large stack keeps this much of its low end as a guard. */
const GUARD: Bytes = WASM_PAGE;
const LARGE_STACK: Bytes = 16 * WASM_PAGE;
/** wasm-ld's default, which it does not write into the module. */
const DEFAULT_STACK: Bytes = WASM_PAGE;

export function readImage(module: WasmModule, names: ImageNames): ProgramImage {
  const stackPointer = findStackPointer(module, names);
  const stackTop =
    stackPointer === undefined ? 0 : module.globals[stackPointer - module.importedGlobals].constant! >>> 0;
  const memoryEnd = (module.memory?.min ?? 0) * WASM_PAGE;
  const segments = module.data.flatMap((segment, index) =>
    segment.address === undefined
      ? []
      : [{ start: segment.address, end: segment.address + segment.bytes.length, index }],
  );
  // Nothing but zeros: they follow the stack, and in a module without a stack may be anywhere.
  const dataStart = segments.length === 0 ? stackTop : segments.reduce((low, s) => Math.min(low, s.start), Infinity);
  const segmentsEnd = segments.reduce((high, s) => Math.max(high, s.end), dataStart);
  const stackFirst = stackTop <= dataStart;
  const exportedEnd = exportedAddress(module, '__data_end');
  const exportedHeap = exportedAddress(module, '__heap_base');
  const heapStart = alignUp(Math.max(exportedHeap ?? memoryEnd, segmentsEnd, stackTop), 16);
  let data: Range;
  let stack: Range;
  if (stackFirst) {
    data = { start: dataStart, end: Math.max(exportedEnd ?? heapStart, segmentsEnd) };
    stack = { start: stackTop >= LARGE_STACK ? GUARD : Math.min(NULL_PAGE, stackTop), end: stackTop };
  } else {
    data = { start: dataStart, end: Math.max(exportedEnd ?? stackTop - DEFAULT_STACK, segmentsEnd) };
    stack = { start: Math.min(Math.max(exportedEnd ?? 0, segmentsEnd), stackTop), end: stackTop };
  }
  return {
    stackPointer,
    stack,
    data,
    heapStart,
    readOnly: readOnlyRange(segments, names),
    errno: exportedAddress(module, 'errno'),
    nullEnd: Math.min(NULL_PAGE, dataStart, stackFirst && stackTop ? stack.start : NULL_PAGE),
  };
}

function findStackPointer(module: WasmModule, names: ImageNames): number | undefined {
  const isCandidate = (index: number): boolean => {
    const global = module.globals[index - module.importedGlobals];
    return global !== undefined && global.mutable && global.type === TYPE.i32 && (global.constant ?? 0) > 0;
  };
  for (let i = module.importedGlobals; i < module.importedGlobals + module.globals.length; i++) {
    if (names.global(i) === '__stack_pointer' && isCandidate(i)) return i;
  }
  const exported = module.exports.find((entry) => entry.kind === KIND.global && entry.name === '__stack_pointer');
  if (exported && isCandidate(exported.index)) return exported.index;
  // A stripped module: linkers put the stack pointer first.
  return isCandidate(module.importedGlobals) ? module.importedGlobals : undefined;
}

function exportedAddress(module: WasmModule, name: string): Address | undefined {
  const entry = module.exports.find((e) => e.kind === KIND.global && e.name === name);
  const constant = entry && module.globals[entry.index - module.importedGlobals]?.constant;
  return constant === undefined ? undefined : constant >>> 0;
}

/** The linker's .rodata segments, when they lie together. */
function readOnlyRange(segments: (Range & { index: number })[], names: ImageNames): Range | undefined {
  const isReadOnly = segments.map((segment) => names.dataSegment(segment.index)?.startsWith('.rodata') ?? false);
  let start = Infinity;
  let end = 0;
  segments.forEach((segment, i) => {
    if (!isReadOnly[i]) return;
    start = Math.min(start, segment.start);
    end = Math.max(end, segment.end);
  });
  const alien = segments.some((segment, i) => !isReadOnly[i] && segment.start < end && segment.end > start);
  return alien || end <= start ? undefined : { start, end };
}
