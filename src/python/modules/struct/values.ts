/** Values of struct formats, as C lays them out in bytes, from and to objects. */
import type { Address } from '../../../base/ids.js';
import { BYTEARRAY_TYPE, FLOAT_OF, INDEX, IS_BYTES, OVERFLOW_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { fromHalf, toHalf } from './half.js';
import type { StructField, StructLayout } from './format.js';

/** What messages call the short ones. */
const INT_NAMES: Readonly<Record<string, string>> = { b: 'byte', B: 'ubyte', h: 'short', H: 'ushort' };
const LONG_MOST = 2n ** 63n - 1n;

/** Raises struct.error. */
export type Refuse = (message: string) => never;

export function store(
  rt: Runtime,
  view: DataView,
  field: StructField,
  value: Address,
  layout: StructLayout,
  refuse: Refuse,
): void {
  const { code, offset, bytes } = field;
  const little = layout.littleEndian;
  if (code === 's' || code === 'p' || code === 'c') storeText(rt, view, field, value, refuse);
  else if (code === '?') view.setUint8(offset, rt.truth(value) ? 1 : 0);
  else if (code === 'd') view.setFloat64(offset, numberOf(rt, value, refuse), little);
  else if (code === 'f') view.setFloat32(offset, shortFloat(rt, value, layout.isNative, refuse), little);
  else if (code === 'e') {
    const half = toHalf(numberOf(rt, value, refuse));
    if (half === undefined) rt.raise(OVERFLOW_ERROR, 'float too large to pack with e format');
    view.setUint16(offset, half, little);
  } else storeInt(view, offset, bytes, intOf(rt, field, value, refuse), little);
}

function storeText(
  rt: Runtime,
  view: DataView,
  { code, offset, bytes }: StructField,
  value: Address,
  refuse: Refuse,
): void {
  const isBytes = rt.hasFlag(value, IS_BYTES);
  if (code === 'c' && (!isBytes || rt.bytes(value).length !== 1))
    refuse('char format requires a bytes object of length 1');
  if (!isBytes && !rt.isInstance(value, BYTEARRAY_TYPE)) refuse(`argument for '${code}' must be a bytes object`);
  const content = rt.buffer(value);
  const into = new Uint8Array(view.buffer, view.byteOffset + offset, bytes);
  if (code !== 'p') into.set(content.subarray(0, bytes));
  else if (bytes > 0) {
    // A byte for the length in front.
    const part = content.subarray(0, bytes - 1);
    into[0] = Math.min(part.length, 255);
    into.set(part, 1);
  }
}

function numberOf(rt: Runtime, value: Address, refuse: Refuse): number {
  const type = rt.typeOf(value);
  if (rt.views.word(type + FLOAT_OF) === 0 && rt.views.word(type + INDEX) === 0)
    refuse('required argument is not a float');
  return rt.catching(
    OVERFLOW_ERROR,
    () => rt.number(value),
    () => refuse('required argument is not a float'),
  );
}

/** What a C compiler makes infinite is refused otherwise. */
function shortFloat(rt: Runtime, value: Address, isNative: boolean, refuse: Refuse): number {
  const number = numberOf(rt, value, refuse);
  if (!isNative && Number.isFinite(number) && !Number.isFinite(Math.fround(number)))
    rt.raise(OVERFLOW_ERROR, 'float too large to pack with f format');
  return number;
}

/** The int that a field takes, which is checked as CPython does: first whether a C long holds it, then the field. */
function intOf(rt: Runtime, { code, bytes }: StructField, value: Address, refuse: Refuse): bigint {
  if (rt.views.word(rt.typeOf(value) + INDEX) === 0) refuse('required argument is not an integer');
  const int = rt.bigInt(rt.index(value));
  const bits = BigInt(8 * bytes);
  if (code === 'P') {
    if (int > 2n ** 64n - 1n || int < -LONG_MOST - 1n) refuse('int too large to convert');
    return int;
  }
  const isSigned = code === code.toLowerCase();
  const isLong = isSigned || code === 'B' || code === 'H';
  if (isLong ? int > LONG_MOST || int < -LONG_MOST - 1n : int < 0n || int > 2n ** 64n - 1n)
    refuse('argument out of range');
  const [least, most] = isSigned ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
  if (int < least || int > most)
    refuse(`${INT_NAMES[code] ?? `'${code}'`} format requires ${least} <= number <= ${most}`);
  return int;
}

function storeInt(view: DataView, offset: number, bytes: number, value: bigint, little: boolean): void {
  if (bytes === 8) view.setBigUint64(offset, BigInt.asUintN(64, value), little);
  else if (bytes === 4) view.setUint32(offset, Number(BigInt.asUintN(32, value)), little);
  else if (bytes === 2) view.setUint16(offset, Number(BigInt.asUintN(16, value)), little);
  else view.setUint8(offset, Number(BigInt.asUintN(8, value)));
}

export function read(rt: Runtime, view: DataView, { code, offset, bytes }: StructField, little: boolean): Address {
  const part = (from: number, to: number) =>
    rt.newBytes(new Uint8Array(view.buffer, view.byteOffset + offset + from, to - from).slice());
  if (code === 's' || code === 'c') return part(0, bytes);
  if (code === 'p') return bytes === 0 ? part(0, 0) : part(1, 1 + Math.min(view.getUint8(offset), bytes - 1));
  if (code === '?') return rt.bool(view.getUint8(offset) !== 0);
  if (code === 'd') return rt.float(view.getFloat64(offset, little));
  if (code === 'f') return rt.float(view.getFloat32(offset, little));
  if (code === 'e') return rt.float(fromHalf(view.getUint16(offset, little)));
  const isSigned = code === code.toLowerCase();
  if (bytes === 8) return rt.int(isSigned ? view.getBigInt64(offset, little) : view.getBigUint64(offset, little));
  if (bytes === 4) return rt.int(isSigned ? view.getInt32(offset, little) : view.getUint32(offset, little));
  if (bytes === 2) return rt.int(isSigned ? view.getInt16(offset, little) : view.getUint16(offset, little));
  return rt.int(isSigned ? view.getInt8(offset) : view.getUint8(offset));
}
