/** Formats that are given as objects, and values packed and unpacked by them. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { IS_BYTES, TYPE_ERROR } from '../../format/types.js';
import { withBuffer, withWritableBuffer } from '../../objects/bytes/content.js';
import type { Runtime } from '../../runtime/runtime.js';
import { parseFormat, type StructLayout } from './format.js';
import { read, store } from './values.js';

/** struct.error of each runtime. */
const ERRORS = new WeakMap<Runtime, Address>();
/** The formats that were read last. */
const LAYOUTS = new Map<string, StructLayout>();
const MOST_KEPT = 100;

export function keepError(rt: Runtime, error: Address): void {
  ERRORS.set(rt, error);
}

export function fail(rt: Runtime, message: string): never {
  return rt.raise(ERRORS.get(rt) as Address, message);
}

export const forgetLayouts = (): void => LAYOUTS.clear();

/** A format as a str of ASCII characters. @param what messages call it */
export function formatText(rt: Runtime, format: Address, what: string): Address {
  if (rt.hasFlag(format, IS_BYTES)) return rt.call(rt.attribute(format, 'decode'), [rt.string('latin-1')]);
  if (!rt.isString(format))
    rt.raise(TYPE_ERROR, `${what} must be a str or bytes object, not ${rt.shownTypeName(rt.typeOf(format))}`);
  rt.call(rt.attribute(format, 'encode'), [rt.string('ascii')]);
  return format;
}

export function layoutOf(rt: Runtime, format: Address): StructLayout {
  const text = rt.isString(format) ? rt.text(format) : rt.text(formatText(rt, format, 'Struct() argument 1'));
  const known = LAYOUTS.get(text);
  if (known !== undefined) return known;
  try {
    const layout = parseFormat(rt.text(formatText(rt, format, 'Struct() argument 1')));
    if (LAYOUTS.size >= MOST_KEPT) LAYOUTS.clear();
    LAYOUTS.set(text, layout);
    return layout;
  } catch (problem) {
    if (problem instanceof RangeError) return fail(rt, problem.message);
    throw problem;
  }
}

function packed(rt: Runtime, layout: StructLayout, values: readonly Address[], function_: string): Uint8Array {
  const { fields, bytes } = layout;
  if (values.length !== fields.length)
    fail(rt, `${function_} expected ${fields.length} items for packing (got ${values.length})`);
  if (bytes >= 2 ** 31) rt.noMemory();
  const view = new DataView(new ArrayBuffer(bytes));
  fields.forEach((field, index) => store(rt, view, field, values[index], layout, (message) => fail(rt, message)));
  return new Uint8Array(view.buffer);
}

export function pack(rt: Runtime, format: Address, values: readonly Address[]): Address {
  return rt.newBytes(packed(rt, layoutOf(rt, format), values, 'pack'));
}

/** @param args buffer, offset, values */
export function packInto(rt: Runtime, format: Address, args: readonly Address[]): Address {
  const layout = layoutOf(rt, format);
  const [buffer, offset, ...values] = args;
  if (args.length !== layout.fields.length + 2) {
    if (args.length === 0) fail(rt, 'pack_into expected buffer argument');
    if (args.length === 1) fail(rt, 'pack_into expected offset argument');
    fail(rt, `pack_into expected ${layout.fields.length} items for packing (got ${args.length - 2})`);
  }
  const at = rt.status(rt.kernel.subscriptOf(offset));
  const length = withWritableBuffer(rt, buffer, 'argument', (_, count) => count);
  const place = placeIn(rt, length, at, layout.bytes, PACKING);
  const content = packed(rt, layout, values, 'pack_into');
  withWritableBuffer(rt, buffer, 'argument', (from) => rt.views.u8.set(content, from + place));
  return NONE;
}

const PACKING = { function: 'pack_into', doing: 'packing', shortage: 'no space to pack' };
const UNPACKING = { function: 'unpack_from', doing: 'unpacking', shortage: 'not enough data to unpack' };

/** Where in a buffer an offset is, which counts from its end if it is negative. @throws PythonError if there are not so many bytes */
function placeIn(rt: Runtime, length: number, offset: number, bytes: number, words: typeof PACKING): number {
  if (offset < 0 && offset + bytes > 0) fail(rt, `${words.shortage} ${bytes} bytes at offset ${offset}`);
  if (offset + length < 0) fail(rt, `offset ${offset} out of range for ${length}-byte buffer`);
  const place = offset < 0 ? offset + length : offset;
  if (length - place < bytes)
    fail(
      rt,
      `${words.function} requires a buffer of at least ${bytes + place} bytes for ${words.doing} ${bytes} bytes at offset ${place} (actual buffer size is ${length})`,
    );
  return place;
}

export function readAll(rt: Runtime, { fields, littleEndian }: StructLayout, content: Uint8Array): Address {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return rt.tuple(fields.map((field) => read(rt, view, field, littleEndian)));
}

export function unpack(rt: Runtime, format: Address, buffer: Address): Address {
  const layout = layoutOf(rt, format);
  const content = rt.buffer(buffer);
  if (content.length !== layout.bytes) fail(rt, `unpack requires a buffer of ${layout.bytes} bytes`);
  return readAll(rt, layout, content);
}

/** @param offset 0: none was given */
export function unpackFrom(rt: Runtime, format: Address, buffer: Address, offset: Address): Address {
  const layout = layoutOf(rt, format);
  const { bytes } = layout;
  const at = offset === 0 ? 0 : rt.status(rt.kernel.subscriptOf(offset));
  const content = withBuffer(rt, buffer, (from, length) => {
    const place = placeIn(rt, length, at, bytes, UNPACKING);
    return rt.views.u8.slice(from + place, from + place + bytes);
  });
  return readAll(rt, layout, content);
}
