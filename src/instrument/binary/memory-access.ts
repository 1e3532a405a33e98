/**
 * Which instructions touch memory, and how: bytes and direction, by opcode. The one place that knows widths.
 */
import { OP, TYPE, type ValueType } from './opcodes.js';

export interface MemoryAccess {
  /** Bytes read or written. */
  size: number;
  write: boolean;
  /** Type of the operands above the address, bottom first (a store's value); empty for loads. */
  operands: readonly ValueType[];
}

const load = (size: number): MemoryAccess => ({ size, write: false, operands: [] });
const store = (size: number, type: ValueType): MemoryAccess => ({ size, write: true, operands: [type] });
const { i32, i64, f32, f64, v128 } = TYPE;

/** Plain loads and stores, 0x28 .. 0x3e. */
const PLAIN: readonly MemoryAccess[] = [
  load(4),
  load(8),
  load(4),
  load(8), // i32 i64 f32 f64
  load(1),
  load(1),
  load(2),
  load(2), // i32.load8_s/u 16_s/u
  load(1),
  load(1),
  load(2),
  load(2),
  load(4),
  load(4), // i64.load8 16 32
  store(4, i32),
  store(8, i64),
  store(4, f32),
  store(8, f64),
  store(1, i32),
  store(2, i32),
  store(1, i64),
  store(2, i64),
  store(4, i64),
];

export function plainAccess(opcode: number): MemoryAccess | undefined {
  return opcode >= 0x28 && opcode <= 0x3e ? PLAIN[opcode - 0x28] : undefined;
}

const LANE_BYTES = [1, 2, 4, 8];

/** Vector loads and stores (behind 0xfd). */
export function vectorAccess(operation: number): MemoryAccess | undefined {
  if (operation === 0) return load(16);
  if (operation >= 1 && operation <= 6) return load(8); // load8x8 .. load32x2
  if (operation >= 7 && operation <= 10) return load(LANE_BYTES[operation - 7]); // splats
  if (operation === 11) return store(16, v128);
  if (operation >= 84 && operation <= 87) return { size: LANE_BYTES[operation - 84], write: false, operands: [v128] };
  if (operation >= 88 && operation <= 91) return store(LANE_BYTES[operation - 88], v128);
  if (operation === 92) return load(4);
  if (operation === 93) return load(8);
  return undefined;
}

/** Of any instruction, by its opcode and the number behind a prefix byte. */
export function memoryAccess(opcode: number, sub: number): MemoryAccess | undefined {
  return plainAccess(opcode) ?? (opcode === OP.simdPrefix ? vectorAccess(sub) : undefined);
}
