/** bytes(...) and bytearray(...). */
import type { Address } from '../../../base/ids.js';
import { FIRST } from '../../format/bytes.js';
import { NONE } from '../../format/memory-map.js';
import { __bytes__ } from '../../format/names.js';
import { CHARACTERS_AT, LENGTH } from '../../format/objects.js';
import {
  BYTES_TYPE,
  INDEX,
  IS_BYTES,
  IS_STR,
  MEMORY_ERROR,
  MEMORYVIEW_TYPE,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
} from '../../format/types.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { encodeText } from '../../codecs/encode.js';
import { forEach } from '../iterators/for-each.js';
import { bytesOf, isBytesLike } from './content.js';
import { viewContent } from './memoryview.js';

const BYTES_PARAMETERS = parseParameters('bytes', 'source=b"", encoding: str="utf-8", errors: str="strict"');
const BYTEARRAY_PARAMETERS = parseParameters('bytearray', 'source=b"", encoding: str="utf-8", errors: str="strict"');
const MOST_BYTES = 0x7000_0000;

/** NEW of bytes. */
export function bytesNew(rt: Runtime, type: Address, args: Address, positional: number, names: Address): Address {
  const [source, encoding, errors] = bindParameters(rt, BYTES_PARAMETERS, args, positional, names);
  const made = bytesFrom(rt, source, encoding, errors);
  if (type === BYTES_TYPE) return made;
  return ofType(rt, type, bytesOf(rt, made));
}

/** An instance of a class derived from bytes. */
function ofType(rt: Runtime, type: Address, content: Uint8Array): Address {
  const p = rt.keep(rt.kernel.newBytesOf(type, content.length));
  rt.views.u8.set(content, p + CHARACTERS_AT);
  return p;
}

/** What bytes(source, encoding, errors) is, where 0 stands for what was left out. */
function bytesFrom(rt: Runtime, source: Address, encoding: Address, errors: Address): Address {
  const convertsItself =
    source !== 0 && encoding === 0 && errors === 0 && rt.kernel.lookUpSpecial(source, __bytes__) !== 0;
  const encoded = convertsItself ? undefined : encodedSource(rt, source, encoding, errors);
  if (encoded !== undefined) return rt.newBytes(encoded);
  if (source === 0) return rt.newBytes(new Uint8Array(0));
  if (rt.typeOf(source) === BYTES_TYPE) return source;
  if (convertsItself) {
    const made = rt.keep(rt.kernel.callSpecial(source, __bytes__, 0));
    if ((rt.views.word(rt.typeOf(made) + TYPE_FLAGS) & IS_BYTES) === 0)
      rt.raise(TYPE_ERROR, `__bytes__ returned non-bytes (type ${rt.shownTypeName(rt.typeOf(made))})`);
    return made;
  }
  const content = contentFrom(rt, source, 'bytes must be in range(0, 256)');
  if (content === undefined)
    return rt.raise(TYPE_ERROR, `cannot convert '${rt.shownTypeName(rt.typeOf(source))}' object to bytes`);
  return rt.newBytes(content);
}

/** The bytes of a str, or undefined for another source. */
function encodedSource(rt: Runtime, source: Address, encoding: Address, errors: Address): Uint8Array | undefined {
  const isText = source !== 0 && (rt.views.word(rt.typeOf(source) + TYPE_FLAGS) & IS_STR) !== 0;
  if (isText) {
    if (encoding === 0) return rt.raise(TYPE_ERROR, 'string argument without an encoding');
    return bytesOf(rt, encodeText(rt, source, rt.text(encoding), errors === 0 ? 'strict' : rt.text(errors)));
  }
  if (encoding !== 0) rt.raise(TYPE_ERROR, 'encoding without a string argument');
  if (errors !== 0) rt.raise(TYPE_ERROR, 'errors without a string argument');
  return undefined;
}

/** Zeros, the bytes of a buffer, or items as bytes; undefined for what is none of it. */
function contentFrom(rt: Runtime, source: Address, outOfRange: string): Uint8Array | undefined {
  if (rt.views.word(rt.typeOf(source) + INDEX) !== 0) {
    const count = rt.catching(
      TYPE_ERROR,
      () => rt.bigInt(rt.index(source)),
      () => undefined,
    );
    if (count !== undefined) return zeros(rt, count, source);
  }
  if (rt.typeOf(source) === MEMORYVIEW_TYPE) return viewContent(rt, source);
  if (isBytesLike(rt, source)) return bytesOf(rt, source);
  const items = rt.catching(
    TYPE_ERROR,
    () => rt.iterator(source),
    () => undefined,
  );
  return items === undefined ? undefined : bytesAmong(rt, items, outOfRange);
}

/** Each is looked at when it comes: that may change what comes then. */
function bytesAmong(rt: Runtime, iterator: Address, outOfRange: string): Uint8Array {
  const content: number[] = [];
  forEach(rt, iterator, (item) => {
    const value = rt.bigInt(rt.index(item));
    if (value < 0n || value > 255n) rt.raise(VALUE_ERROR, outOfRange);
    content.push(Number(value));
  });
  return Uint8Array.from(content);
}

function zeros(rt: Runtime, count: bigint, source: Address): Uint8Array {
  if (BigInt.asIntN(64, count) !== count)
    rt.raise(OVERFLOW_ERROR, `cannot fit '${rt.shownTypeName(rt.typeOf(source))}' into an index-sized integer`);
  if (count < 0n) rt.raise(VALUE_ERROR, 'negative count');
  if (count > MOST_BYTES) rt.raise(MEMORY_ERROR, '');
  return new Uint8Array(Number(count));
}

/** INIT of bytearray, which may be called again. */
export function bytearrayInit(rt: Runtime, p: Address, args: Address, positional: number, names: Address): number {
  const [source, encoding, errors] = bindParameters(rt, BYTEARRAY_PARAMETERS, args, positional, names);
  // Its contents go first of all: also if that fails because somebody looks at them.
  if (rt.views.word(p + LENGTH) !== 0) rt.status(rt.kernel.resizeBytearray(p, 0));
  const encoded = encodedSource(rt, source, encoding, errors);
  const content =
    encoded ?? (source === 0 ? new Uint8Array(0) : contentFrom(rt, source, 'byte must be in range(0, 256)'));
  if (content === undefined)
    return rt.raise(TYPE_ERROR, `cannot convert '${rt.shownTypeName(rt.typeOf(source))}' object to bytearray`);
  fill(rt, p, content);
  return 0;
}

function fill(rt: Runtime, p: Address, content: Uint8Array): void {
  rt.status(rt.kernel.resizeBytearray(p, content.length));
  rt.views.u8.set(content, rt.views.word(p + FIRST));
}

/** maketrans(from, to): a table of 256 bytes. */
export function makeTable(rt: Runtime, from: Address, to: Address): Address {
  const keys = bytesOf(rt, from);
  const values = bytesOf(rt, to);
  if (keys.length !== values.length) rt.raise(VALUE_ERROR, 'maketrans arguments must have same length');
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  keys.forEach((byte, at) => (table[byte] = values[at]));
  return rt.newBytes(table);
}

/** translate(table, delete): bytes, each replaced by what the table has for it, without those to be deleted. */
export function translated(rt: Runtime, content: Uint8Array, table: Address, removed: Address): Uint8Array {
  const map = table === NONE ? undefined : bytesOf(rt, table);
  if (map !== undefined && map.length !== 256) rt.raise(VALUE_ERROR, 'translation table must be 256 characters long');
  const gone = new Set(removed === 0 ? [] : bytesOf(rt, removed));
  const kept = content.filter((byte) => !gone.has(byte));
  return map === undefined ? kept : kept.map((byte) => map[byte]);
}

/** Quotes are chosen as those of bytes are, but single ones are escaped also between double ones. */
export function bytearrayRepr(rt: Runtime, self: Address): string {
  const inner = rt.text(rt.repr(rt.newBytes(bytesOf(rt, self))));
  return `${rt.typeName(rt.typeOf(self))}(${inner.startsWith('b"') ? inner.replaceAll("'", "\\'") : inner})`;
}
