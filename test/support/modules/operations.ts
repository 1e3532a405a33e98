/**
 * WebAssembly's instructions by what they take and give, for generating well-typed code. Written from the
 * specification's index of instructions and not from the tables in src, which it serves to test.
 */
import { TYPE, type ValueType } from '../../../src/instrument/binary/opcodes.js';

const { i32, i64, f32, f64, v128 } = TYPE;

export interface Operation {
  /** Opcode, or prefix and operation number. */
  code: readonly number[];
  takes: readonly ValueType[];
  gives: ValueType;
  /** It may trap: division, or conversion of a number that does not fit. */
  traps?: 'divisor' | 'range';
  /** The bits of a NaN that it gives are not determined. */
  anyNaN?: boolean;
}

function range(from: number, to: number, takes: readonly ValueType[], gives: ValueType): Operation[] {
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const opcode = from + i;
    return {
      code: [opcode],
      takes,
      gives,
      traps: DIVISIONS.includes(opcode) ? 'divisor' : TRUNCATIONS.includes(opcode) ? 'range' : undefined,
      anyNaN: (gives === f32 || gives === f64) && !EXACT_ON_NAN.includes(opcode),
    };
  });
}

const DIVISIONS = [0x6d, 0x6e, 0x6f, 0x70, 0x7f, 0x80, 0x81, 0x82];
const TRUNCATIONS = [0xa8, 0xa9, 0xaa, 0xab, 0xae, 0xaf, 0xb0, 0xb1];
/** abs, neg, copysign, conversions from integers, reinterpretations. */
const EXACT_ON_NAN = [0x8b, 0x8c, 0x98, 0x99, 0x9a, 0xa6, 0xb2, 0xb3, 0xb4, 0xb5, 0xb7, 0xb8, 0xb9, 0xba, 0xbe, 0xbf];

const SCALAR: readonly Operation[] = [
  ...range(0x45, 0x45, [i32], i32),
  ...range(0x46, 0x4f, [i32, i32], i32),
  ...range(0x50, 0x50, [i64], i32),
  ...range(0x51, 0x5a, [i64, i64], i32),
  ...range(0x5b, 0x60, [f32, f32], i32),
  ...range(0x61, 0x66, [f64, f64], i32),
  ...range(0x67, 0x69, [i32], i32),
  ...range(0x6a, 0x78, [i32, i32], i32),
  ...range(0x79, 0x7b, [i64], i64),
  ...range(0x7c, 0x8a, [i64, i64], i64),
  ...range(0x8b, 0x91, [f32], f32),
  ...range(0x92, 0x98, [f32, f32], f32),
  ...range(0x99, 0x9f, [f64], f64),
  ...range(0xa0, 0xa6, [f64, f64], f64),
  ...range(0xa7, 0xa7, [i64], i32),
  ...range(0xa8, 0xa9, [f32], i32),
  ...range(0xaa, 0xab, [f64], i32),
  ...range(0xac, 0xad, [i32], i64),
  ...range(0xae, 0xaf, [f32], i64),
  ...range(0xb0, 0xb1, [f64], i64),
  ...range(0xb2, 0xb3, [i32], f32),
  ...range(0xb4, 0xb5, [i64], f32),
  ...range(0xb6, 0xb6, [f64], f32),
  ...range(0xb7, 0xb8, [i32], f64),
  ...range(0xb9, 0xba, [i64], f64),
  ...range(0xbb, 0xbb, [f32], f64),
  ...range(0xbc, 0xbc, [f32], i32),
  ...range(0xbd, 0xbd, [f64], i64),
  ...range(0xbe, 0xbe, [i32], f32),
  ...range(0xbf, 0xbf, [i64], f64),
  ...range(0xc0, 0xc1, [i32], i32),
  ...range(0xc2, 0xc4, [i64], i64),
];

const saturating = (number: number, takes: ValueType, gives: ValueType): Operation => ({
  code: [0xfc, number],
  takes: [takes],
  gives,
});

const SATURATING: readonly Operation[] = [
  saturating(0, f32, i32),
  saturating(1, f32, i32),
  saturating(2, f64, i32),
  saturating(3, f64, i32),
  saturating(4, f32, i64),
  saturating(5, f32, i64),
  saturating(6, f64, i64),
  saturating(7, f64, i64),
];

const vector = (code: readonly number[], takes: readonly ValueType[], gives: ValueType = v128): Operation => ({
  code: [0xfd, ...code],
  takes,
  gives,
});

/** Vector operations that keep bits exact; numbers above 127 are two bytes of LEB128. */
const VECTOR: readonly Operation[] = [
  vector([15], [i32]),
  vector([16], [i32]),
  vector([17], [i32]),
  vector([18], [i64]),
  vector([19], [f32]),
  vector([20], [f64]),
  vector([21, 15], [v128], i32),
  vector([22, 1], [v128], i32),
  vector([23, 7], [v128, i32]),
  vector([24, 7], [v128], i32),
  vector([25, 0], [v128], i32),
  vector([26, 2], [v128, i32]),
  vector([27, 3], [v128], i32),
  vector([28, 1], [v128, i32]),
  vector([29, 0], [v128], i64),
  vector([30, 0], [v128, i64]),
  vector([31, 2], [v128], f32),
  vector([32, 3], [v128, f32]),
  vector([33, 0], [v128], f64),
  vector([34, 0], [v128, f64]),
  vector([13, 0, 17, 2, 19, 4, 21, 6, 23, 8, 25, 10, 27, 12, 29, 14, 31], [v128, v128]),
  vector([14], [v128, v128]),
  vector([77], [v128]),
  vector([78], [v128, v128]),
  vector([80], [v128, v128]),
  vector([81], [v128, v128]),
  vector([82], [v128, v128, v128]),
  vector([83], [v128], i32),
  vector([110], [v128, v128]),
  vector([0x8e, 0x01], [v128, v128]),
  vector([0xa4, 0x01], [v128], i32),
  vector([0xab, 0x01], [v128, i32]),
  vector([0xae, 0x01], [v128, v128]),
  vector([0xb5, 0x01], [v128, v128]),
  vector([0xce, 0x01], [v128, v128]),
];

export const OPERATIONS: readonly Operation[] = [...SCALAR, ...SATURATING, ...VECTOR];

export interface AccessOperation {
  code: readonly number[];
  size: number;
  write: boolean;
  /** The value that is loaded or stored. */
  type: ValueType;
  /** The vector operand of a load into a lane. */
  into?: boolean;
  /** The instruction ends with the number of a lane. */
  lane?: number;
}

const load = (code: number, size: number, type: ValueType): AccessOperation => ({
  code: [code],
  size,
  write: false,
  type,
});
const store = (code: number, size: number, type: ValueType): AccessOperation => ({
  code: [code],
  size,
  write: true,
  type,
});
const vectorLoad = (code: number, size: number): AccessOperation => ({
  code: [0xfd, code],
  size,
  write: false,
  type: v128,
});
const lane = (code: number, size: number, write: boolean, number: number): AccessOperation => ({
  code: [0xfd, code],
  size,
  write,
  type: v128,
  into: !write,
  lane: number,
});

export const ACCESSES: readonly AccessOperation[] = [
  load(0x28, 4, i32),
  load(0x29, 8, i64),
  load(0x2a, 4, f32),
  load(0x2b, 8, f64),
  load(0x2c, 1, i32),
  load(0x2d, 1, i32),
  load(0x2e, 2, i32),
  load(0x2f, 2, i32),
  load(0x30, 1, i64),
  load(0x31, 1, i64),
  load(0x32, 2, i64),
  load(0x33, 2, i64),
  load(0x34, 4, i64),
  load(0x35, 4, i64),
  store(0x36, 4, i32),
  store(0x37, 8, i64),
  store(0x38, 4, f32),
  store(0x39, 8, f64),
  store(0x3a, 1, i32),
  store(0x3b, 2, i32),
  store(0x3c, 1, i64),
  store(0x3d, 2, i64),
  store(0x3e, 4, i64),
  vectorLoad(0, 16),
  ...[1, 2, 3, 4, 5, 6].map((code) => vectorLoad(code, 8)),
  vectorLoad(7, 1),
  vectorLoad(8, 2),
  vectorLoad(9, 4),
  vectorLoad(10, 8),
  { code: [0xfd, 11], size: 16, write: true, type: v128 },
  lane(84, 1, false, 15),
  lane(85, 2, false, 3),
  lane(86, 4, false, 2),
  lane(87, 8, false, 1),
  lane(88, 1, true, 14),
  lane(89, 2, true, 7),
  lane(90, 4, true, 0),
  lane(91, 8, true, 1),
  vectorLoad(92, 4),
  vectorLoad(93, 8),
];
