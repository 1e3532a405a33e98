/** _random against what CPython gives for the same seeds (make-random-goldens.py), _sha512 against Node's. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SP } from '../../../src/python/format/memory-map.js';
import { INIT, NEW, RANDOM_TYPE } from '../../../src/python/format/types.js';
import { makeModule, moduleDict } from '../../../src/python/modules/make-module.js';
import { RANDOM_MODULE } from '../../../src/python/modules/random/definition.js';
import { SHA512_MODULE } from '../../../src/python/modules/sha512/definition.js';
import { callSpecial } from '../../../src/python/objects/numbers/arguments.js';
import { floatHex } from '../../../src/python/objects/numbers/text/hex-float.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import { installedPython } from '../oracle.js';

const SCRIPT = join(import.meta.dirname, 'make-random-goldens.py');
const GOLDENS = join(import.meta.dirname, 'random-goldens.json');
const rows = JSON.parse(readFileSync(GOLDENS, 'utf8')) as [string, string[], string[], string][];
const rt = openForTest();
const { views } = rt;
makeModule(rt, RANDOM_MODULE);
const python = installedPython();

function generator(...args: number[]): number {
  const at = views.word(SP);
  args.forEach((p, index) => views.setWord(at + 4 * index, p));
  views.setWord(SP, at + 4 * args.length);
  const made = rt.keep(rt.callIndex(views.word(RANDOM_TYPE + NEW), RANDOM_TYPE, at, args.length, 0));
  rt.status(rt.callIndex(views.word(RANDOM_TYPE + INIT), made, at, args.length, 0));
  views.setWord(SP, at);
  return made;
}

const random = (p: number) => rt.floatValue(callSpecial(rt, p, 'random'));
const bits = (p: number, count: number) => rt.bigInt(callSpecial(rt, p, 'getrandbits', [rt.int(count)]));

describe('_random', () => {
  it.each(rows)('gives for the seed %s what CPython gives', (seed, numbers, floats, total) => {
    const p = generator(rt.int(BigInt(seed)));
    expect(numbers.map((_, at) => String(bits(p, 1 + 7 * at)))).toEqual(numbers);
    for (let i = 0; i < 700; i++) random(p);
    expect(floats.map(() => floatHex(random(p)))).toEqual(floats);
    let sum = 0n;
    for (const word of rt.tupleItems(callSpecial(rt, p, 'getstate')))
      sum = (sum * 1000003n + rt.bigInt(word)) % (2n ** 61n - 1n);
    expect(String(sum)).toBe(total);
  });

  it('goes on from a state that was taken', () => {
    const p = generator();
    const state = callSpecial(rt, p, 'getstate');
    const first = Array.from({ length: 1000 }, () => random(p));
    const other = generator(rt.int(5));
    callSpecial(rt, other, 'setstate', [state]);
    expect(Array.from({ length: 1000 }, () => random(other))).toEqual(first);
  });

  it.skipIf(python === undefined)('is what the installed CPython says', () => {
    const text = execFileSync(installedPython()!.command, [SCRIPT, '-'], { encoding: 'utf8' });
    expect(text === readFileSync(GOLDENS, 'utf8')).toBe(true);
  });
});

describe('_sha512', () => {
  const module = makeModule(rt, SHA512_MODULE);
  it.each(['sha512', 'sha384'])('%s of any length', (name) => {
    const make = rt.dictGet(moduleDict(rt, module), rt.name(name));
    for (let length = 0; length < 400; length += 13) {
      const data = Uint8Array.from({ length }, (_, at) => (at * 31 + length) & 255);
      const hash = rt.call(make);
      callSpecial(rt, hash, 'update', [rt.newBytes(data.slice(0, length >> 1))]);
      callSpecial(rt, hash, 'update', [rt.newBytes(data.slice(length >> 1))]);
      const expected = createHash(name).update(data).digest('hex');
      for (const turn of [hash, callSpecial(rt, hash, 'copy')])
        expect(rt.text(callSpecial(rt, turn, 'hexdigest'))).toBe(expected);
    }
  });
});
