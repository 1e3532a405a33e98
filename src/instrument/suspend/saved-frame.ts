/**
 * The frame of a function that is suspended (suspension.ts draws it): the code that takes it back at the function's entry, and
 * that writes it when the function returns in the middle.
 */
import type { WasmModule } from '../binary/module.js';
import { BLOCK_VOID, OP, TYPE, type ValueType } from '../binary/opcodes.js';
import { ByteReader } from '../binary/reader.js';
import type { ByteWriter } from '../binary/writer.js';
import type { BranchHint } from '../branch-hints.js';
import { REWINDING, type SuspensionCells } from './suspension.js';

const { i32, i64, f32, f64, v128 } = TYPE;
/** Bytes of a frame before its locals. */
const HEAD = 8;

export interface FrameLocals {
  /** Types of all locals, parameters first. */
  types: readonly ValueType[];
  /** The local with the number of the call that the function is in; and one for the frame's address. */
  at: number;
  top: number;
}

export class SavedFrame {
  readonly #module: WasmModule;
  readonly #cells: SuspensionCells;
  readonly #locals: FrameLocals;
  /** Where each local is; and, last, the frame's size. */
  readonly #places: number[] = [];

  constructor(module: WasmModule, cells: SuspensionCells, locals: FrameLocals) {
    this.#module = module;
    this.#cells = cells;
    this.#locals = locals;
    let place = HEAD;
    for (const type of locals.types) {
      this.#places.push(place);
      place += type === v128 ? 16 : 8;
    }
    this.#places.push(place);
  }

  get #size(): number {
    return this.#places.at(-1)!;
  }

  /** Emit: when the stack is taken up again, the locals are what they were. */
  takeBack(s: ByteWriter, hints: BranchHint[]): void {
    const { state, top } = this.#cells;
    const locals = this.#locals;
    s.u8(OP.i32Const).s32(state).u8(OP.i32Load).u8(2).u32(0).u8(OP.i32Const).s32(REWINDING).u8(OP.i32Eq);
    hints.push({ offset: s.length, taken: false });
    s.u8(OP.if).u8(BLOCK_VOID);
    s.u8(OP.i32Const).s32(top);
    s.u8(OP.i32Const).s32(top).u8(OP.i32Load).u8(2).u32(0);
    s.u8(OP.i32Const).s32(this.#size).u8(OP.i32Sub).u8(OP.localTee).u32(locals.top);
    s.u8(OP.i32Store).u8(2).u32(0);
    s.u8(OP.localGet).u32(locals.top).u8(OP.i32Load).u8(2).u32(0).u8(OP.localSet).u32(locals.at);
    this.#each((local, type, place) => {
      s.u8(OP.localGet).u32(locals.top);
      access(s, LOADS[type]!, place);
      s.u8(OP.localSet).u32(local);
    });
    s.u8(OP.end);
  }

  /** Emit: the locals are written, and anything is left as results. */
  write(s: ByteWriter, results: readonly ValueType[]): void {
    const { top, framesEnd } = this.#cells;
    const locals = this.#locals;
    s.u8(OP.i32Const).s32(top).u8(OP.i32Load).u8(2).u32(0).u8(OP.localTee).u32(locals.top);
    // The host says what this means.
    s.u8(OP.i32Const)
      .s32((framesEnd - this.#size) | 0)
      .u8(OP.i32GtU);
    s.u8(OP.if).u8(BLOCK_VOID).u8(OP.unreachable).u8(OP.end);
    s.u8(OP.localGet).u32(locals.top).u8(OP.localGet).u32(locals.at).u8(OP.i32Store).u8(2).u32(0);
    this.#each((local, type, place) => {
      s.u8(OP.localGet).u32(locals.top).u8(OP.localGet).u32(local);
      access(s, STORES[type]!, place);
    });
    s.u8(OP.i32Const).s32(top);
    s.u8(OP.localGet).u32(locals.top).u8(OP.i32Const).s32(this.#size).u8(OP.i32Add);
    s.u8(OP.i32Store).u8(2).u32(0);
    for (const type of results) this.#anything(s, type);
  }

  #each(visit: (local: number, type: ValueType, place: number) => void): void {
    const { types, at, top } = this.#locals;
    types.forEach((type, local) => {
      if (local === at || local === top) return;
      if (!(type in LOADS)) this.#refuse('A function that may be interrupted keeps a reference in a local');
      visit(local, type, this.#places[local]!);
    });
  }

  #anything(s: ByteWriter, type: ValueType): void {
    switch (type) {
      case i32:
        s.u8(OP.i32Const).u8(0);
        return;
      case i64:
        s.u8(OP.i64Const).u8(0);
        return;
      case f32:
        s.u8(OP.f32Const).raw(new Uint8Array(4));
        return;
      case f64:
        s.u8(OP.f64Const).raw(new Uint8Array(8));
        return;
      case v128:
        s.u8(OP.simdPrefix).u32(12).raw(new Uint8Array(16));
        return;
      default:
        this.#refuse('A function that may be interrupted gives a reference');
    }
  }

  #refuse(why: string): never {
    return new ByteReader(this.#module.bytes).fail(why);
  }
}

const VECTOR_LOAD = 0;
const VECTOR_STORE = 11;

const LOADS: Readonly<Record<ValueType, number>> = {
  [i32]: OP.i32Load,
  [i64]: OP.i64Load,
  [f32]: OP.f32Load,
  [f64]: OP.f64Load,
  [v128]: OP.simdPrefix + VECTOR_LOAD * 256,
};
const STORES: Readonly<Record<ValueType, number>> = {
  [i32]: OP.i32Store,
  [i64]: OP.i64Store,
  [f32]: OP.f32Store,
  [f64]: OP.f64Store,
  [v128]: OP.simdPrefix + VECTOR_STORE * 256,
};

function access(s: ByteWriter, code: number, offset: number): void {
  s.u8(code & 0xff);
  if ((code & 0xff) === OP.simdPrefix) s.u32(code >> 8);
  s.u8(0).u32(offset);
}
