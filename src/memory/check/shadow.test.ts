import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShadowPlane } from './shadow.js';

const LIMIT = 8192;

describe('ShadowPlane', () => {
  it('agrees with a byte array', () => {
    const range = fc.record({
      at: fc.nat(LIMIT + 100),
      length: fc.oneof(fc.nat(40), fc.nat(LIMIT)),
      set: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), range, (marks, asked) => {
        const buffer = new ArrayBuffer(LIMIT / 8 + 64);
        const plane = new ShadowPlane(buffer, 32, LIMIT);
        const model = new Uint8Array(LIMIT + 2 * LIMIT + 100);
        for (const { at, length, set } of marks) {
          if (set) plane.markAddressable(at, length);
          else plane.markUnaddressable(at, length);
          model.fill(set ? 1 : 0, at, at + length);
          model.fill(0, LIMIT);
        }
        const { at, length } = asked;
        const part = model.subarray(at, at + length);
        const first = (value: number) => (part.indexOf(value) < 0 ? -1 : at + part.indexOf(value));
        expect(plane.firstUnaddressable(at, length)).toBe(first(0));
        expect(plane.firstAddressable(at, length)).toBe(first(1));
        for (let a = 0; a < LIMIT; a++) {
          const bit = (new Uint8Array(buffer)[32 + (a >>> 3)]! >>> (a & 7)) & 1;
          if (bit !== model[a] || plane.isAddressable(a) !== (bit === 1)) throw new Error(`byte ${a}`);
        }
        const bytes = new Uint8Array(buffer);
        expect(
          bytes.subarray(0, 32).every((b) => b === 0) && bytes.subarray(32 + LIMIT / 8).every((b) => b === 0),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('calls everything beyond the limit unaddressable', () => {
    const plane = new ShadowPlane(new ArrayBuffer(LIMIT / 8), 0, LIMIT);
    plane.markAddressable(0, LIMIT);
    expect(plane.firstUnaddressable(LIMIT - 4, 8)).toBe(LIMIT);
    expect(plane.firstUnaddressable(0xffff_fffc, 4)).toBe(0xffff_fffc);
    expect(plane.isAddressable(0xffff_fffc)).toBe(false);
  });
});
