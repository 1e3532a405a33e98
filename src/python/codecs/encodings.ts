/** The encodings that need no library: by all names that CPython's library knows them under. */
import { decodeAscii, decodeLatin1, decodeUtf16, decodeUtf32, decodeUtf8, type Decoder } from './decoders.js';
import { encodeAscii, encodeLatin1, encodeUtf16, encodeUtf32, encodeUtf8, type Encoder } from './encoders.js';

export interface Encoding {
  /** As errors have it. */
  readonly name: string;
  readonly encode: Encoder;
  readonly decode: Decoder;
  /** Bytes of a unit: how wide a surrogate is that `surrogatepass` lets through; 0 where it does not. */
  readonly unit: number;
  readonly bigEndian: boolean;
  /** Written in front, and read to tell the order of bytes. */
  readonly mark?: readonly number[];
  /** The encoding that a mark of the other order leads to. */
  readonly other?: Encoding;
}

const UTF_8: Encoding = { name: 'utf-8', encode: encodeUtf8, decode: decodeUtf8, unit: 3, bigEndian: false };
const ASCII: Encoding = { name: 'ascii', encode: encodeAscii, decode: decodeAscii, unit: 0, bigEndian: false };
const LATIN_1: Encoding = { name: 'latin-1', encode: encodeLatin1, decode: decodeLatin1, unit: 0, bigEndian: false };

const utf16 = (name: string, bigEndian: boolean): Encoding => ({
  name,
  encode: encodeUtf16(bigEndian),
  decode: decodeUtf16(bigEndian),
  unit: 2,
  bigEndian,
});
const utf32 = (name: string, bigEndian: boolean): Encoding => ({
  name,
  encode: encodeUtf32(bigEndian),
  decode: decodeUtf32(bigEndian),
  unit: 4,
  bigEndian,
});

export const UTF_16_LE = utf16('utf-16-le', false);
export const UTF_16_BE = utf16('utf-16-be', true);
export const UTF_32_LE = utf32('utf-32-le', false);
export const UTF_32_BE = utf32('utf-32-be', true);
export const UTF_16: Encoding = { ...utf16('utf-16', false), mark: [0xff, 0xfe], other: UTF_16_BE };
export const UTF_32: Encoding = { ...utf32('utf-32', false), mark: [0xff, 0xfe, 0, 0], other: UTF_32_BE };

const NAMES: readonly (readonly [Encoding, string])[] = [
  [UTF_8, 'utf-8 utf8 u8 utf utf8-ucs2 utf8-ucs4 cp65001'],
  [
    ASCII,
    'ascii us-ascii 646 ansi-x3.4-1968 ansi-x3-4-1968 ansi-x3.4-1986 cp367 csascii ibm367 iso646-us iso-646.irv-1991 us',
  ],
  [LATIN_1, 'latin-1 latin1 iso-8859-1 iso8859-1 iso8859 8859 cp819 csisolatin1 ibm819 iso-ir-100 l1 latin'],
  [UTF_16, 'utf-16 utf16 u16'],
  [UTF_16_LE, 'utf-16-le utf-16le unicodelittleunmarked'],
  [UTF_16_BE, 'utf-16-be utf-16be unicodebigunmarked'],
  [UTF_32, 'utf-32 utf32 u32'],
  [UTF_32_LE, 'utf-32-le utf-32le'],
  [UTF_32_BE, 'utf-32-be utf-32be'],
];

const BY_NAME = new Map(
  NAMES.flatMap(([encoding, names]) => names.split(' ').map((name) => [name, encoding] as const)),
);

/** Whether a byte below 128 and its character are one and the same. */
export function keepsAscii({ unit }: Encoding): boolean {
  return unit === 0 || unit === 3;
}

export function encodingNamed(name: string): Encoding | undefined {
  return BY_NAME.get(name) ?? BY_NAME.get(name.toLowerCase().replace(/[ _]/g, '-'));
}
