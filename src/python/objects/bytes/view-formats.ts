/** The formats of memory: what one character of the struct module says of an item, as a 64-bit machine has it. */
import type { Address } from '../../../base/ids.js';
import { FLOAT_OF, INDEX, IS_BYTES, TYPE_ERROR, TYPE_FLAGS, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { bytesOf } from './content.js';

export interface ItemFormat {
  readonly bytes: number;
  readonly read: (rt: Runtime, view: DataView, at: number) => Address;
  /**
   * Asks for the memory last: what the value is as an item may be said by code of the program, which can release or move it.
   * @throws PythonError
   */
  readonly write: (rt: Runtime, memory: () => DataView, at: number, value: Address, format: string) => void;
}

function integer(bytes: number, signed: boolean): ItemFormat {
  const bits = bytes * 8;
  return {
    bytes,
    read: (rt, view, at) => {
      const value = rawInteger(view, at, bytes);
      return rt.int(signed ? BigInt.asIntN(bits, value) : value);
    },
    write: (rt, memory, at, value, format) => {
      if (rt.views.word(rt.typeOf(value) + INDEX) === 0) invalidType(rt, format);
      const number = rt.bigInt(rt.index(value));
      const fits = signed ? BigInt.asIntN(bits, number) === number : BigInt.asUintN(bits, number) === number;
      if (!fits) rt.raise(VALUE_ERROR, `memoryview: invalid value for format '${format}'`);
      const view = memory();
      for (let i = 0; i < bytes; i++) view.setUint8(at + i, Number((number >> BigInt(8 * i)) & 0xffn));
    },
  };
}

function rawInteger(view: DataView, at: number, bytes: number): bigint {
  let value = 0n;
  for (let i = bytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(view.getUint8(at + i));
  return value;
}

function floating(bytes: 4 | 8): ItemFormat {
  return {
    bytes,
    read: (rt, view, at) => rt.float(bytes === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true)),
    write: (rt, memory, at, value, format) => {
      const type = rt.typeOf(value);
      if (rt.views.word(type + FLOAT_OF) === 0 && rt.views.word(type + INDEX) === 0) invalidType(rt, format);
      const number = rt.number(value);
      const view = memory();
      if (bytes === 4) view.setFloat32(at, number, true);
      else view.setFloat64(at, number, true);
    },
  };
}

const invalidType = (rt: Runtime, format: string): never =>
  rt.raise(TYPE_ERROR, `memoryview: invalid type for format '${format}'`);

const BOOL: ItemFormat = {
  bytes: 1,
  read: (rt, view, at) => rt.bool(view.getUint8(at) !== 0),
  write: (rt, memory, at, value) => {
    const byte = rt.truth(value) ? 1 : 0;
    memory().setUint8(at, byte);
  },
};

const CHARACTER: ItemFormat = {
  bytes: 1,
  read: (rt, view, at) => rt.newBytes(Uint8Array.of(view.getUint8(at))),
  write: (rt, memory, at, value, format) => {
    if ((rt.views.word(rt.typeOf(value) + TYPE_FLAGS) & IS_BYTES) === 0) invalidType(rt, format);
    const content = bytesOf(rt, value);
    if (content.length !== 1) rt.raise(VALUE_ERROR, `memoryview: invalid value for format '${format}'`);
    memory().setUint8(at, content[0]);
  },
};

const FORMATS: Readonly<Record<string, ItemFormat>> = {
  b: integer(1, true),
  B: integer(1, false),
  h: integer(2, true),
  H: integer(2, false),
  i: integer(4, true),
  I: integer(4, false),
  l: integer(8, true),
  L: integer(8, false),
  q: integer(8, true),
  Q: integer(8, false),
  n: integer(8, true),
  N: integer(8, false),
  P: integer(8, false),
  f: floating(4),
  d: floating(8),
  '?': BOOL,
  c: CHARACTER,
};

/** Undefined for what memoryview does not know; a `@` in front means nothing. */
export function itemFormat(format: string): ItemFormat | undefined {
  return FORMATS[format.startsWith('@') ? format.slice(1) : format];
}
