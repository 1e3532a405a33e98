/**
 * calls: a shadow call stack, so that a stack trace costs a few loads in any engine.
 *
 *     entry of a function with calls:   frame = csp
 *     before each call:                 [frame] = site; csp = frame + 4
 *     before each tail call:            csp = frame
 *
 * Nothing happens on return: every function sets the end of the stack anew, from its own local, before its next call.
 * That is also why longjmp and exceptions need no care: whoever catches continues with its own `frame`. A function that
 * leaves by a tail call is gone, here as in the engine, so tail calls may go on for ever. Functions without calls pay
 * nothing.
 */
import { OP } from '../binary/opcodes.js';
import type { Pass } from './pass.js';

export const callsPass: Pass = {
  enter(f) {
    if (f.frame === undefined) return;
    f.out.u8(OP.i32Const).s32(f.helpers.cells.csp).u8(OP.i32Load).u8(2).u32(0).u8(OP.localSet).u32(f.frame);
  },
  call(f) {
    if (f.frame === undefined) return;
    const { out } = f;
    const { csp } = f.helpers.cells;
    const tail = f.cursor.opcode === OP.returnCall || f.cursor.opcode === OP.returnCallIndirect;
    if (!tail) out.u8(OP.localGet).u32(f.frame).u8(OP.i32Const).s32(f.site).u8(OP.i32Store).u8(2).u32(0);
    out.u8(OP.i32Const).s32(csp).u8(OP.localGet).u32(f.frame);
    if (!tail) out.u8(OP.i32Const).s32(4).u8(OP.i32Add);
    out.u8(OP.i32Store).u8(2).u32(0);
  },
};
