import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inflate } from './inflate.js';

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
  expect(() => inflate(packed.subarray(0, packed.length - 3))).toThrow('data end');
});
