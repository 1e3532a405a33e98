/** str.__format__: fill, alignment, width and precision. */
import type { Address } from '../../../base/ids.js';
import { codePointsOf, textFrom } from '../../codecs/text.js';
import { MEMORY_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { inWordsOf } from '../numbers/raise.js';
import { type FormatSpec, parseFormatSpec, unknownType } from '../numbers/text/format-spec.js';

const MOST_CHARACTERS = 0x7000_0000;

export function formatText(rt: Runtime, s: Address, specification: Address): Address {
  if (!rt.isString(specification))
    rt.raise(TYPE_ERROR, `__format__() argument must be str, not ${rt.argumentTypeName(specification)}`);
  const spec = rt.text(specification);
  if (spec === '') return rt.keep(rt.kernel.strOfValue(s));
  const parsed = inWordsOf(rt, () => parseFormatSpec(spec, 's', '<', rt.shownTypeName(rt.typeOf(s))));
  refuse(rt, s, parsed);
  const all = codePointsOf(rt, s);
  const text = parsed.precision >= 0 ? all.subarray(0, parsed.precision) : all;
  const missing = parsed.width - text.length;
  if (missing <= 0) return textFrom(rt, text);
  if (parsed.width > MOST_CHARACTERS) return rt.raise(MEMORY_ERROR, '');
  const left = parsed.align === '<' ? 0 : parsed.align === '^' ? missing >> 1 : missing;
  const padded = new Uint32Array(parsed.width).fill(parsed.fill.codePointAt(0) as number);
  padded.set(text, left);
  return textFrom(rt, padded);
}

/** What only numbers have. */
function refuse(rt: Runtime, s: Address, spec: FormatSpec): void {
  const wrong = (message: string) => rt.raise(VALUE_ERROR, message);
  if (spec.type !== 's') inWordsOf(rt, () => unknownType(spec.type, rt.shownTypeName(rt.typeOf(s))));
  if (spec.sign === ' ') wrong('Space not allowed in string format specifier');
  if (spec.sign !== undefined) wrong('Sign not allowed in string format specifier');
  if (spec.noNegativeZero) wrong('Negative zero coercion (z) not allowed in string format specifier');
  if (spec.alternate) wrong('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') wrong("'=' alignment not allowed in string format specifier");
}
