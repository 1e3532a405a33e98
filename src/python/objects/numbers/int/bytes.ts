/** int.to_bytes and int.from_bytes. */
import type { Address } from '../../../../base/ids.js';
import {
  BYTES_TYPE,
  INT_TYPE,
  IS_INT,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
} from '../../../format/types.js';
import { toBigInt } from '../../../runtime/big-ints.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { indexWord, requireText, shownType } from '../arguments.js';

/** (length=1, byteorder='big', *, signed=False) */
export function toBytes(rt: Runtime, self: Address, [lengthObject, orderObject, signedObject]: Address[]): Address {
  const length = lengthObject === 0 ? 1 : indexWord(rt, lengthObject);
  const isLittle = orderOf(rt, orderObject, 'to_bytes');
  const isSigned = signedObject !== 0 && rt.status(rt.kernel.truthOf(signedObject)) === 1;
  if (length < 0) rt.raise(VALUE_ERROR, 'length argument must be non-negative');
  const value = toBigInt(rt, self);
  if (value < 0n && !isSigned) rt.raise(OVERFLOW_ERROR, "can't convert negative int to unsigned");
  const bits = BigInt(8 * length);
  const magnitude = value < 0n ? -value - 1n : value;
  const room = isSigned ? bits - 1n : bits;
  if (length === 0 ? value !== 0n : magnitude !== 0n && (room < 0n || magnitude >> room !== 0n)) {
    rt.raise(OVERFLOW_ERROR, 'int too big to convert');
  }
  const digits =
    length === 0
      ? ''
      : BigInt.asUintN(8 * length, value)
          .toString(16)
          .padStart(2 * length, '0');
  const bytes = Uint8Array.from({ length }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
  return rt.newBytes(isLittle ? bytes.reverse() : bytes);
}

/** cls.(bytes, byteorder='big', *, signed=False) */
export function fromBytes(rt: Runtime, type: Address, [source, orderObject, signedObject]: Address[]): Address {
  const isLittle = orderOf(rt, orderObject, 'from_bytes');
  const isSigned = signedObject !== 0 && rt.status(rt.kernel.truthOf(signedObject)) === 1;
  const bytes = bytesOf(rt, source);
  if (isLittle) bytes.reverse();
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const unsigned = BigInt(`0x${digits === '' ? '0' : digits}`);
  const value = rt.int(isSigned ? BigInt.asIntN(8 * bytes.length, unsigned) : unsigned);
  return type === INT_TYPE ? value : rt.call(type, [value]);
}

function orderOf(rt: Runtime, order: Address, function_: string): boolean {
  if (order === 0) return false;
  const text = requireText(rt, order, `${function_}() argument 'byteorder'`);
  if (text !== 'little' && text !== 'big') rt.raise(VALUE_ERROR, "byteorder must be either 'little' or 'big'");
  return text === 'little';
}

/** The bytes of what bytes() takes, but for counts and texts; a copy. */
function bytesOf(rt: Runtime, source: Address): Uint8Array {
  const isNone = rt.isString(source) || (rt.views.word(rt.typeOf(source) + TYPE_FLAGS) & IS_INT) !== 0;
  if (isNone) rt.raise(TYPE_ERROR, `cannot convert '${shownType(rt, source)}' object to bytes`);
  return rt.bytes(rt.call(BYTES_TYPE, [source]));
}
