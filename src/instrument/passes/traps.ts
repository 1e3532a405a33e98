/**
 * traps: instructions that stop the program tell the host first, so that the report has the exact place and stack in
 * every engine (an engine's own message names neither). Division tests cost what the engine's own test costs. An indirect
 * call leaves its table index behind, since engines differ in what they say of a wrong one.
 */
import { isDivision, OP, TYPE } from '../binary/opcodes.js';
import { TRAPS } from '../runtime/host-imports.js';
import { CONSTANT } from '../rewrite/operand-tracker.js';
import type { FunctionContext, Pass } from './pass.js';

export const trapsPass: Pass = {
  instruction(f) {
    const { opcode } = f.cursor;
    if (isDivision(opcode)) return division(f, opcode);
    switch (opcode) {
      case OP.unreachable:
        return announce(f, 'unreachable');
      case OP.callIndirect:
      case OP.returnCallIndirect:
        return rememberTarget(f);
    }
  },
};

function announce(f: FunctionContext, trap: (typeof TRAPS)[number]): void {
  f.siteAndFrame();
  f.call('enterHost');
  f.out.u8(OP.i32Const).s32(TRAPS.indexOf(trap));
  f.call('trap');
}

function division(f: FunctionContext, opcode: number): void {
  // A constant divisor that is neither 0 nor -1 cannot trap.
  if (f.tracker.peek() === CONSTANT && f.tracker.value !== 0 && f.tracker.value !== -1) return;
  const { out } = f;
  const wide = opcode >= OP.i64DivS;
  const type = wide ? TYPE.i64 : TYPE.i32;
  const divisor = f.scratch(type, 0);
  out.u8(OP.localTee).u32(divisor);
  out
    .u8(OP.localGet)
    .u32(divisor)
    .u8(wide ? OP.i64Eqz : OP.i32Eqz);
  f.hintBranch(false);
  out.u8(OP.if).u8(0x40);
  announce(f, 'integer divide by zero');
  out.u8(OP.end);
  if (opcode === OP.i32DivS || opcode === OP.i64DivS) overflow(f, wide, type, divisor);
}

/** The most negative number divided by -1. */
function overflow(f: FunctionContext, wide: boolean, type: number, divisor: number): void {
  const { out } = f;
  const dividend = f.scratch(type, 1);
  const equal = wide ? OP.i64Eq : OP.i32Eq;
  const constant = wide ? OP.i64Const : OP.i32Const;
  out.u8(OP.localSet).u32(divisor).u8(OP.localTee).u32(dividend);
  out.u8(OP.localGet).u32(divisor).u8(constant).s32(-1).u8(equal);
  f.hintBranch(false);
  out.u8(OP.if).u8(0x40);
  out.u8(OP.localGet).u32(dividend).u8(constant);
  if (wide) out.s64(-0x8000000000000000n);
  else out.s32(-0x80000000);
  out.u8(equal).u8(OP.if).u8(0x40);
  announce(f, 'integer overflow');
  out.u8(OP.end).u8(OP.end);
  out.u8(OP.localGet).u32(divisor);
}

function rememberTarget(f: FunctionContext): void {
  const index = f.scratch(TYPE.i32, 0);
  f.out.u8(OP.localSet).u32(index);
  f.out.u8(OP.i32Const).s32(f.helpers.cells.target).u8(OP.localGet).u32(index).u8(OP.i32Store).u8(2).u32(0);
  f.out.u8(OP.localGet).u32(index);
}
