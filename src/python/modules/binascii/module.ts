/** binascii: bytes as text and back. */
import type { Address } from '../../../base/ids.js';
import { EXCEPTION, GET_BUFFER, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { toHex } from '../../objects/bytes/hex.js';
import type { Runtime } from '../../runtime/runtime.js';
import { exceptionClass } from '../exception-class.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { fromBase64, toBase64 } from './base64.js';
import { crc32, crcHqx } from './checksums.js';
import { fromQuoted, toQuoted } from './quoted-printable.js';
import { fromUu, toUu } from './uuencode.js';

/** binascii.Error of each runtime. */
const ERRORS = new WeakMap<Runtime, Address>();

function fail(rt: Runtime, message: string): never {
  return rt.raise(ERRORS.get(rt) as Address, message);
}

/** What `work` makes; what it refuses is binascii.Error. */
function made(rt: Runtime, work: () => Uint8Array): Address {
  let content: Uint8Array;
  try {
    content = work();
  } catch (problem) {
    if (problem instanceof RangeError) return fail(rt, problem.message);
    throw problem;
  }
  return rt.newBytes(content);
}

/** The bytes of what may be a str of ASCII characters, too. */
function asciiOf(rt: Runtime, p: Address): Uint8Array {
  if (rt.isString(p)) {
    const text = rt.text(p);
    if (!/^[\0-\x7f]*$/.test(text)) rt.raise(VALUE_ERROR, 'string argument should contain only ASCII characters');
    return new TextEncoder().encode(text);
  }
  if (rt.views.word(rt.typeOf(p) + GET_BUFFER) === 0)
    rt.raise(TYPE_ERROR, `argument should be bytes, buffer or ASCII string, not '${rt.shownTypeName(rt.typeOf(p))}'`);
  return rt.buffer(p);
}

function fromHex(text: Uint8Array): Uint8Array {
  if (text.length % 2 !== 0) throw new RangeError('Odd-length string');
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => {
    const digits = String.fromCharCode(text[2 * i], text[2 * i + 1]);
    if (!/^[0-9a-fA-F]{2}$/.test(digits)) throw new RangeError('Non-hexadecimal digit found');
    return Number.parseInt(digits, 16);
  });
}

const isSet = (rt: Runtime, flag: Address, otherwise: boolean): boolean => (flag === 0 ? otherwise : rt.truth(flag));

/** A checksum that was given to go on from: its last 32 bits. */
function startOf(rt: Runtime, p: Address, otherwise: number): number {
  return p === 0 ? otherwise : Number(BigInt.asUintN(32, rt.bigInt(rt.index(p))));
}

const hexlify = (name: string) =>
  native(
    name,
    'data, sep=None, bytes_per_sep=1',
    (rt, _, [data, separator, group]) =>
      rt.newBytes(new TextEncoder().encode(rt.text(toHex(rt, rt.buffer(data), separator, group)))),
    'Hexadecimal representation of binary data.',
  );

const unhexlify = (name: string) =>
  native(
    name,
    'hexstr, /',
    (rt, _, [text]) => made(rt, () => fromHex(asciiOf(rt, text))),
    'Binary data of hexadecimal representation.',
  );

export const BINASCII_MODULE: ModuleDefinition = {
  name: 'binascii',
  doc: 'Conversion between binary data and ASCII',
  functions: [
    native('a2b_base64', 'data, /, *, strict_mode=False', (rt, _, [text, strict]) =>
      made(rt, () => fromBase64(asciiOf(rt, text), isSet(rt, strict, false))),
    ),
    native('b2a_base64', 'data, /, *, newline=True', (rt, _, [data, newline]) =>
      rt.newBytes(toBase64(rt.buffer(data), isSet(rt, newline, true))),
    ),
    hexlify('hexlify'),
    hexlify('b2a_hex'),
    unhexlify('unhexlify'),
    unhexlify('a2b_hex'),
    native('a2b_qp', 'data, header=False', (rt, _, [text, header]) =>
      rt.newBytes(fromQuoted(asciiOf(rt, text), isSet(rt, header, false))),
    ),
    native('b2a_qp', 'data, quotetabs=False, istext=True, header=False', (rt, _, [data, tabs, text, header]) =>
      rt.newBytes(
        toQuoted(rt.buffer(data), {
          quoteTabs: isSet(rt, tabs, false),
          isText: isSet(rt, text, true),
          isHeader: isSet(rt, header, false),
        }),
      ),
    ),
    native('a2b_uu', 'data, /', (rt, _, [text]) => made(rt, () => fromUu(asciiOf(rt, text)))),
    native('b2a_uu', 'data, /, *, backtick=False', (rt, _, [data, backtick]) =>
      made(rt, () => toUu(rt.buffer(data), isSet(rt, backtick, false))),
    ),
    native('crc32', 'data, crc=0, /', (rt, _, [data, crc]) => rt.int(crc32(rt.buffer(data), startOf(rt, crc, 0)))),
    native('crc_hqx', 'data, crc, /', (rt, _, [data, crc]) => rt.int(crcHqx(rt.buffer(data), startOf(rt, crc, 0)))),
  ],
  attributes: (rt) => {
    const made = exceptionClass(rt, 'binascii', 'Error', [VALUE_ERROR]);
    ERRORS.set(rt, made);
    return { Error: made, Incomplete: exceptionClass(rt, 'binascii', 'Incomplete', [EXCEPTION]) };
  },
};
