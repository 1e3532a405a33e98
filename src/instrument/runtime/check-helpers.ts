/**
 * The slow side of every check.
 *
 * Inline code only asks "is this granule of eight bytes wholly addressable and the access aligned?". When it can't say
 * yes, it calls `missN`, which looks at the exact bits, byte by byte as the access is, and calls the host only for a real
 * error. Costs: missN about 2 ns when the access is fine; checkRange eight shadow bytes (64 program bytes) a step.
 */
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE } from '../binary/opcodes.js';
import type { Helper, HelperContext } from './helper.js';

const { i32 } = TYPE;

/** Bring the call stack up to date: entry at `frame` (or at the end of the stack, when a leaf passes 0) := `site`. */
const enterHost: Helper = {
  name: 'enterHost',
  params: [i32, i32],
  results: [],
  build(c, { cells }) {
    const [site, frame] = [0, 1];
    c.get(frame).op(OP.i32Eqz).if().i32(cells.csp).memory(OP.i32Load).set(frame).end();
    c.get(frame).get(site).memory(OP.i32Store);
    c.i32(cells.csp).get(frame).i32(4).op(OP.i32Add).memory(OP.i32Store);
  },
};

/** Undo enterHost, so that a leaf function's next miss finds the end of the stack where it was. */
const leaveHost: Helper = {
  name: 'leaveHost',
  params: [],
  results: [],
  build(c, { cells }) {
    c.i32(cells.csp).i32(cells.csp).memory(OP.i32Load).i32(4).op(OP.i32Sub).memory(OP.i32Store);
  },
};

/** What a check asks. */
export type CheckedMemory = Pick<HelperContext, 'shadow' | 'readOnly'>;

/** Leaves 1 when one of the `size` bytes at `address` is read-only data, else 0. */
function inReadOnly(c: CodeBuilder, address: number, size: number, { readOnly }: CheckedMemory): void {
  if (!readOnly) {
    c.i32(0);
    return;
  }
  const first = readOnly.start - (size - 1);
  c.get(address)
    .i32(first)
    .op(OP.i32Sub)
    .i32(readOnly.end - first)
    .op(OP.i32LtU);
}

/** Emit: leave the innermost block unless the access to the `size` bytes at the local `address` is fine. */
export function leaveIfWrong(
  c: CodeBuilder,
  { address, size, write }: { address: number; size: number; write: boolean },
  memory: CheckedMemory,
): void {
  const mask = size === 16 ? 0xffff : (1 << size) - 1;
  c.get(address).i32(3).op(OP.i32ShrU).memory(OP.i32Load, memory.shadow);
  c.get(address).i32(7).op(OP.i32And, OP.i32ShrU).i32(mask).op(OP.i32And).i32(mask).op(OP.i32Ne).brIf(0);
  if (!write) return;
  inReadOnly(c, address, size, memory);
  c.brIf(0);
}

/** (address, site, frame): 0 when the access is fine after all, -1 when the host was told. */
function miss(size: number, write: boolean): Helper {
  return {
    name: missName(size, write),
    params: [i32, i32, i32],
    results: [i32],
    build(c, context) {
      const [address, site, frame] = [0, 1, 2];
      c.block();
      leaveIfWrong(c, { address, size, write }, context);
      c.i32(0).return().end();
      c.get(site).get(frame).call('enterHost');
      c.get(address)
        .i32(size)
        .i32(write ? 1 : 0)
        .call('miss')
        .call('leaveHost');
      c.i32(-1);
    },
  };
}

export function missName(size: number, write: boolean): string {
  return `${write ? 'missWrite' : 'missRead'}${size}`;
}

/** (address, size, role, write, site, frame): are all bytes of the range addressable (and writable)? */
const checkRange: Helper = {
  name: 'checkRange',
  params: [i32, i32, i32, i32, i32, i32],
  results: [],
  build(c, context) {
    const [address, size, role, write, site, frame] = [0, 1, 2, 3, 4, 5];
    const last = c.local();
    const at = c.local();
    const end = c.local();
    const mask = c.local();
    c.get(size).op(OP.i32Eqz).if().return().end();
    c.block(); // leaving it means: something is wrong
    // The last byte; a range that wraps around the address space is wrong whatever the bits say.
    c.get(address).get(size).op(OP.i32Add).i32(1).op(OP.i32Sub).tee(last).get(address).op(OP.i32LtU).brIf(0);
    if (context.readOnly) {
      c.get(write).if();
      c.get(address).i32(context.readOnly.end).op(OP.i32LtU);
      c.get(last).i32(context.readOnly.start).op(OP.i32GeU, OP.i32And).brIf(1);
      c.end();
    }
    c.get(address).i32(3).op(OP.i32ShrU).set(at);
    c.get(last).i32(3).op(OP.i32ShrU).set(end);
    c.i32(0xff).get(address).i32(7).op(OP.i32And, OP.i32Shl).i32(0xff).op(OP.i32And).set(mask);
    // The first byte of shadow, cut at both ends if the range lies within it.
    c.get(at).get(end).op(OP.i32Eq).if();
    c.get(mask).i32(0xff).i32(7).get(last).i32(7).op(OP.i32And, OP.i32Sub, OP.i32ShrU, OP.i32And).set(mask);
    c.end();
    c.get(at).memory(OP.i32Load8U, context.shadow).get(mask).op(OP.i32And).get(mask).op(OP.i32Ne).brIf(0);
    c.get(at).get(end).op(OP.i32Eq).if().return().end();
    // The last byte of shadow.
    c.i32(0xff).i32(7).get(last).i32(7).op(OP.i32And, OP.i32Sub, OP.i32ShrU).set(mask);
    c.get(end).memory(OP.i32Load8U, context.shadow).get(mask).op(OP.i32And).get(mask).op(OP.i32Ne).brIf(0);
    // Whole bytes between them, eight at a time while there are eight.
    c.get(at).i32(1).op(OP.i32Add).set(at);
    c.block().loop();
    c.get(end).get(at).op(OP.i32Sub).i32(8).op(OP.i32LtU).brIf(1);
    c.get(at).memory(OP.i64Load, context.shadow).i64(-1n).op(OP.i64Ne).brIf(2);
    c.get(at).i32(8).op(OP.i32Add).set(at).br(0);
    c.end().end();
    c.loop();
    c.get(at).get(end).op(OP.i32Eq).if().return().end();
    c.get(at).memory(OP.i32Load8U, context.shadow).i32(0xff).op(OP.i32Ne).brIf(1);
    c.get(at).i32(1).op(OP.i32Add).set(at).br(0);
    c.end();
    c.end();
    c.get(site).get(frame).call('enterHost');
    c.get(address).get(size).get(role).call('missRange').call('leaveHost');
  },
};

export const CHECK_HELPERS: readonly Helper[] = [
  enterHost,
  leaveHost,
  ...[1, 2, 4, 8, 16].flatMap((size) => [miss(size, false), miss(size, true)]),
  checkRange,
];
