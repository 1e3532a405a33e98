import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cursor, DamagedDebugInfo } from './cursor.js';

function uleb(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
    if (rest === 0n) return bytes;
  }
}

function sleb(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const last = (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40);
    bytes.push(last ? low : low | 0x80);
    if (last) return bytes;
  }
}

describe('Cursor', () => {
  test('reads back every unsigned and signed number', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeInteger(), (n, z) => {
        const cursor = new Cursor(Uint8Array.from([...uleb(BigInt(n)), ...sleb(BigInt(z))]));
        expect([cursor.uleb(), cursor.sleb(), cursor.done]).toEqual([n, z, true]);
      }),
    );
  });

  test('reads fixed sizes little endian', () => {
    const cursor = new Cursor(Uint8Array.from([1, 2, 0xff, 1, 2, 0x80, 5, 0, 0, 0xf0, 1, 0, 0, 0, 1, 0, 0, 0]));
    expect([cursor.u8(), cursor.u16(), cursor.u24(), cursor.u32(), cursor.u64()]).toEqual([
      1,
      0xff02,
      0x800201,
      0xf0000005,
      2 ** 32 + 1,
    ]);
  });

  test('reads strings', () => {
    const cursor = new Cursor(new TextEncoder().encode('größe\0rest'));
    expect(cursor.string()).toBe('größe');
    expect(cursor.text(2)).toBe('re');
    expect(() => cursor.string()).toThrow(DamagedDebugInfo);
  });

  test('never reads past its end', () => {
    const cursor = new Cursor(Uint8Array.from([0x80, 0x80, 1, 1]), 0, 2);
    expect(() => cursor.uleb()).toThrow(DamagedDebugInfo);
    expect(() => new Cursor(new Uint8Array(3)).u32()).toThrow(DamagedDebugInfo);
    expect(() => new Cursor(new Uint8Array(3), 4)).toThrow(DamagedDebugInfo);
    expect(() => new Cursor(new Uint8Array(3)).skip(-1)).toThrow(DamagedDebugInfo);
    expect(() => new Cursor(new Uint8Array(99).fill(0x80)).uleb()).toThrow(DamagedDebugInfo);
  });
});
