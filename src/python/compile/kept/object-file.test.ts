import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../languages/python/parse.js';
import { characterNamed } from '../../objects/text/unicode/names.js';
import { objectOf } from './compile-object.js';
import { decodeObject, encodeObject } from './object-file.js';
import type { CompiledObject } from './object.js';
import { cacheSymbol, functionSymbol, relocate, symbolOf } from './symbols.js';

const PROGRAMS = join(import.meta.dirname, '../../../../test/python/programs');

/** With positions as they are, and code as what is quickly compared. */
function plain({ modules, steps, ...rest }: CompiledObject) {
  return {
    ...rest,
    modules: modules.map(({ use, wasm, symbols }) => ({
      use,
      wasm: Buffer.from(wasm).toString('latin1'),
      symbols: Array.from(symbols),
    })),
    steps: steps.map((step) =>
      'complete' in step ? { ...step, compiled: { ...step.compiled, sites: step.compiled.sites() } } : step,
    ),
  };
}

/** As it comes from a cache, whose files are whole words. */
function read(object: CompiledObject): CompiledObject {
  const bytes = encodeObject(object);
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return decodeObject(padded);
}

const compiled = (source: string) =>
  objectOf(check(new TextEncoder().encode(source), { fileName: 'x.py', lookUpCharacter: characterNamed }), {
    tracesNumbers: true,
    tellsLines: true,
    callsThroughTable: true,
  });

describe('an object as bytes', () => {
  it('is read as it was written, of every program', () => {
    for (const file of readdirSync(PROGRAMS).filter((name) => name.endsWith('.py'))) {
      const object = compiled(readFileSync(join(PROGRAMS, file), 'utf8'));
      if (object === undefined) continue;
      expect(plain(read(object)), file).toEqual(plain(object));
    }
  });

  it('has numbers that JSON has no words for', () => {
    const object = compiled(
      'x = (1e999, -0.0 + 0, 10 ** 30, 123456789012345678901234567890, b"\\xff\\0", "\\ud800", 2j)\n',
    )!;
    const again = read(object);
    expect(plain(again)).toEqual(plain(object));
    expect(
      JSON.stringify(again.steps.map((step) => ('make' in step && step.make === 'constant' ? String(step.value) : 0))),
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
  const leb = (value: number) => [0, 7, 14, 21, 28].map((shift) => ((value >>> shift) & 127) | (shift < 28 ? 128 : 0));

  it('puts addresses and offsets into the five bytes of a symbol', () => {
    const code = Uint8Array.from([0x41, ...leb(symbolOf(0)), 0x0b, ...leb(symbolOf(1) + 12), 0x0b]);
    relocate(code, [1, 7], { addresses: [0x10_0000, 0x7fff_fff0], caches: 0, tableBase: 0 });
    expect([...code]).toEqual([0x41, ...leb(0x10_0000), 0x0b, ...leb(0x7fff_fffc), 0x0b]);
  });

  it('knows caches and functions by their distance from the first', () => {
    const code = Uint8Array.from([...leb(cacheSymbol(24)), ...leb(functionSymbol(3))]);
    relocate(code, [0, 5], { addresses: [], caches: 0x20_0000, tableBase: 2440 });
    expect([...code]).toEqual([...leb(0x20_0018), ...leb(2443)]);
  });
});
