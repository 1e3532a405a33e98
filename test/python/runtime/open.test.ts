import { describe, expect, it } from 'vitest';
import { KEYWORDS, ONE_ARGUMENT } from '../../../src/python/format/objects.js';
import { PythonError } from '../../../src/python/runtime/python-error.js';
import { builtinFunction } from '../../../src/python/runtime/install.js';
import { openForTest as open } from '../../../src/python/testing/open-for-test.js';

describe('the runtime', () => {
  it('makes strings and reads them', () => {
    const rt = open();
    for (const text of ['', 'a', 'é', 'word', 'ünï', 'Ω', 'a\u{1f600}b', 'x'.repeat(3000)])
      expect(rt.text(rt.string(text))).toBe(text);
  });

  it('keeps what is put into a dict', () => {
    const rt = open();
    const dict = rt.dict();
    for (let i = 0; i < 1000; i++) rt.dictSet(dict, rt.name(`key ${i}`), rt.int(i * 7919));
    for (let i = 0; i < 1000; i++) expect(rt.compactInt(rt.dictGet(dict, rt.name(`key ${i}`)))).toBe(i * 7919);
    expect(rt.dictGet(dict, rt.name('other'))).toBe(0);
  });

  it('makes ints of any size', () => {
    const rt = open();
    for (const value of [0n, 5n, -5n, 2n ** 31n - 1n, -(2n ** 31n), 2n ** 31n, 10n ** 50n, -(10n ** 50n)]) {
      expect(rt.bigInt(rt.int(value))).toBe(value);
    }
  });

  it('calls natives and refuses wrong arguments in CPython’s words', () => {
    const rt = open();
    const twice = builtinFunction(
      rt,
      { name: 'twice', convention: ONE_ARGUMENT, call: (_, __, x) => rt.int(2 * (rt.compactInt(x) ?? 0)) },
      0,
      0,
    );
    const named = builtinFunction(
      rt,
      {
        name: 'named',
        convention: KEYWORDS,
        call: () => 0,
        parameters: 'a, /, b, *, c=1',
        bound: (_, __, args) => rt.tuple(args.filter((x) => x !== 0)),
      },
      0,
      0,
    );
    rt.placeNatives();
    expect(rt.compactInt(rt.call(twice, [rt.int(21)]))).toBe(42);
    expect(rt.tupleItems(rt.call(named, [rt.int(1)], { b: rt.int(2) })).length).toBe(2);
    for (const wrong of [
      () => rt.call(twice),
      () => rt.call(named, [rt.int(1)]),
      () => rt.call(named, [], { x: rt.int(1) }),
    ]) {
      expect(wrong).toThrow(PythonError);
      rt.clearPending();
    }
  });
});
