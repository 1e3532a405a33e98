/**
 * Programs that do what compilers' code does with pointers, over and over: several fields behind one pointer, pointers that
 * run in small steps through loops, a frame on the stack, calls in between that touch other pages. What any access reads goes
 * into a checksum, the function's result.
 */
import fc from 'fast-check';
import type { CodeBuilder } from '../../../src/instrument/binary/code-builder.js';
import { MISC, OP, TYPE } from '../../../src/instrument/binary/opcodes.js';
import { ModuleBuilder } from './build-module.js';

export type Step =
  /** `near`: close to the end of a page. */
  | { kind: 'point'; pointer: number; mask: number; near: boolean }
  | { kind: 'advance'; pointer: number; by: number }
  | { kind: 'load' | 'store'; base: number; offset: number; width: number; misaligned: boolean }
  | { kind: 'copy'; size: number }
  | { kind: 'call' }
  | { kind: 'loop'; turns: number; body: Step[] }
  | { kind: 'when'; body: Step[] };

/** Bytes that pointers lead into; what is added to them stays inside the two 64 KiB pages that the program has. */
const REACH = 0x1_c000;
const FRAME = 3;
const FRAME_SIZE = 512;
const STACK_TOP = 0x1_e000;
const COPY_ROOM = 0x1_f000;
/** Bytes whose digest shows what a program has written. */
export const DIGESTED = 0x2_0000;
/** Turns of a loop inside another. */
const INNER_TURNS = 3;

const leaf: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('point' as const),
      pointer: fc.nat(2),
      mask: fc.constantFrom(0xffff, 0xfff0, 0x1ffc, 0xff8),
      near: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      pointer: fc.nat(2),
      by: fc.constantFrom(1, 2, 4, 8, 24, -4),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('load' as const, 'store' as const),
      base: fc.nat(FRAME),
      offset: fc.oneof(fc.nat(40), fc.nat(FRAME_SIZE - 8)),
      width: fc.nat(3),
      misaligned: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), size: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('call' as const) }) },
);

const steps: fc.Arbitrary<Step[]> = fc.letrec<{ steps: Step[] }>((tie) => ({
  steps: fc.array(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: leaf },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('loop' as const),
          turns: fc.integer({ min: 1, max: 60 }),
          body: tie('steps'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('when' as const), body: tie('steps') }) },
    ) as fc.Arbitrary<Step>,
    { maxLength: 10 },
  ),
})).steps;

export interface PointerProgram {
  main: Step[];
  callee: Step[];
}

export const pointerPrograms: fc.Arbitrary<PointerProgram> = fc.record({
  main: steps,
  callee: steps,
});

const LOADS = [OP.i32Load8U, OP.i32Load16U, OP.i32Load, OP.i64Load];
const STORES = [OP.i32Store8, OP.i32Store16, OP.i32Store, OP.i64Store];

/** Functions "main" and "callee" of a number, which give a checksum. */
export function encodePointerProgram({ main, callee }: PointerProgram): Uint8Array<ArrayBuffer> {
  const type = { params: [TYPE.i32], results: [TYPE.i32] };
  return new ModuleBuilder()
    .stackPointer(STACK_TOP)
    .function('main', type, (c) => new Writer(c, 'callee').write(main), LOCALS)
    .function('callee', type, (c) => new Writer(c, undefined).write(callee), LOCALS)
    .function('digest', type, digest, LOCALS)
    .encode();
}

/** As many as nested steps may need. */
const LOCALS = Array.from({ length: 200 }, () => TYPE.i32);

/** A checksum of the first bytes of memory; their number is the parameter. */
function digest(c: CodeBuilder): void {
  const [size, at, sum] = [0, 1, 2];
  c.loop();
  c.get(sum).i32(31).op(OP.i32Mul).get(at).memory(OP.i32Load).op(OP.i32Add).set(sum);
  c.get(at).i32(4).op(OP.i32Add).tee(at).get(size).op(OP.i32LtU).brIf(0).end();
  c.get(sum);
}

class Writer {
  readonly #c: CodeBuilder;
  readonly #callee: string | undefined;
  readonly #sum = 0;
  readonly #pointers: number[];
  readonly #frame: number;
  /** The first local that is free; the parameter is number 0. */
  #free = 5;
  /** Loops around the current step. */
  #depth = 0;

  constructor(c: CodeBuilder, callee: string | undefined) {
    this.#c = c;
    this.#callee = callee;
    this.#pointers = [1, 2, 3];
    this.#frame = 4;
  }

  write(steps: readonly Step[]): void {
    const c = this.#c;
    c.global(OP.globalGet, 0).i32(FRAME_SIZE).op(OP.i32Sub).tee(this.#frame).global(OP.globalSet, 0);
    this.#steps(steps);
    c.get(this.#frame).i32(FRAME_SIZE).op(OP.i32Add).global(OP.globalSet, 0);
    c.get(this.#sum);
  }

  #steps(steps: readonly Step[]): void {
    for (const step of steps) this.#step(step);
  }

  #step(step: Step): void {
    const c = this.#c;
    switch (step.kind) {
      case 'point':
        c.get(this.#sum).i32(step.mask).op(OP.i32And);
        if (step.near) c.i32(0xfd0).op(OP.i32Or);
        c.set(this.#pointers[step.pointer]);
        return;
      case 'advance': {
        const pointer = this.#pointers[step.pointer];
        c.get(pointer).i32(step.by).op(OP.i32Add).set(pointer);
        // Back into reach; rarely, so that a compiler would do it elsewhere.
        c.get(pointer).i32(REACH).op(OP.i32GtU).if().i32(64).set(pointer).end();
        return;
      }
      case 'load':
      case 'store':
        return this.#access(step);
      case 'copy':
        c.i32(COPY_ROOM).get(this.#pointers[0]).i32(step.size);
        c.code.u8(OP.miscPrefix).u32(MISC.memoryCopy).u8(0).u8(0);
        return;
      case 'call':
        if (this.#callee !== undefined) c.get(this.#sum).call(this.#callee).get(this.#sum).op(OP.i32Add).set(this.#sum);
        return;
      case 'loop': {
        const turn = this.#free++;
        const isInner = this.#depth++ > 0;
        c.i32(isInner ? Math.min(step.turns, INNER_TURNS) : step.turns)
          .set(turn)
          .loop();
        this.#steps(step.body);
        this.#depth--;
        c.get(turn).i32(1).op(OP.i32Sub).tee(turn).brIf(0).end();
        return;
      }
      case 'when':
        c.get(this.#sum).i32(1).op(OP.i32And).if();
        this.#steps(step.body);
        c.end();
    }
  }

  #access({ kind, base, offset, width, misaligned }: Extract<Step, { kind: 'load' | 'store' }>): void {
    const c = this.#c;
    const size = 1 << width;
    const at = misaligned ? offset : offset & -size;
    c.get(base === FRAME ? this.#frame : this.#pointers[base]);
    if (kind === 'store') {
      c.get(this.#sum);
      if (width === 3) c.op(OP.i64ExtendI32U);
      c.code
        .u8(STORES[width])
        .u8(misaligned ? 0 : width)
        .u32(at);
      return;
    }
    c.code
      .u8(LOADS[width])
      .u8(misaligned ? 0 : width)
      .u32(at);
    if (width === 3) c.op(OP.i32WrapI64);
    c.get(this.#sum).i32(31).op(OP.i32Mul, OP.i32Add).i32(0x9e37).op(OP.i32Add).set(this.#sum);
  }
}
