/**
 * stack: the stack pointer's moves make frames addressable and dead again, and are watched for overflow.
 *
 * Three cases (rewrite/analyse-function.ts tells them apart):
 * - frame of known size whose address nobody can know: only the overflow test; its bytes stay unaddressable, so a stray
 *   pointer into it is found even while it lives;
 * - frame of known size: shadow written inline, eight shadow bytes (64 bytes of frame) a store;
 * - anything else: helper `stackMoved`, which compares with the old value.
 */
import { OP, TYPE } from '../binary/opcodes.js';
import { FRAME } from '../rewrite/operand-tracker.js';
import { RED_ZONE_LIMIT } from '../rewrite/analyse-function.js';
import type { FunctionContext, Pass } from './pass.js';

/** Frames up to this size are marked inline: at most eight stores. */
const INLINE_LIMIT = 512;

export const stackPass: Pass = {
  /**
   * A leaf's red zone is made addressable when it begins. It is not taken back: the function has no one place where it
   * ends, and the next frame at that depth does it.
   */
  enter(f) {
    const { stackPointer } = f.helpers;
    const { redZone, frameSize, frameEscapes } = f.facts;
    if (!redZone || !frameEscapes || stackPointer === undefined) return;
    const top = f.scratch(TYPE.i32, 0);
    f.out.u8(OP.globalGet).u32(stackPointer).u8(OP.localSet).u32(top);
    const size = frameSize ?? RED_ZONE_LIMIT;
    emitMarks(f, top, -size, size, 0xff);
  },
  stackPointer(f) {
    const { out } = f;
    const next = f.scratch(TYPE.i32, 0);
    const size = f.facts.frameSize;
    const kind = f.tracker.peek();
    const value = f.tracker.value;
    out.u8(OP.localSet).u32(next);
    if (size === undefined || kind !== FRAME) {
      out.u8(OP.localGet).u32(next);
      f.siteAndFrame();
      f.call('stackMoved');
    } else if (value < 0) {
      emitOverflowTest(f, next);
      if (f.facts.frameEscapes) emitMarks(f, next, 0, size, 0xff);
    } else if (f.facts.frameEscapes) emitMarks(f, next, -size, size, 0);
    out.u8(OP.localGet).u32(next);
  },
};

function emitOverflowTest(f: FunctionContext, next: number): void {
  const { out } = f;
  out.u8(OP.localGet).u32(next).u8(OP.i32Const).s32(f.helpers.stackLow).u8(OP.i32LtS);
  f.hintBranch(false);
  out.u8(OP.if).u8(0x40);
  out.u8(OP.localGet).u32(next);
  f.siteAndFrame();
  f.call('stackOverflowed');
  out.u8(OP.end);
}

/** Set the shadow of [base + distance, + size) to `value` (0 or 0xff); size is a multiple of 16. */
function emitMarks(f: FunctionContext, base: number, distance: number, size: number, value: number): void {
  const { out } = f;
  const pushAddress = (): void => {
    out.u8(OP.localGet).u32(base);
    if (distance) out.u8(OP.i32Const).s32(distance).u8(OP.i32Add);
  };
  if (size > INLINE_LIMIT) {
    pushAddress();
    out.u8(OP.i32Const).s32(size).u8(OP.i32Const).s32(value);
    f.call('markShadow');
    return;
  }
  const shadow = f.scratch(TYPE.i32, 2);
  pushAddress();
  out.u8(OP.i32Const).s32(3).u8(OP.i32ShrU).u8(OP.localSet).u32(shadow);
  const bits = value ? -1 : 0;
  let done = 0;
  for (const [step, opcode] of [
    [8, OP.i64Store],
    [4, OP.i32Store],
    [2, OP.i32Store16],
  ] as const) {
    while (size / 8 - done >= step) {
      out.u8(OP.localGet).u32(shadow);
      out.u8(step === 8 ? OP.i64Const : OP.i32Const).s32(bits);
      out
        .u8(opcode)
        .u8(0)
        .u32(f.helpers.shadow + done);
      done += step;
    }
  }
}
