/**
 * Bulk memory operations with their checks: what `memory.copy` and `memory.fill` become, and the functions that
 * clang's layout pass calls instead of memcpy, memmove and memset (their ABI is compiler-rt's asan interface).
 * Each takes (site, frame) after its own arguments.
 */
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE } from '../binary/opcodes.js';
import type { Helper, HelperContext } from './helper.js';
import { rangeRole, type RangeOperation } from './host-imports.js';
import { emitProgramCopy, emitProgramFill } from './program-memory.js';

const { i32 } = TYPE;

/** What a range check is on behalf of, and the locals that hold its site and frame. */
export interface RangeSite {
  context: HelperContext;
  site: number;
  frame: number;
}

/** The bits of a range this long lie in one word of shadow, wherever in a granule it begins. */
const ONE_WORD = 56;

/**
 * Emit the check of a range, its ends in locals, on behalf of `operation`. A short range is tested in place: shift its
 * shadow to the right end of a word, fill up with ones, and nothing may be missing.
 */
export function emitRangeCheck(
  c: CodeBuilder,
  operation: RangeOperation,
  write: boolean,
  address: number,
  size: number,
  { context, site, frame }: RangeSite,
): void {
  const { shadow, readOnly } = context;
  c.block();
  c.get(address).i32(3).op(OP.i32ShrU).memory(OP.i64Load, shadow);
  c.get(address).i32(7).op(OP.i32And, OP.i64ExtendI32U, OP.i64ShrU);
  c.i64(-1n).get(size).op(OP.i64ExtendI32U, OP.i64Shl, OP.i64Or).i64(-1n).op(OP.i64Eq);
  c.get(size).i32(ONE_WORD).op(OP.i32LeU, OP.i32And);
  if (write && readOnly) {
    c.get(address).i32(readOnly.end).op(OP.i32GeU);
    c.get(address).get(size).op(OP.i32Add).i32(readOnly.start).op(OP.i32LeU, OP.i32Or, OP.i32And);
  }
  c.brIf(0);
  c.get(address)
    .get(size)
    .i32(rangeRole(operation, write))
    .i32(write ? 1 : 0)
    .get(site)
    .get(frame)
    .call('checkRange');
  c.end();
}

/** Two ranges of bytes, as locals; `sourceSize` only where it differs. */
export interface CopiedRanges {
  destination: number;
  source: number;
  size: number;
  sourceSize?: number;
}

/** Report when destination and source share bytes. Equal addresses pass: compilers copy a struct onto itself. */
export function emitOverlapCheck(
  c: CodeBuilder,
  operation: RangeOperation,
  ranges: CopiedRanges,
  { site, frame }: RangeSite,
): void {
  const { destination, source, size, sourceSize = size } = ranges;
  c.get(destination).get(source).op(OP.i32Ne).if();
  c.get(destination).get(source).op(OP.i32Sub).get(sourceSize).op(OP.i32LtU);
  c.get(source).get(destination).op(OP.i32Sub).get(size).op(OP.i32LtU, OP.i32Or).if();
  c.get(site).get(frame).call('enterHost');
  c.get(destination).get(source).get(size).i32(rangeRole(operation, true)).call('overlap').call('leaveHost');
  c.end().end();
}

/** Emit a checked memcpy or memmove of the locals' range. */
export function emitCheckedCopy(
  c: CodeBuilder,
  operation: 'memcpy' | 'memmove',
  ranges: CopiedRanges,
  at: RangeSite,
): void {
  const { destination, source, size } = ranges;
  emitRangeCheck(c, operation, false, source, size, at);
  emitRangeCheck(c, operation, true, destination, size, at);
  if (operation === 'memcpy') emitOverlapCheck(c, operation, ranges, at);
  emitProgramCopy(c, at.context, destination, source, size);
}

/** Emit a checked memset; all are locals, of which `destination` may change. */
export function emitCheckedFill(c: CodeBuilder, destination: number, value: number, size: number, at: RangeSite): void {
  emitRangeCheck(c, 'memset', true, destination, size, at);
  emitProgramFill(c, at.context, destination, size, () => c.get(value));
}

function copy(name: string, operation: 'memcpy' | 'memmove', returnsDestination: boolean): Helper {
  return {
    name,
    params: [i32, i32, i32, i32, i32],
    results: returnsDestination ? [i32] : [],
    place: { site: 3, frame: 4 },
    build(c, context) {
      const [destination, source, size, site, frame] = [0, 1, 2, 3, 4];
      emitCheckedCopy(c, operation, { destination, source, size }, { context, site, frame });
      if (returnsDestination) c.get(destination);
    },
  };
}

function fill(name: string, returnsDestination: boolean): Helper {
  return {
    name,
    params: [i32, i32, i32, i32, i32],
    results: returnsDestination ? [i32] : [],
    place: { site: 3, frame: 4 },
    build(c, context) {
      const [destination, value, size, site, frame] = [0, 1, 2, 3, 4];
      if (returnsDestination) c.get(destination);
      emitCheckedFill(c, destination, value, size, { context, site, frame });
    },
  };
}

/** (destination, size, site, frame): the check of memory.init, which itself stays where it is. */
const checkInit: Helper = {
  name: 'checkInit',
  params: [i32, i32, i32, i32],
  results: [],
  build(c, context) {
    emitRangeCheck(c, 'memory.init', true, 0, 1, { context, site: 2, frame: 3 });
  },
};

export const BULK_HELPERS: readonly Helper[] = [
  // memory.copy may overlap by definition, so it is checked as memmove is.
  copy('memoryCopy', 'memmove', false),
  fill('memoryFill', false),
  copy('memcpy', 'memcpy', true),
  copy('memmove', 'memmove', true),
  fill('memset', true),
  checkInit,
];
