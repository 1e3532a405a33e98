/** The type codes of array: what an item is as a number or text of JavaScript, and which objects can be one. */
import type { Address } from '../../../base/ids.js';
import { FLOAT_OF, INDEX, OVERFLOW_ERROR, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** An item: for 'u' a text of one character, or the number that lies there where it is none. */
export type Item = number | bigint | string;

export interface ItemCode {
  readonly code: string;
  readonly bytes: number;
  readonly read: (view: DataView, at: Address, littleEndian?: boolean) => Item;
  /** @throws PythonError for an object that is no such item; it may run code of the program */
  readonly fromObject: (rt: Runtime, value: Address) => Item;
  readonly write: (view: DataView, at: Address, item: Item) => void;
}

const LAST_CHARACTER = 0x10ffff;

export const BAD_CODE = 'bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)';

/** The C types that CPython converts an int to before it looks whether the item holds it. */
interface Conversion {
  readonly bits: number;
  /** What it is called where an int is out of its range; undefined: the item's own words come next. */
  readonly name: string | undefined;
}

const LONG_MOST = 2n ** 63n - 1n;

function intOf(rt: Runtime, value: Address): bigint {
  if (rt.views.word(rt.typeOf(value) + INDEX) === 0)
    rt.raise(TYPE_ERROR, `'${rt.shownTypeName(rt.typeOf(value))}' object cannot be interpreted as an integer`);
  return rt.bigInt(rt.index(value));
}

function checkRange(rt: Runtime, value: bigint, least: bigint, most: bigint, name: string): void {
  if (value < least) rt.raise(OVERFLOW_ERROR, `${name} is less than minimum`);
  if (value > most) rt.raise(OVERFLOW_ERROR, `${name} is greater than maximum`);
}

/** Of items that CPython goes to by way of a C long and perhaps a smaller type. */
function narrowInt(rt: Runtime, value: Address, bits: number, signed: boolean, name: string, via?: Conversion): number {
  const int = intOf(rt, value);
  if (int > LONG_MOST || int < -LONG_MOST - 1n) rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C long');
  if (via?.name !== undefined)
    checkRange(rt, int, -(1n << BigInt(via.bits - 1)), (1n << BigInt(via.bits - 1)) - 1n, via.name);
  const top = 1n << BigInt(signed ? bits - 1 : bits);
  checkRange(rt, int, signed ? -top : 0n, top - 1n, name);
  return Number(int);
}

function longInt(rt: Runtime, value: Address, signed: boolean, negative: string, large: string): bigint {
  const int = intOf(rt, value);
  if (!signed && int < 0n) rt.raise(OVERFLOW_ERROR, negative);
  const fits = signed ? BigInt.asIntN(64, int) : BigInt.asUintN(64, int);
  if (fits !== int) rt.raise(OVERFLOW_ERROR, large);
  return int;
}

function realOf(rt: Runtime, value: Address): number {
  const type = rt.typeOf(value);
  if (rt.views.word(type + FLOAT_OF) === 0 && rt.views.word(type + INDEX) === 0)
    rt.raise(TYPE_ERROR, `must be real number, not ${rt.shownTypeName(type)}`);
  const number = rt.number(value);
  if (!Number.isFinite(number) && rt.isInt(value)) rt.raise(OVERFLOW_ERROR, 'int too large to convert to float');
  return number;
}

function characterOf(rt: Runtime, value: Address): string {
  const text = rt.isString(value) ? rt.text(value) : '';
  if ([...text].length !== 1) rt.raise(TYPE_ERROR, 'array item must be unicode character');
  return text;
}

const characterAt = (word: number): Item => (word > LAST_CHARACTER ? word : String.fromCodePoint(word));

const SHORT: Conversion = { bits: 16, name: 'signed short integer' };
const INT: Conversion = { bits: 32, name: 'signed integer' };
const NEGATIVE = "can't convert negative value to unsigned int";
const LARGE = 'Python int too large to convert to C unsigned long';

const number = (item: Item): number => item as number;
const long = (item: Item): bigint => item as bigint;

function signedLong(code: string, large: string): ItemCode {
  return {
    code,
    bytes: 8,
    read: (view, at, little = true) => view.getBigInt64(at, little),
    fromObject: (rt, value) => longInt(rt, value, true, '', large),
    write: (view, at, item) => view.setBigInt64(at, long(item), true),
  };
}

function unsignedLong(code: string, negative: string, large: string): ItemCode {
  return {
    code,
    bytes: 8,
    read: (view, at, little = true) => view.getBigUint64(at, little),
    fromObject: (rt, value) => longInt(rt, value, false, negative, large),
    write: (view, at, item) => view.setBigUint64(at, long(item), true),
  };
}

const CODES: readonly ItemCode[] = [
  {
    code: 'b',
    bytes: 1,
    read: (view, at) => view.getInt8(at),
    fromObject: (rt, value) => narrowInt(rt, value, 8, true, 'signed char', SHORT),
    write: (view, at, item) => view.setInt8(at, number(item)),
  },
  {
    code: 'B',
    bytes: 1,
    read: (view, at) => view.getUint8(at),
    fromObject: (rt, value) => narrowInt(rt, value, 8, false, 'unsigned byte integer'),
    write: (view, at, item) => view.setUint8(at, number(item)),
  },
  {
    code: 'u',
    bytes: 4,
    read: (view, at, little = true) => characterAt(view.getUint32(at, little)),
    fromObject: characterOf,
    write: (view, at, item) => view.setUint32(at, (item as string).codePointAt(0) as number, true),
  },
  {
    code: 'h',
    bytes: 2,
    read: (view, at, little = true) => view.getInt16(at, little),
    fromObject: (rt, value) => narrowInt(rt, value, 16, true, 'signed short integer'),
    write: (view, at, item) => view.setInt16(at, number(item), true),
  },
  {
    code: 'H',
    bytes: 2,
    read: (view, at, little = true) => view.getUint16(at, little),
    fromObject: (rt, value) => narrowInt(rt, value, 16, false, 'unsigned short', INT),
    write: (view, at, item) => view.setUint16(at, number(item), true),
  },
  {
    code: 'i',
    bytes: 4,
    read: (view, at, little = true) => view.getInt32(at, little),
    fromObject: (rt, value) => narrowInt(rt, value, 32, true, 'signed integer'),
    write: (view, at, item) => view.setInt32(at, number(item), true),
  },
  {
    code: 'I',
    bytes: 4,
    read: (view, at, little = true) => view.getUint32(at, little),
    fromObject: (rt, value) => {
      const int = longInt(rt, value, false, NEGATIVE, LARGE);
      checkRange(rt, int, 0n, 2n ** 32n - 1n, 'unsigned int');
      return Number(int);
    },
    write: (view, at, item) => view.setUint32(at, number(item), true),
  },
  signedLong('l', 'Python int too large to convert to C long'),
  unsignedLong('L', NEGATIVE, LARGE),
  signedLong('q', 'int too big to convert'),
  unsignedLong('Q', "can't convert negative int to unsigned", 'int too big to convert'),
  {
    code: 'f',
    bytes: 4,
    read: (view, at, little = true) => view.getFloat32(at, little),
    fromObject: realOf,
    write: (view, at, item) => view.setFloat32(at, number(item), true),
  },
  {
    code: 'd',
    bytes: 8,
    read: (view, at, little = true) => view.getFloat64(at, little),
    fromObject: realOf,
    write: (view, at, item) => view.setFloat64(at, number(item), true),
  },
];

/** All of them, in CPython's order. */
export const TYPE_CODES = CODES.map(({ code }) => code).join('');

export function itemCode(code: string): ItemCode | undefined {
  return CODES.find((one) => one.code === code);
}

/** What pickles call the layouts of items: by their number, the type code with that layout and the order of bytes. */
export interface MachineFormat {
  readonly code: string;
  readonly littleEndian: boolean;
  /** Texts in UTF-16, whose items may be two of these. */
  readonly isUtf16?: boolean;
}

export const MACHINE_FORMATS: readonly MachineFormat[] = [
  { code: 'B', littleEndian: true },
  { code: 'b', littleEndian: true },
  ...['H', 'h', 'I', 'i', 'Q', 'q', 'f', 'd'].flatMap((code) => [
    { code, littleEndian: true },
    { code, littleEndian: false },
  ]),
  { code: 'H', littleEndian: true, isUtf16: true },
  { code: 'H', littleEndian: false, isUtf16: true },
  { code: 'u', littleEndian: true },
  { code: 'u', littleEndian: false },
];

/** The number of the layout that items of a code have here. */
export function machineFormatOf(code: string): number {
  const sameAs = code === 'l' ? 'q' : code === 'L' ? 'Q' : code;
  return MACHINE_FORMATS.findIndex((format) => format.code === sameAs && format.isUtf16 !== true);
}
