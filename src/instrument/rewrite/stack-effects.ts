/**
 * How many operands a numeric instruction (0x45 .. 0xc4) takes; each gives one back.
 */
import { OP } from '../binary/opcodes.js';

const UNARY_RANGES: readonly (readonly [number, number])[] = [
  [0x45, 0x45],
  [0x50, 0x50],
  [0x67, 0x69],
  [0x79, 0x7b],
  [0x8b, 0x91],
  [0x99, 0x9f],
  [0xa7, 0xc4],
];

const operands = new Uint8Array(256);
operands.fill(2, OP.i32Eqz, 0xc5);
for (const [from, to] of UNARY_RANGES) operands.fill(1, from, to + 1);

export function numericOperands(opcode: number): number {
  return operands[opcode];
}
