/** clock: counts calls executed, the time axis of recordings. One f64 cell, exact to 2^53. */
import { OP } from '../binary/opcodes.js';
import type { Pass } from './pass.js';

const ONE = new Uint8Array(new Float64Array([1]).buffer);

export const clockPass: Pass = {
  enter(f) {
    const { clock } = f.helpers.cells;
    f.out.u8(OP.i32Const).s32(clock);
    f.out.u8(OP.i32Const).s32(clock).u8(OP.f64Load).u8(3).u32(0);
    f.out.u8(OP.f64Const).raw(ONE).u8(OP.f64Add).u8(OP.f64Store).u8(3).u32(0);
  },
};
