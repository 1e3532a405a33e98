/**
 * Copying and filling bytes as helpers do it: most runs are short, and for `memory.copy` and `memory.fill` engines leave
 * generated code, which costs tens of nanoseconds. Up to `SHORT` bytes are moved by at most four loads and stores that
 * overlap in the middle; a copy loads everything before it stores, so its ranges may overlap.
 *
 * Cost: about 2 ns up to 32 bytes; the engine's own beyond.
 */
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE } from '../binary/opcodes.js';

/** Twice the bytes that the largest step moves from either end. */
const SHORT = 32;

interface Width {
  size: number;
  type: number;
  load: number;
  store: number;
}

const EIGHT: Width = { size: 8, type: TYPE.i64, load: OP.i64Load, store: OP.i64Store };
const FOUR: Width = { size: 4, type: TYPE.i32, load: OP.i32Load, store: OP.i32Store };

/** Emit a copy of `size` bytes; all three are locals. */
export function emitCopy(c: CodeBuilder, destination: number, source: number, size: number): void {
  const words = [0, 1, 2, 3].map(() => c.local(TYPE.i64));
  const bytes = [0, 1, 2].map(() => c.local());
  const [sourceEnd, destinationEnd] = [c.local(), c.local()];
  const move = (
    { load, store }: Width,
    values: readonly number[],
    offsets: readonly [end: boolean, at: number][],
  ): void => {
    offsets.forEach(([end, at], i) =>
      c
        .get(end ? sourceEnd : source)
        .memory(load, at)
        .set(values[i]),
    );
    offsets.forEach(([end, at], i) =>
      c
        .get(end ? destinationEnd : destination)
        .get(values[i])
        .memory(store, at),
    );
  };
  const ends = (back: number): void => {
    c.get(source).get(size).op(OP.i32Add).i32(back).op(OP.i32Sub).set(sourceEnd);
    c.get(destination).get(size).op(OP.i32Add).i32(back).op(OP.i32Sub).set(destinationEnd);
  };
  c.block();
  c.get(size).i32(SHORT).op(OP.i32GtU).if().get(destination).get(source).get(size).memoryCopy().br(1).end();
  c.get(size).i32(16).op(OP.i32GtU).if();
  ends(16);
  move(EIGHT, words, [
    [false, 0],
    [false, 8],
    [true, 0],
    [true, 8],
  ]);
  c.br(1).end();
  c.get(size).i32(8).op(OP.i32GeU).if();
  ends(8);
  move(EIGHT, words, [
    [false, 0],
    [true, 0],
  ]);
  c.br(1).end();
  c.get(size).i32(4).op(OP.i32GeU).if();
  ends(4);
  move(FOUR, bytes, [
    [false, 0],
    [true, 0],
  ]);
  c.br(1).end();
  c.get(size).op(OP.i32Eqz).brIf(0);
  // One to three bytes: the first, the middle and the last.
  const half = c.local();
  c.get(size).i32(1).op(OP.i32ShrU).set(half);
  ends(1);
  c.get(source).memory(OP.i32Load8U).set(bytes[0]);
  c.get(source).get(half).op(OP.i32Add).memory(OP.i32Load8U).set(bytes[1]);
  c.get(sourceEnd).memory(OP.i32Load8U).set(bytes[2]);
  c.get(destination).get(bytes[0]).memory(OP.i32Store8);
  c.get(destination).get(half).op(OP.i32Add).get(bytes[1]).memory(OP.i32Store8);
  c.get(destinationEnd).get(bytes[2]).memory(OP.i32Store8);
  c.end();
}

/** Emit a fill of `size` bytes at `address`, both locals; `value` pushes an i32 of which the low byte counts. */
export function emitFill(c: CodeBuilder, address: number, size: number, value: () => void): void {
  const word = c.local(TYPE.i64);
  const last = c.local();
  const fill = ({ size: width, type, store }: Width, offsets: readonly number[]): void => {
    c.get(address)
      .get(size)
      .op(OP.i32Add)
      .i32(width * offsets.length)
      .op(OP.i32Sub)
      .set(last);
    for (const from of [address, last])
      for (const at of offsets) {
        c.get(from).get(word);
        if (type === TYPE.i32) c.op(OP.i32WrapI64);
        c.memory(store, at);
      }
  };
  c.block();
  c.get(size).i32(SHORT).op(OP.i32GtU).if().get(address);
  value();
  c.get(size).memoryFill().br(1).end();
  value();
  c.i32(0xff).op(OP.i32And, OP.i64ExtendI32U).i64(0x0101010101010101n).op(OP.i64Mul).set(word);
  c.get(size).i32(16).op(OP.i32GtU).if();
  fill(EIGHT, [0, 8]);
  c.br(1).end();
  c.get(size).i32(8).op(OP.i32GeU).if();
  fill(EIGHT, [0]);
  c.br(1).end();
  c.get(size).i32(4).op(OP.i32GeU).if();
  fill(FOUR, [0]);
  c.br(1).end();
  // Three bytes at most.
  c.get(address).get(size).op(OP.i32Add).set(last);
  c.loop();
  c.get(address).get(last).op(OP.i32Eq).brIf(1);
  c.get(address).get(word).op(OP.i32WrapI64).memory(OP.i32Store8);
  c.get(address).i32(1).op(OP.i32Add).set(address).br(0);
  c.end();
  c.end();
}
