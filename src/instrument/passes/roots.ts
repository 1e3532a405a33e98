/**
 * roots: lets the leak search see pointers that live only in WebAssembly locals when the program ends deep inside calls.
 *
 * The host ends a program by throwing through its frames. Each function that can be on the stack then is wrapped in
 * `try ... catch_all`, which costs nothing while no one throws; the handler stores the function's i32 locals behind one
 * another at the cell `saved` and throws on. (Pointers on the operand stack across the call are not seen, nor
 * those of functions that give several results, which no C or C++ compiler makes.)
 *
 * A handler costs more than it seems where checks may throw between a value and its uses: TurboFan works the value out at each use
 * instead of once, if there is a way to the function's end that does not need it. For the few operations that take long
 * (roots and quotients; they doubled the time of a program that moves planets) the result is made to come from one of two ways, which
 * no optimiser works out twice. The other way is never gone: no program runs while it is being left. Only on paged memory, where
 * each access may throw in the middle of an expression; elsewhere it costs more than it saves. There the handler also doubles the
 * machine code of a large function, and takes a third of the time in which it is compiled: every access that may throw leads to the
 * handler with all locals. Leaving the accesses to a handler further out (`delegate`) saves a quarter of that code and no time,
 * though without any handler the Lua interpreter takes 0.7 to 0.8 of its time, or 0.9 where its machine code is kept. Not tried: a
 * `try` around each call in place of the one around the body. Then no access leads to a handler, and one that ends the program leaves
 * its own function's locals unknown.
 */
import { BLOCK_VOID, OP, TYPE } from '../binary/opcodes.js';
import type { Pass } from './pass.js';

export const rootsPass: Pass = {
  open(f) {
    if (f.frame === undefined) return;
    const [result] = f.results;
    f.out.u8(OP.try).u8(result ?? 0x40);
  },
  computed(f) {
    if (f.frame === undefined || f.helpers.paged === undefined) return;
    const { out } = f;
    const isDouble = f.cursor.opcode === OP.f64Div || f.cursor.opcode === OP.f64Sqrt;
    const result = f.scratch(isDouble ? TYPE.f64 : TYPE.f32, 2);
    out.u8(OP.localSet).u32(result);
    out.u8(OP.i32Const).s32(f.helpers.cells.leaving).u8(OP.i32Load).u8(2).u32(0);
    f.hintBranch(false);
    out.u8(OP.if).u8(BLOCK_VOID);
    out
      .u8(isDouble ? OP.f64Const : OP.f32Const)
      .raw(new Uint8Array(isDouble ? 8 : 4))
      .u8(OP.localSet)
      .u32(result);
    out.u8(OP.end);
    out.u8(OP.localGet).u32(result);
  },
  close(f) {
    if (f.frame === undefined) return;
    const { out } = f;
    const { cells } = f.helpers;
    out.u8(OP.catchAll);
    out.u8(OP.i32Const).s32(cells.leaving).u8(OP.i32Load).u8(2).u32(0).u8(OP.if).u8(0x40);
    const { locals, parameters, sets } = f.facts;
    const pointers = locals.flatMap((type, local) =>
      type === TYPE.i32 && (local < parameters || sets[local] > 0) ? [local] : [],
    );
    const at = f.scratch(TYPE.i32, 0);
    // A frame that no longer fits is left out: the region holds millions of locals.
    out.u8(OP.i32Const).s32(cells.saved).u8(OP.i32Load).u8(2).u32(0).u8(OP.localTee).u32(at);
    out
      .u8(OP.i32Const)
      .s32(cells.savedEnd - 4 * pointers.length)
      .u8(OP.i32LeU)
      .u8(OP.if)
      .u8(0x40);
    pointers.forEach((local, i) => {
      out
        .u8(OP.localGet)
        .u32(at)
        .u8(OP.localGet)
        .u32(local)
        .u8(OP.i32Store)
        .u8(2)
        .u32(4 * i);
    });
    out.u8(OP.i32Const).s32(cells.saved);
    out
      .u8(OP.localGet)
      .u32(at)
      .u8(OP.i32Const)
      .s32(4 * pointers.length)
      .u8(OP.i32Add)
      .u8(OP.i32Store)
      .u8(2)
      .u32(0);
    out.u8(OP.end).u8(OP.end);
    out.u8(OP.rethrow).u32(0).u8(OP.end);
  },
};
