/** math against what CPython makes of the same arguments (make-math-goldens.py). */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeModule, moduleDict } from '../../../src/python/modules/make-module.js';
import { MATH } from '../../../src/python/modules/math/module.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import { installedPython } from '../oracle.js';
import { decode, isClose, outcome } from './golden-values.js';

const SCRIPT = join(import.meta.dirname, 'make-math-goldens.py');
const GOLDENS = join(import.meta.dirname, 'math-goldens.json');
const cases = JSON.parse(readFileSync(GOLDENS, 'utf8')) as string[][];
const rt = openForTest();
const math = makeModule(rt, MATH);

/**
 * Functions whose results may differ in the last bits from glibc's, from which they come: all of these are rounded
 * correctly or by the same formula in nearly all cases, but neither is so in all.
 */
const INEXACT =
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp2 expm1 gamma lgamma log log10 log1p log2 pow sin sinh tan tanh';
const SHARE = 1e-15;

const python = installedPython();

describe('math as in CPython', () => {
  for (const name of new Set(cases.map(([function_]) => function_))) {
    it(name, () => {
      const function_ = rt.dictGet(moduleDict(rt, math), rt.name(name));
      const wrong: string[] = [];
      let inexact = 0;
      const mine = cases.filter(([other]) => other === name);
      for (const words of mine) {
        const expected = words[words.length - 1];
        const found = outcome(rt, () => {
          const args: number[] = [];
          const named: Record<string, number> = {};
          for (const word of words.slice(1, -1)) {
            const keyword = /^([a-z_]+)=(.*)$/s.exec(word);
            if (keyword === null) args.push(decode(rt, word));
            else named[keyword[1]] = decode(rt, keyword[2]);
          }
          return rt.call(function_, args, named);
        });
        if (found === expected) continue;
        if (INEXACT.split(' ').includes(name) && isClose(found, expected, SHARE)) inexact++;
        else wrong.push(`${words.slice(0, -1).join(' ')}: ${found} instead of ${expected}`);
      }
      expect(wrong).toEqual([]);
      // glibc's cube root is off more often than not.
      if (name !== 'cbrt') expect(inexact / mine.length).toBeLessThan(0.03);
    });
  }

  it.skipIf(python === undefined)('are what the installed CPython says', () => {
    const text = execFileSync(installedPython()!.command, [SCRIPT, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(text === readFileSync(GOLDENS, 'utf8')).toBe(true);
  });
});
