/** Generates whole programs, and the fast-check arbitrary of them. */
import fc from 'fast-check';
import { OP, TYPE, type ValueType } from '../../../src/instrument/binary/opcodes.js';
import { ByteWriter } from '../../../src/instrument/binary/writer.js';
import type { GlobalPart, Signature } from './encode-module.js';
import type { Surroundings } from './body-writer.js';
import { generateFunction } from './generate-function.js';
import {
  ENVIRONMENT,
  STACK,
  type Call,
  type ElementPart,
  type FrameShape,
  type Program,
  type ProgramFunction,
} from './program.js';
import { Tape } from './tape.js';

const { i32, i64, f32, f64, v128, funcref } = TYPE;

/** Longer tapes make longer programs; up to `length` decisions. */
export function programs(length = 4000): fc.Arbitrary<Program> {
  return fc
    .uint16Array({ maxLength: length, size: 'max' })
    .map((decisions) =>
      Object.assign(generateProgram(new Tape(decisions)), { [fc.toStringMethod]: () => `[${decisions.join()}]` }),
    );
}

export function generateProgram(tape: Tape): Program {
  const types: Signature[] = [{ params: [], results: [] }];
  for (let i = 1 + tape.below(4); i > 0; i--) types.push(randomSignature(tape));
  const defined = 1 + tape.below(5);
  const own = Array.from({ length: defined }, () => tape.below(types.length));
  const tagTypes: Signature[] = [
    { params: [i32], results: [] },
    { params: tape.pick([[], [i64, f64], [i32, i32]]), results: [] },
  ];
  const tags = tagTypes.map((type) => types.push(type) - 1);
  const environment = ENVIRONMENT.map(({ type }) => types.push(type) - 1);
  const functions = [...environment, ...own];
  const globals = randomGlobals(tape, functions.length);
  const elements = randomElements(tape, functions.length);
  const data = [
    segment(
      0,
      0x100,
      Uint8Array.from({ length: 40 }, (_, i) => 7 * i + 1),
    ),
    segment(0, 0x1_3000, Uint8Array.of(1, 2, 3)),
    segment(
      1,
      0,
      Uint8Array.from({ length: 12 }, (_, i) => 200 + i),
    ),
  ];
  const around: Surroundings = {
    types,
    functions,
    // The imported global comes first.
    globals: [{ type: i32, mutable: false }, ...globals],
    pointerGlobal: POINTER,
    stackPointer: STACK_POINTER,
    fuel: FUEL,
    tags,
    table: elements[0].functions,
    passiveElements: elements.length > 1 ? 1 : 0,
    passiveData: data.length,
  };
  const calls = randomCalls(tape, types, own);
  const frames = own.map(() => randomFrame(tape));
  const bodies = own.map((type, i): ProgramFunction => {
    const frame = frames[i];
    const leaf = frame.kind.endsWith('red zone') || tape.chance(5);
    return generateFunction(tape, around, { type, frame, leaf, budget: 150 });
  });
  return {
    types,
    importsMemory: tape.chance(3),
    paddedIndices: tape.chance(3),
    functions: bodies,
    tags,
    globals,
    exportedGlobals: around.globals.flatMap(({ type }, i) => (type === v128 || type === funcref || i === 0 ? [] : [i])),
    elements,
    data,
    calls,
    stackPointer: STACK_POINTER,
  };
}

export const STACK_POINTER = 1;
export const FUEL = 2;
const POINTER = 3;

function randomSignature(tape: Tape): Signature {
  const type = (): ValueType => tape.pick([i32, i32, i64, f32, f64, i32, i64, v128]);
  return {
    params: Array.from({ length: tape.below(4) }, type),
    results: Array.from({ length: tape.pick([0, 1, 1, 1, 2]) }, type),
  };
}

function randomGlobals(tape: Tape, functions: number): GlobalPart[] {
  const constant = (write: (w: ByteWriter) => ByteWriter): Uint8Array => write(new ByteWriter()).bytes();
  const word = (value: number): GlobalPart => ({
    type: i32,
    mutable: true,
    value: constant((w) => w.u8(OP.i32Const).s32(value)),
  });
  return [
    word(STACK.end),
    word(0),
    word(0x800),
    word(tape.below(1000)),
    { type: i64, mutable: true, value: constant((w) => w.u8(OP.i64Const).s64(-5n)) },
    { type: f32, mutable: true, value: constant((w) => w.u8(OP.f32Const).raw(new Uint8Array(4))) },
    { type: f64, mutable: true, value: constant((w) => w.u8(OP.f64Const).raw(new Uint8Array(8))) },
    { type: v128, mutable: true, value: constant((w) => w.u8(0xfd).u8(12).raw(new Uint8Array(16).fill(3))) },
    { type: funcref, mutable: true, value: constant((w) => w.u8(OP.refFunc).u32(tape.below(functions))) },
    { type: i32, mutable: true, value: constant((w) => w.u8(OP.globalGet).u32(0)) },
  ];
}

function randomElements(tape: Tape, functions: number): ElementPart[] {
  const some = (): number => tape.below(functions);
  const expressions = tape.chance(3);
  const table = Array.from({ length: 3 + tape.below(5) }, (): number | null =>
    expressions && tape.chance(4) ? null : some(),
  );
  const elements: ElementPart[] = [
    { mode: 'active', expressions, namesTable: tape.chance(2), functions: table },
    { mode: 'passive', expressions: tape.chance(2), namesTable: false, functions: [some(), some(), some()] },
    // Functions that code refers to have to be named somewhere outside of it.
    {
      mode: 'declared',
      expressions: tape.chance(2),
      namesTable: false,
      functions: Array.from({ length: functions }, (_, i) => i),
    },
  ];
  return elements;
}

/** flags 0: active at an address; 1: passive. */
function segment(flags: 0 | 1, address: number, bytes: Uint8Array): Uint8Array {
  const out = new ByteWriter().u8(flags);
  if (flags === 0) out.u8(OP.i32Const).s32(address).u8(OP.end);
  return out.u32(bytes.length).raw(bytes).bytes();
}

function randomFrame(tape: Tape): FrameShape {
  const kind = tape.pick([
    'none',
    'private',
    'escaping',
    'dynamic',
    'private red zone',
    'escaping red zone',
    'none',
    'escaping',
  ] as const);
  const red = kind.endsWith('red zone');
  return { kind, size: 16 * (1 + tape.below(red ? 8 : tape.chance(6) ? 40 : 8)), restored: false };
}

function randomCalls(tape: Tape, types: readonly Signature[], own: readonly number[]): Call[] {
  const callable = own.flatMap((type, i) => {
    const { params, results } = types[type];
    return [...params, ...results].includes(v128) ? [] : [i];
  });
  if (callable.length === 0) return [];
  return Array.from({ length: 1 + tape.below(4) }, () => {
    const callee = tape.pick(callable);
    return { callee, arguments: types[own[callee]].params.map((type) => argument(tape, type)) };
  });
}

function argument(tape: Tape, type: ValueType): number | bigint {
  if (type === i64) return tape.pick([0n, 1n, -1n, 0x1234_5678_9abc_def0n]);
  if (type === i32) return tape.pick([0, 1, -1, 40, 0x1234, 0x7fff_ffff]);
  return tape.pick([0, 1.5, -2, 1e9]);
}
