/** Bytes as hexadecimal digits and back. */
import type { Address } from '../../../base/ids.js';
import { BYTES_TYPE, LEN, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { bytesOf, isBytesLike } from './content.js';

/** fromhex: pairs of digits, with spaces between the pairs. */
export function fromHex(rt: Runtime, type: Address, text: Address): Address {
  if (!rt.isString(text))
    rt.raise(TYPE_ERROR, `fromhex() argument must be str, not ${rt.shownTypeName(rt.typeOf(text))}`);
  const digits = rt.text(text);
  const content: number[] = [];
  for (let i = 0; i < digits.length; ) {
    if (/^[ \t-\r]$/.test(digits[i])) {
      i++;
      continue;
    }
    for (const at of [i, i + 1])
      if (!/^[0-9a-fA-F]$/.test(digits[at] ?? ''))
        rt.raise(VALUE_ERROR, `non-hexadecimal number found in fromhex() arg at position ${at}`);
    content.push(Number.parseInt(digits.slice(i, i + 2), 16));
    i += 2;
  }
  const made = rt.newBytes(Uint8Array.from(content));
  if (type === BYTES_TYPE) return made;
  return rt.call(type, [made]);
}

/** hex(sep, bytes_per_sep): groups are counted from the right, or from the left if the number is negative. */
export function toHex(rt: Runtime, content: Uint8Array, separator: Address = 0, group: Address = 0): Address {
  const digits = Array.from(content, (byte) => byte.toString(16).padStart(2, '0'));
  const size = group === 0 ? 1 : rt.number(rt.index(group));
  if (separator === 0) return rt.string(digits.join(''));
  const between = separatorOf(rt, separator);
  if (size === 0) return rt.string(digits.join(''));
  const groups: string[] = [];
  if (size < 0) for (let i = 0; i < digits.length; i -= size) groups.push(digits.slice(i, i - size).join(''));
  else
    for (let end = digits.length; end > 0; end -= size)
      groups.unshift(digits.slice(Math.max(0, end - size), end).join(''));
  return rt.string(groups.join(between));
}

function separatorOf(rt: Runtime, separator: Address): string {
  let text: string;
  if (rt.isString(separator)) text = rt.text(separator);
  else if (isBytesLike(rt, separator)) text = String.fromCharCode(...bytesOf(rt, separator));
  else {
    const length = rt.views.word(rt.typeOf(separator) + LEN);
    if (length === 0) rt.raise(TYPE_ERROR, `object of type '${rt.shownTypeName(rt.typeOf(separator))}' has no len()`);
    if (rt.status(rt.callIndex(length, separator)) !== 1) rt.raise(VALUE_ERROR, 'sep must be length 1.');
    return rt.raise(TYPE_ERROR, 'sep must be str or bytes.');
  }
  if (Array.from(text).length !== 1) rt.raise(VALUE_ERROR, 'sep must be length 1.');
  if (text.charCodeAt(0) > 127) rt.raise(VALUE_ERROR, 'sep must be ASCII.');
  return text;
}
