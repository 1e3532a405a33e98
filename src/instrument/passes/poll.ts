/**
 * poll: gives the host a turn now and then, for --timeout. Every iteration of every loop takes one unit of fuel; at zero
 * the host looks at its clock and fills up again. Only added to runs with a time limit.
 */
import { OP } from '../binary/opcodes.js';
import type { FunctionContext, Pass } from './pass.js';

export const pollPass: Pass = {
  enter: (f) => emitPoll(f, f.site),
  // The loop instruction itself belongs to no line.
  loop: (f) => emitPoll(f, f.nextSite),
};

function emitPoll(f: FunctionContext, site: number): void {
  const { out } = f;
  const { fuel } = f.helpers.cells;
  const left = f.scratch(0x7f, 0);
  out.u8(OP.i32Const).s32(fuel);
  out
    .u8(OP.i32Const)
    .s32(fuel)
    .u8(OP.i32Load)
    .u8(2)
    .u32(0)
    .u8(OP.i32Const)
    .s32(1)
    .u8(OP.i32Sub)
    .u8(OP.localTee)
    .u32(left);
  out.u8(OP.i32Store).u8(2).u32(0);
  out.u8(OP.localGet).u32(left).u8(OP.i32Eqz);
  f.hintBranch(false);
  out.u8(OP.if).u8(0x40);
  f.siteAndFrame(site);
  f.call('enterHost');
  f.call('poll');
  f.call('leaveHost');
  out.u8(OP.end);
}
