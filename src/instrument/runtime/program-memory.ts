/**
 * The program's memory as helpers use it. Where it is paged, its addresses are virtual: each access is marked for the
 * translation (translate/), which also splits what lies on two pages, and deals with short runs.
 */
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE } from '../binary/opcodes.js';
import type { Helper, HelperContext } from './helper.js';
import { emitCopy, emitFill } from './short-runs.js';

const { i32, i64 } = TYPE;
const PAGE_SHIFT = 12;

/** Emit a copy of `size` bytes; all three are locals. */
export function emitProgramCopy(
  c: CodeBuilder,
  { paged }: HelperContext,
  destination: number,
  source: number,
  size: number,
): void {
  if (paged) c.get(destination).get(source).get(size).programCopy();
  else emitCopy(c, destination, source, size);
}

/** Emit a fill of `size` bytes at `address`, both locals; `value` pushes an i32 of which the low byte counts. */
export function emitProgramFill(
  c: CodeBuilder,
  { paged }: HelperContext,
  address: number,
  size: number,
  value: () => void,
): void {
  if (!paged) {
    emitFill(c, address, size, value);
    return;
  }
  c.get(address);
  value();
  c.get(size).programFill();
}

/**
 * Emit: the byte, or the aligned eight bytes, at the local `address`; 0 where there is no memory. Where the table has the page
 * it is read at once, unless somebody wants to see every reference.
 */
export function emitPeek(c: CodeBuilder, { paged }: HelperContext, address: number, size: 1 | 8): void {
  if (paged === undefined) {
    c.get(address).memory(LOADS[size]);
    return;
  }
  if (paged.observed !== undefined) {
    c.get(address).call(peekName(size));
    return;
  }
  const entry = c.local();
  pushEntry(c, paged.readsAt, address);
  c.tee(entry)
    .if(size === 1 ? i32 : i64)
    .get(address)
    .get(entry)
    .op(OP.i32Add)
    .memory(LOADS[size]);
  c.else().get(address).call(peekName(size)).end();
}

const LOADS = { 1: OP.i32Load8U, 8: OP.i64Load } as const;

/** Leave the entry of the page of the local `address` in a table. */
export function pushEntry(c: CodeBuilder, table: number, address: number): void {
  c.get(address).i32(PAGE_SHIFT).op(OP.i32ShrU).i32(2).op(OP.i32Shl).memory(OP.i32Load, table);
}

/** (address). Where memory is not paged all of it can be read, and these are not called. */
function peek(size: 1 | 8): Helper {
  return {
    name: peekName(size),
    params: [i32],
    results: [size === 1 ? i32 : i64],
    build(c, { paged }) {
      const zero = (): CodeBuilder => (size === 1 ? c.i32(0) : c.i64(0n));
      if (paged === undefined) {
        zero();
        return;
      }
      pushEntry(c, paged.readsAt, 0);
      c.op(OP.i32Eqz).if();
      c.get(0).call('isReadable').op(OP.i32Eqz).if();
      zero().return().end();
      c.end();
      c.get(0).program(LOADS[size]);
    },
  };
}

function peekName(size: 1 | 8): string {
  return `peek${size}`;
}

export const PEEKS: readonly Helper[] = [peek(1), peek(8)];
