/**
 * Bulk memory operations with their checks: what `memory.copy` and `memory.fill` become, and the functions that
 * clang's layout pass calls instead of memcpy, memmove and memset (their ABI is compiler-rt's asan interface).
 * Each takes (site, frame) after its own arguments.
 */
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE } from '../binary/opcodes.js';
import type { Helper } from './helper.js';
import { rangeRole, type RangeOperation } from './host-imports.js';

const { i32 } = TYPE;

/** Emit a call of checkRange for locals `address` and `size`, on behalf of `operation`. */
export function emitRangeCheck(
  c: CodeBuilder,
  operation: RangeOperation,
  write: boolean,
  address: number,
  size: number,
  site: number,
  frame: number,
): void {
  c.get(address)
    .get(size)
    .i32(rangeRole(operation, write))
    .i32(write ? 1 : 0)
    .get(site)
    .get(frame)
    .call('checkRange');
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
  site: number,
  frame: number,
): void {
  const { destination, source, size, sourceSize = size } = ranges;
  c.get(destination).get(source).op(OP.i32Ne).if();
  c.get(destination).get(source).op(OP.i32Sub).get(sourceSize).op(OP.i32LtU);
  c.get(source).get(destination).op(OP.i32Sub).get(size).op(OP.i32LtU, OP.i32Or).if();
  c.get(site).get(frame).call('enterHost');
  c.get(destination).get(source).get(size).i32(rangeRole(operation, true)).call('overlap').call('leaveHost');
  c.end().end();
}

function copy(name: string, operation: 'memcpy' | 'memmove', returnsDestination: boolean): Helper {
  return {
    name,
    params: [i32, i32, i32, i32, i32],
    results: returnsDestination ? [i32] : [],
    build(c) {
      const [destination, source, size, site, frame] = [0, 1, 2, 3, 4];
      emitRangeCheck(c, operation, false, source, size, site, frame);
      emitRangeCheck(c, operation, true, destination, size, site, frame);
      if (operation === 'memcpy') emitOverlapCheck(c, operation, { destination, source, size }, site, frame);
      c.get(destination).get(source).get(size).memoryCopy();
      if (returnsDestination) c.get(destination);
    },
  };
}

function fill(name: string, returnsDestination: boolean): Helper {
  return {
    name,
    params: [i32, i32, i32, i32, i32],
    results: returnsDestination ? [i32] : [],
    build(c) {
      const [destination, value, size, site, frame] = [0, 1, 2, 3, 4];
      emitRangeCheck(c, 'memset', true, destination, size, site, frame);
      c.get(destination).get(value).get(size).memoryFill();
      if (returnsDestination) c.get(destination);
    },
  };
}

/** (destination, size, site, frame): the check of memory.init, which itself stays where it is. */
const checkInit: Helper = {
  name: 'checkInit',
  params: [i32, i32, i32, i32],
  results: [],
  build(c) {
    emitRangeCheck(c, 'memory.init', true, 0, 1, 2, 3);
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
