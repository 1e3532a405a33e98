/** bytes % values: as of text, but %s and %b take bytes, %c a byte, and %r and %a write what is ASCII. */
import type { Address } from '../../../base/ids.js';
import { ByteOutput } from '../../codecs/buffers.js';
import { __bytes__ } from '../../format/names.js';
import { INDEX, OVERFLOW_ERROR, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import {
  checkWidth,
  type Conversion,
  ConversionReader,
  percentNumber,
  PercentValues,
  unsupported,
} from '../text/percent.js';
import { bytesOf, isBytesLike } from './content.js';

const PERCENT = 0x25;

export function percentBytes(rt: Runtime, template: Uint8Array, values: Address): Uint8Array {
  const out = new ByteOutput(template.length * 2);
  const source = new PercentValues(rt, values);
  let plain = 0;
  for (let i = template.indexOf(PERCENT); i >= 0; i = template.indexOf(PERCENT, plain)) {
    out.pushAll(template.subarray(plain, i));
    if (template[i + 1] === PERCENT) {
      out.push(PERCENT);
      plain = i + 2;
      continue;
    }
    const reader = new ConversionReader(rt, template, source, i + 1, (from, to) =>
      rt.newBytes(template.slice(from, to)),
    );
    out.pushAll(converted(rt, reader.read(), source));
    plain = reader.at;
  }
  out.pushAll(template.subarray(plain));
  source.finish('bytes');
  return out.items;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function converted(rt: Runtime, c: Conversion, values: PercentValues): Uint8Array {
  const number = percentNumber(rt, c, values, 'bytes');
  if (number !== undefined) return ascii(number);
  switch (c.letter) {
    case 0x72: // r
    case 0x61: // a
      return fitted(rt, ascii(rt.text(rt.keep(rt.kernel.convertValue(values.take(), 0x61)))), c);
    case 0x73: // s
    case 0x62: // b
      return fitted(rt, bytesFor(rt, values.take()), c);
    case 0x63: // c
      return fitted(rt, Uint8Array.of(byteFor(rt, values.take())), { ...c, precision: undefined });
  }
  values.take();
  // CPython's message has a place for an ASCII character only.
  if (c.letter > 127) rt.raise(OVERFLOW_ERROR, 'character argument not in range(0x110000)');
  return unsupported(rt, c);
}

function bytesFor(rt: Runtime, value: Address): Uint8Array {
  if (isBytesLike(rt, value)) return bytesOf(rt, value);
  if (rt.kernel.lookUpSpecial(value, __bytes__) !== 0)
    return rt.bytes(rt.keep(rt.kernel.callSpecial(value, __bytes__, 0)));
  return rt.raise(
    TYPE_ERROR,
    `%b requires a bytes-like object, or an object that implements __bytes__, not '${rt.shownTypeName(rt.typeOf(value))}'`,
  );
}

function byteFor(rt: Runtime, value: Address): number {
  const refusal = '%c requires an integer in range(256) or a single byte';
  if (isBytesLike(rt, value)) {
    const content = bytesOf(rt, value);
    return content.length === 1 ? content[0] : rt.raise(TYPE_ERROR, refusal);
  }
  if (rt.views.word(rt.typeOf(value) + INDEX) === 0) rt.raise(TYPE_ERROR, refusal);
  const byte = rt.bigInt(rt.index(value));
  return byte >= 0n && byte < 256n ? Number(byte) : rt.raise(OVERFLOW_ERROR, '%c arg not in range(256)');
}

/** To a width, cut to a precision. */
function fitted(rt: Runtime, bytes: Uint8Array, c: Conversion): Uint8Array {
  checkWidth(rt, c);
  const cut = c.precision === undefined ? bytes : bytes.subarray(0, c.precision);
  const width = c.width ?? 0;
  if (width <= cut.length) return cut;
  const padded = new Uint8Array(width).fill(0x20);
  padded.set(cut, c.left ? 0 : width - cut.length);
  return padded;
}
