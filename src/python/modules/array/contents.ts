/** What is added to arrays and taken out of them all at once: iterables, bytes, texts, files. */
import type { Address } from '../../../base/ids.js';
import { LENGTH } from '../../format/objects.js';
import {
  EOF_ERROR,
  IS_BYTES,
  IS_LIST,
  MEMORYVIEW_TYPE,
  RUNTIME_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { forEach } from '../../objects/iterators/for-each.js';
import type { Runtime } from '../../runtime/runtime.js';
import { append, bytesAt, codeOf, isArray, itemsOf, lengthOf, replace, setItem } from './items.js';

/** Bytes that are written to a file at once. */
const FILE_BLOCK = 64 * 1024;

export function extend(rt: Runtime, array: Address, from: Address): void {
  if (!isArray(rt, from)) return extendFrom(rt, array, from);
  if (codeOf(rt, from) !== codeOf(rt, array)) rt.raise(TYPE_ERROR, 'can only extend with array of same kind');
  add(rt, array, bytesAt(rt, from, 0, lengthOf(rt, from)).slice());
}

export function extendFrom(rt: Runtime, array: Address, iterable: Address): void {
  forEach(rt, iterable, (item) => append(rt, array, item));
}

function add(rt: Runtime, array: Address, content: Uint8Array): void {
  const length = lengthOf(rt, array);
  if (content.length > 0) replace(rt, array, length, length, content);
}

export function fromlist(rt: Runtime, array: Address, list: Address): void {
  if (!rt.hasFlag(list, IS_LIST)) rt.raise(TYPE_ERROR, 'arg must be list');
  const count = rt.views.word(list + LENGTH);
  const length = lengthOf(rt, array);
  rt.status(rt.kernel.resizeArray(array, length + count));
  const code = codeOf(rt, array);
  try {
    for (let i = 0; i < count; i++) {
      const item = code.fromObject(rt, rt.listItems(list)[i]);
      setItem(rt, array, length + i, item);
      if (rt.views.word(list + LENGTH) !== count) rt.raise(RUNTIME_ERROR, 'list changed size during iteration');
    }
  } catch (problem) {
    rt.kernel.resizeArray(array, length);
    throw problem;
  }
}

/** How many bytes the items have of what has a buffer. */
function itemBytesOf(rt: Runtime, p: Address): number {
  if (isArray(rt, p)) return codeOf(rt, p).bytes;
  return rt.typeOf(p) === MEMORYVIEW_TYPE ? rt.number(rt.attribute(p, 'itemsize')) : 1;
}

export function frombytes(rt: Runtime, array: Address, from: Address): void {
  const content = rt.buffer(from);
  if (itemBytesOf(rt, from) !== 1) rt.raise(TYPE_ERROR, 'a bytes-like object is required');
  if (content.length % codeOf(rt, array).bytes !== 0) rt.raise(VALUE_ERROR, 'bytes length not a multiple of item size');
  add(rt, array, content);
}

function refuseOthers(rt: Runtime, array: Address, method: string): void {
  if (codeOf(rt, array).code !== 'u') rt.raise(VALUE_ERROR, `${method}() may only be called on unicode type arrays`);
}

export function fromunicode(rt: Runtime, array: Address, text: Address): void {
  if (!rt.isString(text)) rt.raise(TYPE_ERROR, `fromunicode() argument must be str, not ${rt.argumentTypeName(text)}`);
  refuseOthers(rt, array, 'fromunicode');
  add(rt, array, charactersOf(rt.text(text)));
}

/** As items of an array 'u'. */
export function charactersOf(text: string): Uint8Array {
  return new Uint8Array(Uint32Array.from(text, (character) => character.codePointAt(0) as number).buffer);
}

export function tounicode(rt: Runtime, array: Address): Address {
  refuseOthers(rt, array, 'tounicode');
  return textOf(rt, array);
}

/** @throws PythonError for an item that is no character */
export function textOf(rt: Runtime, array: Address): Address {
  const items = itemsOf(rt, array);
  const other = items.find((item) => typeof item === 'number');
  if (other !== undefined)
    rt.raise(VALUE_ERROR, `character U+${other.toString(16)} is not in range [U+0000; U+10ffff]`);
  return rt.string(items.join(''));
}

export function fromfile(rt: Runtime, array: Address, file: Address, n: Address): void {
  const count = rt.status(rt.kernel.wordOf(n));
  if (count < 0) rt.raise(VALUE_ERROR, 'negative count');
  const wanted = count * codeOf(rt, array).bytes;
  const read = rt.call(rt.attribute(file, 'read'), [rt.int(wanted)]);
  if (!rt.hasFlag(read, IS_BYTES)) rt.raise(TYPE_ERROR, "read() didn't return bytes");
  frombytes(rt, array, read);
  if (rt.views.word(read + LENGTH) !== wanted) rt.raise(EOF_ERROR, "read() didn't return enough bytes");
}

export function tofile(rt: Runtime, array: Address, file: Address): void {
  const content = bytesAt(rt, array, 0, lengthOf(rt, array)).slice();
  for (let at = 0; at < content.length; at += FILE_BLOCK)
    rt.pooled(() => rt.call(rt.attribute(file, 'write'), [rt.newBytes(content.subarray(at, at + FILE_BLOCK))]));
}
