/** Every instruction must take and give as many operands on the abstract stack as it does on the real one. */
import { describe, expect, it } from 'vitest';
import { encodeModule } from '../../../test/support/modules/encode-module.js';
import { ACCESSES, OPERATIONS } from '../../../test/support/modules/operations.js';
import { parseModule } from '../binary/module.js';
import { OP, TYPE, type ValueType } from '../binary/opcodes.js';
import { ByteWriter } from '../binary/writer.js';
import { Effects } from './effects.js';
import { InstructionCursor, readLocals } from './instructions.js';
import { CONSTANT, OperandTracker, UNKNOWN } from './operand-tracker.js';

const { i32, i64, f32, f64, v128, funcref } = TYPE;

const SIGNATURE = { params: [i32, i64], results: [f64, i32] };

interface Case {
  name: string;
  code: readonly number[];
  takes: readonly ValueType[];
  gives: readonly ValueType[];
}

const hex = (code: readonly number[]): string => code.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

const CASES: Case[] = [
  ...OPERATIONS.map(({ code, takes, gives }) => ({ name: hex(code), code, takes, gives: [gives] })),
  ...ACCESSES.map(({ code, write, type, into, lane }) => ({
    name: hex(code),
    code: [...code, 0, 0, ...(lane === undefined ? [] : [lane])],
    takes: write || into ? [i32, type] : [i32],
    gives: write ? [] : [type],
  })),
  { name: 'nop', code: [OP.nop], takes: [], gives: [] },
  { name: 'drop', code: [OP.drop], takes: [i64], gives: [] },
  { name: 'select', code: [OP.select], takes: [f32, f32, i32], gives: [f32] },
  { name: 'typed select', code: [OP.selectTyped, 1, i64], takes: [i64, i64, i32], gives: [i64] },
  { name: 'local.set', code: [OP.localSet, 0], takes: [i32], gives: [] },
  { name: 'local.tee', code: [OP.localTee, 0], takes: [i32], gives: [i32] },
  { name: 'local.get', code: [OP.localGet, 0], takes: [], gives: [i32] },
  { name: 'global.set', code: [OP.globalSet, 0], takes: [i32], gives: [] },
  { name: 'global.get', code: [OP.globalGet, 0], takes: [], gives: [i32] },
  { name: 'memory.size', code: [OP.memorySize, 0], takes: [], gives: [i32] },
  { name: 'memory.grow', code: [OP.memoryGrow, 0], takes: [i32], gives: [i32] },
  { name: 'memory.init', code: [0xfc, 8, 0, 0], takes: [i32, i32, i32], gives: [] },
  { name: 'data.drop', code: [0xfc, 9, 0], takes: [], gives: [] },
  { name: 'memory.copy', code: [0xfc, 10, 0, 0], takes: [i32, i32, i32], gives: [] },
  { name: 'memory.fill', code: [0xfc, 11, 0], takes: [i32, i32, i32], gives: [] },
  { name: 'table.init', code: [0xfc, 12, 0, 0], takes: [i32, i32, i32], gives: [] },
  { name: 'elem.drop', code: [0xfc, 13, 0], takes: [], gives: [] },
  { name: 'table.copy', code: [0xfc, 14, 0, 0], takes: [i32, i32, i32], gives: [] },
  { name: 'table.grow', code: [0xfc, 15, 0], takes: [funcref, i32], gives: [i32] },
  { name: 'table.size', code: [0xfc, 16, 0], takes: [], gives: [i32] },
  { name: 'table.fill', code: [0xfc, 17, 0], takes: [i32, funcref, i32], gives: [] },
  { name: 'table.get', code: [OP.tableGet, 0], takes: [i32], gives: [funcref] },
  { name: 'table.set', code: [OP.tableSet, 0], takes: [i32, funcref], gives: [] },
  { name: 'ref.null', code: [OP.refNull, funcref], takes: [], gives: [funcref] },
  { name: 'ref.is_null', code: [OP.refIsNull], takes: [funcref], gives: [i32] },
  { name: 'ref.func', code: [OP.refFunc, 0], takes: [], gives: [funcref] },
  { name: 'call', code: [OP.call, 0], takes: SIGNATURE.params, gives: SIGNATURE.results },
  {
    name: 'call_indirect',
    code: [OP.callIndirect, 1, 0],
    takes: [...SIGNATURE.params, i32],
    gives: SIGNATURE.results,
  },
];

function push(w: ByteWriter, type: ValueType): void {
  if (type === i32) w.u8(OP.i32Const).s32(0);
  else if (type === i64) w.u8(OP.i64Const).s64(0n);
  else if (type === f32) w.u8(OP.f32Const).raw(new Uint8Array(4));
  else if (type === f64) w.u8(OP.f64Const).raw(new Uint8Array(8));
  else if (type === v128) w.u8(OP.simdPrefix).u8(12).raw(new Uint8Array(16));
  else w.u8(OP.refNull).u8(funcref);
}

const BELOW = [11, 22, 33];

/** Constants, under the operands of one instruction; all is dropped at the end, so that an engine can tell if it fits. */
function moduleFor({ code, takes, gives }: Case): Uint8Array<ArrayBuffer> {
  const body = new ByteWriter();
  for (const value of BELOW) body.u8(OP.i32Const).s32(value);
  for (const type of takes) push(body, type);
  body.raw(Uint8Array.from(code));
  for (let i = 0; i < gives.length + BELOW.length; i++) body.u8(OP.drop);
  return encodeModule({
    types: [{ params: [], results: [] }, SIGNATURE],
    imports: [{ module: 'env', name: 'callee', kind: 'function', type: 1 }],
    functions: [{ type: 0, locals: [i32], code: body.u8(OP.end).bytes() }],
    table: { min: 1 },
    memory: { min: 1 },
    globals: [{ type: i32, mutable: true, value: Uint8Array.of(OP.i32Const, 0) }],
    exports: [{ name: 'callee', kind: 'function', index: 0 }],
    elements: [Uint8Array.of(1, 0, 0)],
    data: [Uint8Array.of(1, 0)],
  });
}

describe('the abstract stack', () => {
  it.each(CASES.map((entry) => [entry.name, entry] as const))('keeps step at %s', (_, entry) => {
    const bytes = moduleFor(entry);
    expect(WebAssembly.validate(bytes)).toBe(true);
    const module = parseModule(bytes);
    const [{ start, end }] = module.code;
    const cursor = new InstructionCursor(bytes, start, end);
    const tracker = new OperandTracker(Uint32Array.of(readLocals(cursor.reader).length));
    const effects = new Effects(
      tracker,
      { ofFunction: () => SIGNATURE, ofType: () => SIGNATURE, stackPointer: undefined },
      {},
    );
    const drops = entry.gives.length + BELOW.length;
    for (let i = 0; i < BELOW.length + entry.takes.length + 1; i++) {
      cursor.step();
      effects.apply(cursor);
    }
    expect([...bytes.subarray(cursor.next, end)]).toEqual([...Array.from({ length: drops }, () => OP.drop), OP.end]);
    for (let i = 0; i < entry.gives.length; i++) tracker.pop();
    // The constants come to light in their order, or nothing is known any more.
    const seen = [...BELOW].reverse().map(() => [tracker.pop(), tracker.value]);
    const exact = [...BELOW].reverse().map((value) => [CONSTANT, value]);
    const forgotten = BELOW.map(() => [UNKNOWN, 0]);
    expect([exact, forgotten]).toContainEqual(seen);
    expect(tracker.pop()).toBe(UNKNOWN);
  });
});
