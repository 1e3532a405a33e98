import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../languages/python/parse.js';
import { characterNamed } from '../../objects/text/unicode/names.js';
import { objectOf } from './compile-object.js';
import { decodeObject, encodeObject } from './object-file.js';
import type { CompiledObject } from './object.js';
import { relocate, symbolOf } from './symbols.js';

const PROGRAMS = join(import.meta.dirname, '../../../../test/python/programs');

/** With positions as they are, and code as plain lists. */
function plain({ functions, steps, ...rest }: CompiledObject) {
  return {
    ...rest,
    functions: functions.map(({ body, symbols, ...more }) => ({ ...more, body: [...body], symbols: [...symbols] })),
    steps: steps.map((step) =>
      'complete' in step ? { ...step, compiled: { ...step.compiled, sites: step.compiled.sites() } } : step,
    ),
  };
}

const compiled = (source: string) =>
  objectOf(check(new TextEncoder().encode(source), { fileName: 'x.py', lookUpCharacter: characterNamed }), {
    tracesNumbers: true,
    tellsLines: true,
  });

describe('an object as bytes', () => {
  it('is read as it was written, of every program', () => {
    for (const file of readdirSync(PROGRAMS).filter((name) => name.endsWith('.py'))) {
      const object = compiled(readFileSync(join(PROGRAMS, file), 'utf8'));
      if (object === undefined) continue;
      expect(plain(decodeObject(encodeObject(object))), file).toEqual(plain(object));
    }
  });

  it('has numbers that JSON has no words for', () => {
    const object = compiled(
      'x = (1e999, -0.0 + 0, 10 ** 30, 123456789012345678901234567890, b"\\xff\\0", "\\ud800", 2j)\n',
    )!;
    const read = decodeObject(encodeObject(object));
    expect(plain(read)).toEqual(plain(object));
    expect(
      JSON.stringify(read.steps.map((step) => ('make' in step && step.make === 'constant' ? String(step.value) : 0))),
    ).toBe(
      JSON.stringify(object.steps.map((step) => ('make' in step && step.make === 'constant' ? String(step.value) : 0))),
    );
  });

  it('is the same each time', () => {
    const source = 'def f(a, *b, c=1, **d):\n    return [x.y for x in a if c] + [lambda: d]\n';
    expect(encodeObject(compiled(source)!)).toEqual(encodeObject(compiled(source)!));
  });
});

describe('relocation', () => {
  it('puts addresses and offsets into the five bytes of a symbol', () => {
    const leb = (value: number) =>
      [0, 7, 14, 21, 28].map((shift) => ((value >>> shift) & 127) | (shift < 28 ? 128 : 0));
    const code = Uint8Array.from([0x41, ...leb(symbolOf(0)), 0x0b, ...leb(symbolOf(1) + 12), 0x0b]);
    relocate(code, [1, 7], [0x10_0000, 0x7fff_fff0]);
    expect([...code]).toEqual([0x41, ...leb(0x10_0000), 0x0b, ...leb(0x7fff_fffc), 0x0b]);
  });
});
