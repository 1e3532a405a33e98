/** Objects from and to JavaScript's values: strings, numbers, tuples, lists, dicts, bytes. None runs code of the program. */
import type { Address, Bytes } from '../../base/ids.js';
import { OWN_BLOCK } from '../../memory/gc/format.js';
import { EMPTY_TUPLE, FALSE, FIXED, TRUE } from '../format/memory-map.js';
import {
  CHARACTERS_AT,
  DIGITS,
  ENTRY_BYTES,
  ENTRY_KEY,
  ENTRY_VALUE,
  FLOAT,
  ITEMS,
  KEYS,
  KEYS_ENTRIES,
  KEYS_INDICES,
  KEYS_LOG,
  LENGTH,
  TUPLE_ITEMS,
  VALUE,
} from '../format/objects.js';
import {
  FLOAT_TYPE,
  INT_TYPE,
  IS_INT,
  IS_DICT,
  IS_STR,
  IS_TUPLE,
  STR_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_NAME,
} from '../format/types.js';
import { digitsOf, toBigInt } from './big-ints.js';
import { Failures } from './failures.js';
import { PythonError } from './python-error.js';
import type { Kernel } from './references.js';
import { type InternedStrings, newString, textOf } from './strings.js';
export abstract class Values extends Failures {
  abstract readonly interned: InternedStrings;

  typeName(type: Address): string {
    return textOf(this.views, this.views.word(type + TYPE_NAME));
  }

  isInt(p: Address): boolean {
    return this.hasFlag(p, IS_INT);
  }

  /** Whether the type of an object has a flag: IS_STR … */
  hasFlag(p: Address, flag: number): boolean {
    return (this.views.word(this.typeOf(p) + TYPE_FLAGS) & flag) !== 0;
  }

  isString(p: Address): boolean {
    return this.hasFlag(p, IS_STR);
  }

  isTuple(p: Address): boolean {
    return this.hasFlag(p, IS_TUPLE);
  }

  isDict(p: Address): boolean {
    return this.hasFlag(p, IS_DICT);
  }

  isInstance(p: Address, type: Address): boolean {
    return this.kernel.isSubtype(this.typeOf(p), type) !== 0;
  }

  /** The characters of a str; whoever can say more of what was given than TypeError looks first. */
  text(p: Address): string {
    if (!this.isString(p)) this.raise(TYPE_ERROR, `expected str, got ${this.typeName(this.typeOf(p))}`);
    return textOf(this.views, p);
  }

  string(text: string): Address {
    return this.keep(this.#counted(newString(this.views, this.kernel as never, text)));
  }

  /** Singletons come without a count. */
  #counted(p: Address): Address {
    if (p !== 0 && p < FIXED) this.incref(p);
    return p;
  }

  /** The interned str with these characters; it lives as long as the program. */
  name(text: string): Address {
    let p = this.interned.find(text);
    if (p === undefined) {
      p = newString(this.views, this.kernel as never, text);
      if (p === 0) throw new PythonError();
      this.interned.add(text, p);
      this.interned.keep(p);
    } else if (!this.interned.isKept(p)) {
      this.incref(p);
      this.interned.keep(p);
    }
    return p;
  }

  /** The same, which lives as long as somebody has it. */
  internedString(text: string): Address {
    const known = this.interned.find(text);
    if (known === undefined) {
      const p = this.string(text);
      this.interned.add(text, p);
      return p;
    }
    this.incref(known);
    return this.keep(known);
  }

  /** The interned str that equals a str; itself, if there was none. Those of subclasses are never interned. */
  internHere(p: Address): Address {
    if (this.typeOf(p) !== STR_TYPE) return p;
    const text = this.text(p);
    const known = this.interned.find(text);
    if (known === undefined) this.interned.add(text, p);
    return known ?? p;
  }

  int(value: number | bigint): Address {
    const word = Number(value);
    return this.keep(word === (word | 0) ? this.kernel.newInt(word) : this.#longInt(BigInt(value)));
  }

  #longInt(value: bigint): Address {
    const digits = digitsOf(value < 0n ? -value : value);
    const p = this.kernel.newObject(INT_TYPE, VALUE + 4 * digits.length);
    if (p === 0) return 0;
    this.views.setWord(p + DIGITS, value < 0n ? -digits.length : digits.length);
    digits.forEach((digit, at) => this.views.setWord(p + VALUE + 4 * at, digit));
    return p;
  }

  /** The value of an int. */
  bigInt(p: Address): bigint {
    return toBigInt(this, p);
  }

  floatValue(p: Address): number {
    return this.views.f64[(p + FLOAT) >> 3];
  }

  float(value: number): Address {
    const p = this.keep(this.kernel.newObject(FLOAT_TYPE, 16));
    this.views.f64[(p + FLOAT) >> 3] = value;
    return p;
  }

  bool(value: boolean): Address {
    return value ? TRUE : FALSE;
  }

  /** The value of an int that fits into 32 bits, or undefined. */
  compactInt(p: Address): number | undefined {
    return this.views.word(p + DIGITS) === 0 ? this.views.word(p + VALUE) : undefined;
  }

  tuple(items: readonly Address[]): Address {
    if (items.length === 0) return EMPTY_TUPLE;
    const p = this.keep(this.kernel.newTuple(items.length));
    items.forEach((item, at) => {
      this.incref(item);
      this.views.setWord(p + TUPLE_ITEMS + 4 * at, item);
    });
    this.kernel.track(p);
    return p;
  }

  /** A block of the heap, to be given back. @throws PythonError with MemoryError */
  block(bytes: Bytes): Address {
    const at = this.kernel.allocBlockOf(bytes, OWN_BLOCK);
    if (at === 0) {
      this.raiseNoMemory();
      throw new PythonError();
    }
    return at;
  }

  /** The contents of a bytes object, copied. */
  bytes(p: Address): Uint8Array {
    return this.views.u8.slice(p + CHARACTERS_AT, p + CHARACTERS_AT + this.views.word(p + LENGTH));
  }

  newBytes(contents: Uint8Array): Address {
    return this.#fromBytes(contents, this.kernel.bytesOf);
  }

  newBytearray(contents: Uint8Array): Address {
    return this.#fromBytes(contents, this.kernel.bytearrayOf);
  }

  #fromBytes(contents: Uint8Array, make: Kernel[string]): Address {
    const at = this.block(contents.length + 1);
    this.views.u8.set(contents, at);
    const p = make(at, contents.length);
    this.kernel.freeBlock(at, contents.length + 1);
    return this.keep(p);
  }

  /** The elements of a tuple, borrowed. */
  tupleItems(p: Address): Address[] {
    return this.words(p + TUPLE_ITEMS, this.views.word(p + LENGTH));
  }

  /** The elements of a list as they are now, borrowed. */
  listItems(p: Address): Address[] {
    return this.words(this.views.word(p + ITEMS), this.views.word(p + LENGTH));
  }

  dict(): Address {
    return this.keep(this.kernel.newDict());
  }

  dictSet(dict: Address, key: Address, value: Address): void {
    this.status(this.kernel.dictSet(dict, key, value));
  }

  /** Borrowed; 0 if it is not there. */
  dictGet(dict: Address, key: Address): Address {
    const value = this.kernel.dictGet(dict, key);
    if (value === 0 && this.pending() !== 0) throw new PythonError();
    return value;
  }

  /** Keys and values as they are now, borrowed. */
  dictItems(dict: Address): [Address, Address][] {
    return this.#entries(this.views.word(dict + KEYS));
  }

  /** The keys of a block of keys, borrowed. */
  keyNames(keys: Address): Address[] {
    return this.#entries(keys).map(([key]) => key);
  }

  #entries(keys: Address): [Address, Address][] {
    const { views } = this;
    const items: [Address, Address][] = [];
    const log = views.word(keys + KEYS_LOG);
    const width = log < 8 ? 1 : log < 16 ? 2 : 4;
    let entry = keys + KEYS_INDICES + (((width << log) + 7) & ~7);
    for (let left = views.word(keys + KEYS_ENTRIES); left > 0; left--, entry += ENTRY_BYTES) {
      const key = views.word(entry + ENTRY_KEY);
      if (key !== 0) items.push([key, views.word(entry + ENTRY_VALUE)]);
    }
    return items;
  }

  /** A new dict with the same items. */
  dictCopy(dict: Address): Address {
    const copy = this.dict();
    for (const [key, value] of this.dictItems(dict)) this.dictSet(copy, key, value);
    return copy;
  }

  list(items: readonly Address[]): Address {
    const p = this.keep(this.kernel.newList(items.length));
    for (const item of items) this.status(this.kernel.listAppend(p, item));
    return p;
  }
}
