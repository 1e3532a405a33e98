/** What CPython makes of numbers (make-goldens.py says how), against what the runtime makes of them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NONE, SP } from '../../../src/python/format/memory-map.js';
import * as FORMAT from '../../../src/python/format/types.js';
import { callSpecial } from '../../../src/python/objects/numbers/arguments.js';
import { intToFormat } from '../../../src/python/objects/numbers/format.js';
import { inWordsOf } from '../../../src/python/objects/numbers/raise.js';
import { formatString } from '../../../src/python/objects/numbers/text/format-number.js';
import { floatFromHex } from '../../../src/python/objects/numbers/text/hex-float.js';
import { percentFloat, percentInt } from '../../../src/python/objects/numbers/text/percent.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import { installedPython } from '../oracle.js';
import { decode, isClose, outcome } from './golden-values.js';

const SCRIPT = join(import.meta.dirname, 'make-goldens.py');
const GOLDENS = join(import.meta.dirname, 'goldens.json');
const cases = JSON.parse(readFileSync(GOLDENS, 'utf8')) as string[][];
const rt = openForTest();
const { kernel, views } = rt;
const TYPES = { int: FORMAT.INT_TYPE, float: FORMAT.FLOAT_TYPE, complex: FORMAT.COMPLEX_TYPE, bool: FORMAT.BOOL_TYPE };

function construct(type: number, args: readonly number[]): number {
  const at = views.word(SP);
  args.forEach((p, index) => views.setWord(at + 4 * index, p));
  views.setWord(SP, at + 4 * args.length);
  const result = rt.callIndex(views.word(type + FORMAT.NEW), type, at, args.length, 0);
  views.setWord(SP, at);
  return rt.keep(result);
}

const special = (name: string) => (operands: number[]) => callSpecial(rt, operands[0], name, operands.slice(1));
const numeric = (name: string) => (operands: number[]) => rt.keep(kernel[`number_${name}`](...operands));
const compare = (operation: number) => (operands: number[]) =>
  rt.keep(kernel.compare(operands[0], operands[1], operation));

/** The pure functions that str's % calls, as it calls them. */
function percent([template, value]: number[]): number {
  const match = /^%([-+ #0]*)(\d*)(?:\.(\d*))?([a-zA-Z])$/.exec(rt.text(template));
  if (match === null) throw new Error('an unknown template');
  const [, flags, width, precision, conversion] = match;
  const given = {
    left: flags.includes('-'),
    plus: flags.includes('+'),
    space: flags.includes(' '),
    alternate: flags.includes('#'),
    zero: flags.includes('0'),
    width: Number(width),
    precision: precision === undefined ? undefined : Number(precision),
  };
  if (!'diuoxX'.includes(conversion)) return rt.string(percentFloat(rt.floatValue(value), conversion, given));
  return rt.string(percentInt(intToFormat(rt, value), conversion, given));
}

function format([value, spec]: number[]): number {
  if (!rt.isString(value)) return callSpecial(rt, value, '__format__', [spec]);
  return rt.string(inWordsOf(rt, () => formatString(rt.text(value), rt.text(spec), 'str')));
}

const OPERATIONS: Readonly<Record<string, (operands: number[]) => number>> = {
  '+': numeric('add'),
  '-': numeric('subtract'),
  '*': numeric('multiply'),
  '/': numeric('true_divide'),
  '//': numeric('floor_divide'),
  '%': numeric('remainder'),
  divmod: numeric('divmod'),
  '**': ([a, b]) => rt.keep(kernel.number_power(a, b, NONE)),
  pow: numeric('power'),
  '<<': numeric('lshift'),
  '>>': numeric('rshift'),
  '&': numeric('and'),
  '|': numeric('or'),
  '^': numeric('xor'),
  '@': numeric('matrix_multiply'),
  neg: numeric('negative'),
  pos: numeric('positive'),
  abs: numeric('absolute'),
  invert: numeric('invert'),
  '<': compare(FORMAT.LESS),
  '==': compare(FORMAT.EQUAL),
  '>=': compare(FORMAT.GREATER_EQUAL),
  repr: ([x]) => rt.repr(x),
  hash: ([x]) => rt.int(kernel.hashOf(x) as unknown as bigint),
  format,
  int: (operands) => construct(TYPES.int, operands),
  float: (operands) => construct(TYPES.float, operands),
  complex: (operands) => construct(TYPES.complex, operands),
  bool: (operands) => construct(TYPES.bool, operands),
  round: special('__round__'),
  hex: special('hex'),
  fromhex: ([x]) => rt.float(inWordsOf(rt, () => floatFromHex(rt.text(x)))),
  ratio: special('as_integer_ratio'),
  is_integer: special('is_integer'),
  bit_length: special('bit_length'),
  bit_count: special('bit_count'),
  floor: special('__floor__'),
  ceil: special('__ceil__'),
  trunc: special('__trunc__'),
  sizeof: special('__sizeof__'),
  percent,
};

/** Results that come from C's pow, exp, log, sin and cos, whose last digit is the C library's. */
const INEXACT = new Set(['**', 'pow']);

const python = installedPython();

describe('numbers as in CPython', () => {
  for (const name of Object.keys(OPERATIONS)) {
    it(name, () => {
      const mine = cases.filter(([operation]) => operation === name);
      expect(mine.length).toBeGreaterThan(0);
      const wrong = mine.flatMap((words) => {
        const expected = words[words.length - 1];
        const found = outcome(rt, () => OPERATIONS[name](words.slice(1, -1).map((word) => decode(rt, word))));
        return found === expected || (INEXACT.has(name) && isClose(found, expected, 1e-14))
          ? []
          : [`${words.slice(0, -1).join(' ')}: ${found} instead of ${expected}`];
      });
      expect(wrong).toEqual([]);
    });
  }

  it.skipIf(python === undefined)('are what the installed CPython says', () => {
    const text = execFileSync(installedPython()!.command, [SCRIPT, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(text === readFileSync(GOLDENS, 'utf8')).toBe(true);
  });
});
