/**
 * Moves of the stack pointer, and the marks that clang's layout pass sets.
 *
 * A frame becomes addressable when the stack pointer moves down over it and dead when it moves back. Small frames of
 * known size are marked inline (passes/stack.ts); these helpers serve all others.
 */
import { OP, TYPE } from '../binary/opcodes.js';
import type { Helper } from './helper.js';
import { emitFill } from './short-runs.js';

const { i32 } = TYPE;

/** (address, size, value): fill the shadow of a range whose ends are multiples of eight. */
const markShadow: Helper = {
  name: 'markShadow',
  params: [i32, i32, i32],
  results: [],
  build(c, { shadow }) {
    const [address, size, value] = [0, 1, 2];
    c.get(address)
      .i32(3)
      .op(OP.i32ShrU)
      .i32(shadow)
      .op(OP.i32Add)
      .get(value)
      .get(size)
      .i32(3)
      .op(OP.i32ShrU)
      .memoryFill();
  },
};

/** (new stack pointer, site, frame): called before the global changes. */
const stackMoved: Helper = {
  name: 'stackMoved',
  params: [i32, i32, i32],
  results: [],
  build(c, { stackPointer, stackLow }) {
    if (stackPointer === undefined) return;
    const [next, site, frame] = [0, 1, 2];
    const old = c.local();
    c.global(OP.globalGet, stackPointer).set(old);
    c.get(next).i32(stackLow).op(OP.i32LtS).if();
    c.get(site).get(frame).call('enterHost').get(next).call('stackOverflow');
    c.end();
    c.get(next).get(old).op(OP.i32LtU).if();
    c.get(next).get(old).get(next).op(OP.i32Sub).i32(0xff).call('markShadow');
    c.else();
    c.get(old).get(next).get(old).op(OP.i32Sub).i32(0).call('markShadow');
    c.end();
  },
};

/** (new stack pointer, site, frame): the stack pointer is about to pass the guard; does not return. */
const stackOverflowed: Helper = {
  name: 'stackOverflowed',
  params: [i32, i32, i32],
  results: [],
  build(c) {
    c.get(1).get(2).call('enterHost').get(0).call('stackOverflow');
  },
};

/**
 * The layout pass passes shadow addresses of its own plane, which starts at 0 and has one byte for eight; our plane has
 * one bit for one, so both count the same way and only the base differs.
 */
function setShadow(name: string, value: number): Helper {
  return {
    name,
    params: [i32, i32],
    results: [],
    build(c, { shadow }) {
      c.get(0).i32(shadow).op(OP.i32Add).set(0);
      emitFill(c, 0, 1, () => c.i32(value));
    },
  };
}

/** asan's codes: 00 all addressable, 01..07 the first k bytes are, everything else is a red zone. */
const PARTIAL_CODES = [1, 2, 3, 4, 5, 6, 7];
const RED_ZONE_CODES = ['f1', 'f2', 'f3', 'f5', 'f8'];

export const STACK_HELPERS: readonly Helper[] = [
  markShadow,
  stackMoved,
  stackOverflowed,
  setShadow('setShadow00', 0xff),
  ...PARTIAL_CODES.map((k) => setShadow(`setShadow0${k}`, (1 << k) - 1)),
  ...RED_ZONE_CODES.map((code) => setShadow(`setShadow${code}`, 0)),
];
