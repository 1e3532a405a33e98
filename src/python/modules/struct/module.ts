/** _struct: values as C lays them out in bytes. */
import type { Address } from '../../../base/ids.js';
import { EXCEPTION, IS_BYTES, OVERFLOW_ERROR, TYPE_FLAGS, TYPE_TYPE } from '../../format/types.js';
import { NONE } from '../../format/memory-map.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { beside, native } from '../native.js';
import { parseFormat, type StructField, type StructLayout } from './format.js';

/** What messages call the short ones. */
const INT_NAMES: Readonly<Record<string, string>> = { b: 'byte', B: 'ubyte', h: 'short', H: 'ushort' };

/** struct.error of each runtime. */
const ERRORS = new WeakMap<Runtime, Address>();

export const STRUCT_MODULE: ModuleDefinition = {
  name: '_struct',
  doc: 'Functions to convert between Python values and C structs.',
  functions: [
    native('calcsize', 'format, /', (rt, _, [format]) => rt.int(layoutOf(rt, format).bytes)),
    beside('struct_pack', 'pack', 'format, /, *values', (rt, _, [format, values]) =>
      pack(rt, format, rt.tupleItems(values)),
    ),
    beside('struct_unpack', 'unpack', 'format, buffer, /', (rt, _, [format, buffer]) => unpack(rt, format, buffer)),
    native('_clearcache', '', () => NONE),
  ],
  attributes: (rt) => {
    const error = rt.hold(rt.call(TYPE_TYPE, [rt.string('error'), rt.tuple([EXCEPTION]), rt.dict()]));
    rt.setAttribute(error, '__module__', rt.string('struct'));
    ERRORS.set(rt, error);
    return { error };
  },
};

function fail(rt: Runtime, message: string): never {
  return rt.raise(ERRORS.get(rt) as Address, message);
}

function layoutOf(rt: Runtime, format: Address): StructLayout {
  const text = rt.isString(format) ? rt.text(format) : new TextDecoder().decode(rt.bytes(format));
  try {
    return parseFormat(text);
  } catch (problem) {
    return fail(rt, (problem as RangeError).message);
  }
}

function pack(rt: Runtime, format: Address, values: readonly Address[]): Address {
  const { fields, bytes, littleEndian, isNative } = layoutOf(rt, format);
  if (values.length !== fields.length)
    fail(rt, `pack expected ${fields.length} items for packing (got ${values.length})`);
  const view = new DataView(new ArrayBuffer(bytes));
  fields.forEach((field, index) => {
    if (field.code === 'f' && !isNative) checkShortFloat(rt, values[index]);
    store(rt, view, field, values[index], littleEndian);
  });
  return rt.newBytes(new Uint8Array(view.buffer));
}

function store(rt: Runtime, view: DataView, field: StructField, value: Address, little: boolean): void {
  const { code, offset, bytes } = field;
  if (code === 's' || code === 'c') {
    const isBytes = (rt.views.word(rt.typeOf(value) + TYPE_FLAGS) & IS_BYTES) !== 0;
    if (!isBytes || (code === 'c' && rt.bytes(value).length !== 1))
      fail(
        rt,
        code === 's' ? "argument for 's' must be a bytes object" : 'char format requires a bytes object of length 1',
      );
    new Uint8Array(view.buffer, offset, bytes).set(rt.bytes(value).subarray(0, bytes));
  } else if (code === '?') view.setUint8(offset, rt.truth(value) ? 1 : 0);
  else if (code === 'd') view.setFloat64(offset, numberOf(rt, value), little);
  else if (code === 'f') view.setFloat32(offset, numberOf(rt, value), little);
  else storeInt(rt, view, field, rt.bigInt(rt.index(value)), little);
}

function numberOf(rt: Runtime, value: Address): number {
  return rt.isInt(value) ? Number(rt.bigInt(value)) : rt.floatValue(value);
}

/** What a C compiler makes infinite is refused otherwise. */
function checkShortFloat(rt: Runtime, value: Address): void {
  const number = numberOf(rt, value);
  if (Number.isFinite(number) && !Number.isFinite(Math.fround(number)))
    rt.raise(OVERFLOW_ERROR, 'float too large to pack with f format');
}

function storeInt(
  rt: Runtime,
  view: DataView,
  { code, offset, bytes }: StructField,
  value: bigint,
  little: boolean,
): void {
  const bits = BigInt(8 * bytes);
  const isSigned = code === code.toLowerCase();
  const [least, most] = isSigned ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
  if (value < least || value > most)
    fail(
      rt,
      bytes === 8
        ? 'int too large to convert'
        : `${INT_NAMES[code] ?? `'${code}'`} format requires ${least} <= number <= ${most}`,
    );
  for (let i = 0; i < bytes; i++) {
    const at = little ? i : bytes - 1 - i;
    view.setUint8(offset + at, Number((value >> BigInt(8 * i)) & 255n));
  }
}

function unpack(rt: Runtime, format: Address, buffer: Address): Address {
  const { fields, bytes, littleEndian } = layoutOf(rt, format);
  const content = rt.bytes(buffer);
  if (content.length !== bytes) fail(rt, `unpack requires a buffer of ${bytes} bytes`);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return rt.tuple(fields.map((field) => read(rt, view, field, littleEndian)));
}

function read(rt: Runtime, view: DataView, { code, offset, bytes }: StructField, little: boolean): Address {
  if (code === 's' || code === 'c')
    return rt.newBytes(new Uint8Array(view.buffer, view.byteOffset + offset, bytes).slice());
  if (code === '?') return rt.bool(view.getUint8(offset) !== 0);
  if (code === 'd') return rt.float(view.getFloat64(offset, little));
  if (code === 'f') return rt.float(view.getFloat32(offset, little));
  let value = 0n;
  for (let i = bytes - 1; i >= 0; i--)
    value = (value << 8n) | BigInt(view.getUint8(offset + (little ? i : bytes - 1 - i)));
  return rt.int(code === code.toLowerCase() ? BigInt.asIntN(8 * bytes, value) : value);
}
