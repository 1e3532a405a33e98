import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Inflater, inflate } from './inflate.js';

test('unpacks what zlib packs, in every kind of block', () => {
  const repetitive = fc
    .array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(50)), { maxLength: 30 })
    .map((parts) =>
      Uint8Array.from(parts.flatMap(([bytes, times]) => Array.from({ length: times }, () => [...bytes]).flat())),
    );
  fc.assert(
    fc.property(
      fc.oneof(repetitive, fc.uint8Array({ maxLength: 5000 })),
      fc.nat(9),
      fc.nat(4),
      (data, level, strategy) => {
        expect(inflate(deflateRawSync(data, { level, strategy }))).toEqual(data);
      },
    ),
  );
});

test('refuses data that end early', () => {
  const packed = deflateRawSync(new Uint8Array(1000).map((_, i) => i * i));
  expect(() => inflate(packed.subarray(0, packed.length - 3))).toThrow('truncated');
});

test('goes on where the data or the place ended', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000, max: 3 }), pieces, pieces, (data, inSteps, outSteps) => {
      const packed = deflateRawSync(data);
      const inflater = new Inflater();
      const unpacked: number[] = [];
      let given = packed.subarray(0, 0);
      let at = 0;
      for (let step = 0; !inflater.isAtEnd; step++) {
        if (given.length === 0) given = packed.subarray(at, (at += inSteps[step % inSteps.length]));
        const most = outSteps[step % outSteps.length];
        const part = inflater.push(given, most);
        unpacked.push(...part);
        expect(part.length).toBeLessThanOrEqual(most);
        given = part.length === most ? Buffer.from(inflater.unused) : packed.subarray(0, 0);
        if (part.length === most && !inflater.isAtEnd) inflater.dropUnused();
      }
      expect(Uint8Array.from(unpacked)).toEqual(data);
      expect(inflater.unused.length).toBe(0);
    }),
  );
});
