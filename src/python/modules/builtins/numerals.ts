/** The functions of builtins for numbers and characters as text: bin, hex, oct, chr, ord, pow, round, format. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { IS_BYTES, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { beside, native } from '../native.js';

const HIGHEST_CHARACTER = 0x10_ffff;

function inBase(name: string, prefix: string, radix: number): MethodDefinition {
  return native(name, 'number, /', (rt, _, [number]) => {
    const value = rt.bigInt(rt.index(number));
    const digits = (value < 0n ? -value : value).toString(radix);
    return rt.string(`${value < 0n ? '-' : ''}${prefix}${digits}`);
  });
}

/** Calls a special method of the object's type, or fails as CPython does for what has none. */
function special(rt: Runtime, p: Address, name: string, args: readonly Address[], missing: string): Address {
  const method = rt.optionalAttribute(rt.typeOf(p), name);
  if (method === 0) rt.raise(TYPE_ERROR, missing);
  return rt.callBound(method, p, args);
}

function ord(rt: Runtime, p: Address): Address {
  const isBytes = rt.hasFlag(p, IS_BYTES);
  const shown = rt.shownTypeName(rt.typeOf(p));
  if (!rt.isString(p) && !isBytes && shown !== 'bytearray')
    rt.raise(TYPE_ERROR, `ord() expected string of length 1, but ${shown} found`);
  if (rt.isString(p)) {
    const text = rt.text(p);
    const point = text.codePointAt(0);
    if (point !== undefined && text.length === (point > 0xffff ? 2 : 1)) return rt.int(point);
  } else {
    const contents = rt.buffer(p);
    if (contents.length === 1) return rt.int(contents[0]);
  }
  const length = rt.compactInt(rt.call(rt.attribute(p, '__len__'))) ?? 0;
  return rt.raise(TYPE_ERROR, `ord() expected a character, but string of length ${length} found`);
}

export const NUMERALS: readonly MethodDefinition[] = [
  inBase('bin', '0b', 2),
  inBase('oct', '0o', 8),
  inBase('hex', '0x', 16),
  beside('builtin_chr', 'chr', 'i, /', (rt, _, [p]) => {
    const point = rt.bigInt(rt.index(p));
    if (point !== BigInt.asIntN(32, point)) rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C int');
    if (point < 0n || point > HIGHEST_CHARACTER) rt.raise(VALUE_ERROR, 'chr() arg not in range(0x110000)');
    return rt.string(String.fromCodePoint(Number(point)));
  }),
  beside('builtin_ord', 'ord', 'c, /', (rt, _, [p]) => ord(rt, p)),
  native('pow', 'base, exp, mod=None', (rt, _, [base, exponent, modulus]) =>
    rt.keep(rt.kernel.number_power(base, exponent, modulus === 0 ? NONE : modulus)),
  ),
  beside('builtin_round', 'round', 'number, ndigits=None', (rt, _, [number, digits]) =>
    special(
      rt,
      number,
      '__round__',
      digits === 0 || digits === NONE ? [] : [digits],
      `type ${rt.shownTypeName(rt.typeOf(number))} doesn't define __round__ method`,
    ),
  ),
  native('format', 'value, format_spec=None, /', (rt, _, [value, spec]) => {
    const given = spec === 0 ? rt.string('') : spec;
    if (!rt.isString(given))
      rt.raise(TYPE_ERROR, `format() argument 2 must be str, not ${rt.shownTypeName(rt.typeOf(given))}`);
    const result = special(rt, value, '__format__', [given], 'unsupported format');
    if (!rt.isString(result))
      rt.raise(TYPE_ERROR, `__format__ must return a str, not ${rt.shownTypeName(rt.typeOf(result))}`);
    return result;
  }),
];
