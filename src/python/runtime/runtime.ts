/**
 * What TypeScript works with when it works on a Python program: memory, the table of functions, objects in and out, calls,
 * errors. docs/python-runtime.md has the rules.
 *
 * References that a native gets owned are kept in a pool until it has returned, so it counts nothing itself. `keep` puts
 * one there; all that a method of Runtime returns is kept already, or borrowed.
 */
import { decodeBase64 } from '../../base/base64.js';
import type { Address, Bytes } from '../../base/ids.js';
import type { Span } from '../../languages/python/tree/ast.js';
import type { KernelAllocator, AllocatorKernel } from '../../memory/alloc/kernel-allocator.js';
import type { MakeAllocator } from '../../memory/alloc/designs.js';
import { RegionPages } from '../../memory/alloc/region-pages.js';
import { HEAP_MODE, LARGE_ALIGNED, LARGE_FREE, LARGE_MALLOC, NO_POOLS } from '../../memory/gc/format.js';
import {
  BUILTINS,
  DEPTH_LEFT,
  EMPTY_TUPLE,
  FALSE,
  FIXED,
  FIXED_END,
  FIXED_TOP,
  HANDLED_BOTTOM,
  HANDLED_TOP,
  HEAP,
  HEAP_END,
  NONE,
  PENDING,
  SP,
  STACK,
  TRUE,
} from '../format/memory-map.js';
import * as NAME_CELLS from '../format/names.js';
import {
  CAUSE,
  CHARACTERS_AT,
  CONTEXT,
  COUNT,
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
  SUPPRESS_CONTEXT,
  TUPLE_ITEMS,
  TYPE,
  VALUE,
} from '../format/objects.js';
import {
  CALL,
  EQUAL,
  FLOAT_OF,
  FLOAT_TYPE,
  INDEX,
  INT_TYPE,
  IS_INT,
  IS_DICT,
  IS_STR,
  IS_TUPLE,
  RECURSION_ERROR,
  STR,
  STR_TYPE,
  TYPE_FLAGS,
  TYPE_NAME,
} from '../format/types.js';
import { KERNEL } from '../kernel/kernel.wasm.js';
import { bytesOf } from '../objects/bytes/content.js';
import { unpackProperties } from '../objects/text/unicode/properties.js';
import { defaultHooks, type KernelHooks } from './kernel-hooks.js';
import { digitsOf, toBigInt } from './big-ints.js';
import type { Compiler, ExceptionTexts, ModuleImporter } from './compiler.js';
import { newAlias } from '../objects/classes/alias.js';
import { refuseAbstract } from '../objects/classes/abstract.js';
import { refuseModuleAttribute } from '../objects/classes/module.js';
import { refuseProperty } from '../objects/classes/property.js';
import { updateSlots } from '../objects/classes/update-slots.js';
import { executionHooks } from '../execution/execution-hooks.js';
import { formatMessage, shownTypeName } from './messages.js';
import { asWebAssembly, type NativeFunction, type Signature } from './natives.js';
import { PythonError } from './python-error.js';
import type { Surroundings } from './surroundings.js';
import { InternedStrings, newString, textOf } from './strings.js';
import { Views } from './views.js';

export interface RuntimeOptions {
  /** Where large blocks come from, and all blocks if `everything` says so. */
  readonly allocator: MakeAllocator;
  readonly everything?: boolean;
  readonly surroundings: Surroundings;
  /** The heap grows no further. */
  readonly maxHeap?: Bytes;
}

/** What the kernel exports: functions of words. */
export type Kernel = Record<string, (...words: (number | bigint)[]) => number>;

const FIRST_PAGES = HEAP / 65536;
const MOST_PAGES = 0x8000;
/** The kernel's own functions in the table come first. */
const TABLE_START = 4096;
export const RECURSION_LIMIT = 1000;

export class Runtime {
  readonly views: Views;
  readonly table: WebAssembly.Table;
  readonly kernel: Kernel;
  readonly interned: InternedStrings;
  readonly hooks: KernelHooks = defaultHooks(this);
  readonly allocator: KernelAllocator<AllocatorKernel>;
  readonly surroundings: Surroundings;
  /** The positions of each code object, by CODE_SITES. */
  readonly sites: (readonly Span[])[] = [];
  /** Set by whoever runs programs. */
  compiler!: Compiler;
  importer!: ModuleImporter;
  exceptions!: ExceptionTexts;
  /** Most frames at once. */
  recursionLimit = RECURSION_LIMIT;
  /** The program has ended and its modules are being cleared. */
  isFinalizing = false;
  /** The dict of the module sys, which it keeps alive. */
  sysDict: Address = 0;
  /** Owned references of the natives that are running. */
  readonly #pool: Address[] = [];
  readonly #held: Address[] = [];
  #tableTop = TABLE_START;
  /** Natives that have an index but are not in the table yet. */
  #waiting: { index: number; native: NativeFunction }[] = [];
  readonly #kernelIndices = new Map<string, number>();
  /** Fixed blocks by what they were made of. */
  readonly #blocks = new Map<object, Address>();

  constructor(options: RuntimeOptions) {
    this.surroundings = options.surroundings;
    const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
    this.views = new Views(memory);
    this.table = new WebAssembly.Table({ element: 'anyfunc', initial: TABLE_START * 2 });
    this.interned = new InternedStrings(this.views);
    const module = new WebAssembly.Module(decodeBase64(KERNEL));
    this.kernel = new WebAssembly.Instance(module, {
      env: { memory, table: this.table },
      'character-tables.as': { loadCharacterTables: () => this.#loadCharacterTables() },
      'hooks.as': executionHooks(this),
      'runtime.as': {
        raise: (type: Address, text: Address, ...args: Address[]) =>
          // The message may ask for reprs, which are the program's: what they raise is what is raised then.
          this.#quietly(() => this.#raiseQuietly(type, () => formatMessage(this, this.literal(text), args))),
        raiseValue: (type: Address, value: Address) => this.#raiseWith(type, value),
        raiseNoMemory: () => this.#raiseNoMemory(),
        forgetInterned: (p: Address) => this.interned.forget(p),
        unraisable: (p: Address) => this.#quietly(() => this.hooks.unraisable(p)),
        stopAtPoll: () => this.hooks.stopAtPoll(),
        collectionStarts: (generation: number) => this.hooks.collectionStarts(generation),
        collectionEnds: (generation: number, found: number) => this.hooks.collectionEnds(generation, found),
        showGarbage: (p: Address) => this.hooks.showGarbage(p),
        saveGarbage: (p: Address) => this.hooks.saveGarbage(p),
        traceMade: (trace: number, code: Address, site: number) => this.hooks.traceMade(trace, code, site),
        internedForm: (p: Address) => this.interned.find(this.text(p)) ?? p,
        internHere: (p: Address) => this.internHere(p),
        updateSlot: (type: Address, name: Address) => this.#quietly(() => updateSlots(this, type, this.text(name))),
        genericAlias: (origin: Address, args: Address) => this.#owned(() => newAlias(this, origin, args)),
        raiseNoModuleAttribute: (module: Address, name: Address) =>
          this.#quietly(() => refuseModuleAttribute(this, module, name)),
        raiseAbstract: (type: Address) => this.#quietly(() => refuseAbstract(this, type)),
        refuseProperty: (property: Address, object: Address, field: number) =>
          this.#quietly(() => refuseProperty(this, property, object, field)),
      },
    }).exports as Kernel;
    this.allocator = this.#openHeap(options);
    this.kernel.start();
    this.views.setWord(FIXED_TOP, FIXED);
    this.views.setWord(SP, STACK);
    this.views.setWord(HANDLED_TOP, HANDLED_BOTTOM);
    this.views.setWord(DEPTH_LEFT, RECURSION_LIMIT);
    for (const [name, cell] of Object.entries(NAME_CELLS))
      this.views.setWord(cell, this.name(name.replace(/^([a-z]+)_$/, '$1')));
  }

  #openHeap({ allocator, everything, maxHeap }: RuntimeOptions): KernelAllocator<AllocatorKernel> {
    const { views } = this;
    const region = new RegionPages(views.memory, {
      start: HEAP,
      end: Math.min(HEAP_END, HEAP + (maxHeap ?? HEAP_END)),
    });
    const opened = allocator(views.memory, {
      pageSize: region.pageSize,
      sbrk: (delta) => {
        const old = region.sbrk(delta);
        if (views.u8.length === 0) views.refresh();
        return old;
      },
      map: () => -1,
      unmap: () => undefined,
    });
    const { malloc, free, memalign } = opened.kernel as unknown as Kernel;
    for (const [cell, function_] of [
      [LARGE_MALLOC, malloc],
      [LARGE_FREE, free],
      [LARGE_ALIGNED, memalign],
    ] as const) {
      views.setWord(cell, this.#put(function_));
    }
    views.setWord(HEAP_MODE, everything ? NO_POOLS : 0);
    return opened;
  }

  // Functions

  #reserve(): number {
    if (this.#tableTop === this.table.length) this.table.grow(this.table.length);
    return this.#tableTop++;
  }

  #put(function_: unknown): number {
    const index = this.#reserve();
    this.table.set(index, function_ as never);
    return index;
  }

  /** The index of a function that the kernel exports. */
  kernelFunction(name: string): number {
    let index = this.#kernelIndices.get(name);
    if (index === undefined) {
      const function_ = this.kernel[name];
      if (function_ === undefined) throw new Error(`the kernel has no function ${name}`);
      this.#kernelIndices.set(name, (index = this.#put(function_)));
    }
    return index;
  }

  /** The index that the next function will have. */
  get tableTop(): number {
    return this.#tableTop;
  }

  /** Makes a compiled module part of the program: its functions go into the table from `tableTop` on. */
  link(wasm: Uint8Array, functionCount: number): void {
    const end = this.#tableTop + functionCount;
    if (end > this.table.length) this.table.grow(Math.max(this.table.length, end - this.table.length));
    this.#tableTop = end;
    const { memory } = this.views;
    const imports = { kernel: this.kernel as Record<string, unknown>, env: { memory, table: this.table } };
    // Its functions put themselves into the table.
    void new WebAssembly.Instance(new WebAssembly.Module(wasm), imports);
  }

  /** An index for a native; it can be called after the next `placeNatives`. */
  nativeFunction(
    signature: Signature,
    failure: number | bigint,
    call: (...words: number[]) => number | bigint | void,
  ): number {
    const index = this.#reserve();
    this.#waiting.push({ index, native: { signature, call: this.#guarded(signature, failure, call) } });
    return index;
  }

  /** Puts the natives that wait into the table: one module for all of them. */
  placeNatives(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    asWebAssembly(waiting.map(({ native }) => native)).forEach((function_, at) => {
      this.table.set(waiting[at].index, function_ as never);
    });
  }

  /** What a native throws becomes a pending exception, what it kept is released after its result has a count of its own. */
  #guarded(signature: Signature, failure: number | bigint, call: NativeFunction['call']): NativeFunction['call'] {
    const isObject = failure === 0 && signature.result === 'word';
    return (...words) => {
      const mark = this.#pool.length;
      let result: number | bigint | void;
      try {
        result = call(...words);
        if (isObject && result) this.incref(result as number);
      } catch (problem) {
        this.#accept(problem);
        result = failure;
      }
      this.#release(mark);
      return result ?? (signature.result === 'long' ? 0n : 0);
    };
  }

  /** Runs `work` as natives run, for what the kernel asks: an object result is owned. */
  asNative(work: () => number, failure: 0 | -1): number {
    return this.#guarded({ parameters: 0, result: 'word' }, failure, work)() as number;
  }

  #accept(problem: unknown): void {
    if (problem instanceof PythonError) return;
    if (problem instanceof RangeError && problem.message.includes('call stack'))
      return this.#raiseQuietly(RECURSION_ERROR, () => 'maximum recursion depth exceeded');
    throw problem;
  }

  /** Calls a function of the table. Of an object result, what failed is thrown. */
  callIndex(index: number, ...words: (number | bigint)[]): number {
    return (this.table.get(index) as unknown as (...words: (number | bigint)[]) => number)(...words);
  }

  // References

  incref(p: Address): void {
    this.views.i32[p >> 2]++;
  }

  /** Gives an owned reference up. */
  decref(p: Address): void {
    if (--this.views.i32[p >> 2] === 0) this.kernel.dealloc(p);
  }

  /** Takes an owned result into the pool. @throws PythonError for 0: it failed */
  keep(p: Address): Address {
    if (p === 0) throw new PythonError();
    this.#pool.push(p);
    return p;
  }

  /** The same for a result where 0 without an exception says that there is none. */
  keepIfAny(p: Address): Address {
    if (p !== 0) this.#pool.push(p);
    else if (this.views.word(PENDING) !== 0) throw new PythonError();
    return p;
  }

  /** A word that is negative when what made it failed. */
  status(word: number): number {
    if (word < 0 && this.views.word(PENDING) !== 0) throw new PythonError();
    return word;
  }

  /** Runs `work` with a pool of its own: for the turns of long loops. Its result stays kept. */
  pooled(work: () => Address): Address {
    const mark = this.#pool.length;
    let result = 0;
    try {
      result = work();
      if (result !== 0) this.incref(result);
    } finally {
      this.#release(mark);
    }
    if (result !== 0) this.#pool.push(result);
    return result;
  }

  /** Takes a reference that TypeScript has for as long as the program runs. */
  hold(p: Address): Address {
    this.incref(p);
    this.#held.push(p);
    return p;
  }

  /** The references that TypeScript has at the moment. */
  held(): readonly Address[] {
    return [...this.#held, ...this.#pool];
  }

  #release(mark: number): void {
    while (this.#pool.length > mark) this.decref(this.#pool.pop() as Address);
  }

  /** How many references to an object there are. */
  countOf(p: Address): number {
    return this.views.word(p + COUNT);
  }

  // Errors

  /** @throws PythonError, always; the message is as it will be seen */
  raise(type: Address, message: string): never {
    this.#raiseQuietly(type, () => message);
    throw new PythonError();
  }

  /** An exception with one object as its argument. */
  raiseValue(type: Address, value: Address): never {
    this.#raiseWith(type, value);
    throw new PythonError();
  }

  /** @throws PythonError with MemoryError */
  noMemory(): never {
    this.#raiseNoMemory();
    throw new PythonError();
  }

  #raiseQuietly(type: Address, message: () => string): void {
    const text = newString(this.views, this.kernel as never, message());
    if (text === 0) return;
    this.#raiseWith(type, text);
    this.decref(text);
  }

  #raiseWith(type: Address, value: Address): void {
    this.kernel.raiseArgument(type, value);
  }

  #raiseNoMemory(): void {
    this.kernel.raiseMemoryError();
  }

  /** The pending exception, borrowed, or 0. */
  pending(): Address {
    return this.views.word(PENDING);
  }

  /** Raises an instance of an exception. */
  raiseInstance(exception: Address): never {
    this.incref(exception);
    this.kernel.setPending(exception);
    throw new PythonError();
  }

  /** Forgets the pending exception. */
  clearPending(): void {
    const pending = this.pending();
    this.views.setWord(PENDING, 0);
    if (pending !== 0) this.decref(pending);
  }

  /** An exception with a message and attributes of its own. */
  raiseWithAttributes(type: Address, message: string, attributes: Readonly<Record<string, Address>>): never {
    this.#raiseQuietly(type, () => message);
    const exception = this.pending();
    this.savingPending(() => {
      for (const [name, value] of Object.entries(attributes)) this.setAttribute(exception, name, value);
    });
    throw new PythonError();
  }

  /** A new exception with a message, whose cause and context is the pending one. */
  raiseFrom(type: Address, message: string): never {
    const cause = this.pending();
    this.views.setWord(PENDING, 0);
    this.#raiseQuietly(type, () => message);
    const exception = this.pending();
    for (const field of [CAUSE, CONTEXT]) {
      this.incref(cause);
      const old = this.views.word(exception + field);
      this.views.setWord(exception + field, cause);
      if (old !== 0) this.decref(old);
    }
    this.views.u8[exception + SUPPRESS_CONTEXT] = 1;
    this.decref(cause);
    throw new PythonError();
  }

  /** Runs `work` while no exception is pending; the pending one is so again afterwards. */
  savingPending(work: () => void): void {
    const pending = this.pending();
    this.views.setWord(PENDING, 0);
    try {
      work();
    } finally {
      this.clearPending();
      this.views.setWord(PENDING, pending);
    }
  }

  /** Forgets whatever exception `work` raises. */
  catchingAny(work: () => void): void {
    try {
      work();
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      this.clearPending();
    }
  }

  /** `work`, or what `otherwise` gives if it raised an exception of the type of which `matches` holds. */
  catching<Result>(
    type: Address,
    work: () => Result,
    otherwise: () => Result,
    matches: (exception: Address) => boolean = () => true,
  ): Result {
    try {
      return work();
    } catch (problem) {
      if (!(problem instanceof PythonError) || this.kernel.isSubtype(this.typeOf(this.pending()), type) === 0)
        throw problem;
      const exception = this.pending();
      let isMeant = false;
      this.savingPending(() => (isMeant = matches(exception)));
      if (!isMeant) throw problem;
      this.clearPending();
      return otherwise();
    }
  }

  // Objects

  typeOf(p: Address): Address {
    return this.views.word(p + TYPE);
  }

  typeName(type: Address): string {
    return textOf(this.views, this.views.word(type + TYPE_NAME));
  }

  /** As messages about arguments have the type of one: None is called that. */
  argumentTypeName(p: Address): string {
    return p === NONE ? 'None' : this.shownTypeName(this.typeOf(p));
  }

  shownTypeName(type: Address): string {
    return shownTypeName(this, type);
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

  /** The characters of a str. */
  text(p: Address): string {
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
    const at = this.kernel.allocBlock(bytes);
    if (at === 0) {
      this.#raiseNoMemory();
      throw new PythonError();
    }
    return at;
  }

  /** The contents of a bytes object, copied. */
  bytes(p: Address): Uint8Array {
    return this.views.u8.slice(p + CHARACTERS_AT, p + CHARACTERS_AT + this.views.word(p + LENGTH));
  }

  /** The contents of anything that offers a buffer, copied. */
  buffer(p: Address): Uint8Array {
    return bytesOf(this, p);
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

  isEqual(a: Address, b: Address): boolean {
    return this.status(this.kernel.compareBool(a, b, EQUAL)) !== 0;
  }

  repr(p: Address): Address {
    return this.keep(this.kernel.objectRepr(p));
  }

  str(p: Address): Address {
    return this.isString(p) ? p : this.keep(this.callIndex(this.views.word(this.typeOf(p) + STR), p));
  }

  list(items: readonly Address[]): Address {
    const p = this.keep(this.kernel.newList(items.length));
    for (const item of items) this.status(this.kernel.listAppend(p, item));
    return p;
  }

  /** The elements of any iterable, kept. */
  items(iterable: Address): Address[] {
    return this.listItems(this.keep(this.kernel.listFromIterable(iterable)));
  }

  /** @throws PythonError */
  truth(p: Address): boolean {
    return this.status(this.kernel.truthOf(p)) !== 0;
  }

  /** Whether the object can be an index: an int, or one with __index__. */
  isIndex(p: Address): boolean {
    return this.views.word(this.typeOf(p) + INDEX) !== 0;
  }

  /** The int that an object is or stands for (__index__). */
  index(p: Address): Address {
    return this.keep(this.kernel.number_index(p));
  }

  /** The number that an int or float is. */
  number(p: Address): number {
    if (this.typeOf(p) === FLOAT_TYPE) return this.floatValue(p);
    const float = this.views.word(this.typeOf(p) + FLOAT_OF);
    if (float !== 0) return this.floatValue(this.keep(this.callIndex(float, p)));
    return Number(this.bigInt(this.index(p)));
  }

  // Protocols

  hash(p: Address): bigint {
    const hash = this.kernel.hashOf(p) as unknown as bigint;
    if (hash === -1n) throw new PythonError();
    return hash;
  }

  length(p: Address): number {
    return this.status(this.kernel.lengthOf(p));
  }

  iterator(p: Address): Address {
    return this.keep(this.kernel.getIter(p));
  }

  /** The next item of an iterator, or 0 at its end. */
  next(iterator: Address): Address {
    return this.keepIfAny(this.kernel.iterNext(iterator));
  }

  item(container: Address, key: Address): Address {
    return this.keep(this.kernel.getItem(container, key));
  }

  contains(container: Address, value: Address): boolean {
    return this.status(this.kernel.containsItem(container, value)) !== 0;
  }

  isCallable(p: Address): boolean {
    return this.views.word(this.typeOf(p) + CALL) !== 0;
  }

  /** isinstance, with a class, a tuple or a union. */
  isInstanceOf(p: Address, class_: Address): boolean {
    return this.status(this.kernel.isInstance(p, class_)) !== 0;
  }

  isSubclassOf(derived: Address, class_: Address): boolean {
    return this.status(this.kernel.isSubclass(derived, class_)) !== 0;
  }

  /** Keys and values of any mapping. */
  mappingItems(mapping: Address): [Address, Address][] {
    if (this.isDict(mapping)) return this.dictItems(mapping);
    return this.items(this.call(this.attribute(mapping, 'keys'))).map((key) => [key, this.item(mapping, key)]);
  }

  // Attributes

  attribute(p: Address, name: string): Address {
    return this.keep(this.kernel.getAttribute(p, this.name(name)));
  }

  /** 0 if the object has no such attribute. */
  optionalAttribute(p: Address, name: string): Address {
    return this.keepIfAny(this.kernel.lookupAttribute(p, this.name(name)));
  }

  hasAttribute(p: Address, name: string): boolean {
    return this.optionalAttribute(p, name) !== 0;
  }

  setAttribute(p: Address, name: string, value: Address): void {
    this.status(this.kernel.setAttribute(p, this.name(name), value));
  }

  /** A module by its whole name, imported if it must be. */
  importModule(name: string): Address {
    return this.importer.import(name, 0, this.tuple([this.name('__name__')]), 0);
  }

  /** What the builtins module calls so; borrowed. */
  builtin(name: string): Address {
    return this.dictGet(this.views.word(BUILTINS), this.name(name));
  }

  /** An attribute of the module sys, borrowed; 0 if a program has deleted it. */
  sysAttribute(name: string): Address {
    return this.sysDict === 0 ? 0 : this.dictGet(this.sysDict, this.name(name));
  }

  /** Writes to sys.stderr, or where that cannot be, to the host's. */
  writeError(text: string): void {
    const stream = this.sysAttribute('stderr');
    if (stream !== 0 && stream !== NONE) {
      try {
        this.call(this.attribute(stream, 'write'), [this.string(text)]);
        this.call(this.attribute(stream, 'flush'));
        return;
      } catch (problem) {
        if (!(problem instanceof PythonError)) throw problem;
        this.clearPending();
      }
    }
    this.surroundings.host.files.write(2, new TextEncoder().encode(text), undefined);
  }

  // Calls

  /** Calls an object; `named` are keyword arguments. */
  call(callable: Address, args: readonly Address[] = [], named: Readonly<Record<string, Address>> = {}): Address {
    const names = Object.keys(named);
    const all = [...args, ...Object.values(named)];
    const at = this.views.word(SP);
    this.views.setWord(SP, at + 4 * all.length);
    all.forEach((value, index) => {
      this.incref(value);
      this.views.setWord(at + 4 * index, value);
    });
    const nameTuple = names.length === 0 ? 0 : this.tuple(names.map((name) => this.name(name)));
    const result = this.kernel.callObject(callable, at, args.length, nameTuple);
    all.forEach((_, index) => this.decref(this.views.word(at + 4 * index)));
    this.views.setWord(SP, at);
    return this.keep(result);
  }

  /** The same with an object as result, which the kernel owns; 0 with an exception. */
  #owned(work: () => Address): Address {
    let result = 0;
    this.#quietly(() => {
      result = work();
      this.incref(result);
    });
    return result;
  }

  /** Runs what the kernel asks for and cannot fail in TypeScript's way: an exception of the program stays pending. */
  #quietly(work: () => void): void {
    const mark = this.#pool.length;
    try {
      work();
    } catch (problem) {
      this.#accept(problem);
    }
    this.#release(mark);
  }

  /** Words from an address on: the arguments of a call. */
  words(at: Address, count: number): Address[] {
    const { i32 } = this.views;
    const words: Address[] = [];
    // Not through a subarray: most are a few words, and views cost more than what they show.
    for (let index = at >> 2; index < (at >> 2) + count; index++) words.push(i32[index]);
    return words;
  }

  /** The keyword arguments of a call (names: tuple or 0), in their order. */
  keywords(args: Address, positional: number, names: Address): Record<string, Address> {
    if (names === 0) return {};
    const given = this.tupleItems(names).map((name, at) => [
      this.text(name),
      this.views.word(args + 4 * (positional + at)),
    ]);
    return Object.fromEntries(given) as Record<string, Address>;
  }

  // Fixed memory

  /** Bytes that live as long as the program, zeroed, at a multiple of 8. */
  fixed(bytes: Bytes): Address {
    const at = this.views.word(FIXED_TOP);
    const next = (at + bytes + 7) & ~7;
    if (next > FIXED_END) throw new Error('no room for fixed blocks');
    this.views.setWord(FIXED_TOP, next);
    return at;
  }

  #loadCharacterTables(): Address {
    const tables = unpackProperties();
    const at = this.fixed(tables.bytes);
    tables.write(this.views.memory.buffer, at);
    return at;
  }

  /** The fixed block for something, made once. */
  fixedOnce(what: object, make: () => Address): Address {
    let at = this.#blocks.get(what);
    if (at === undefined) this.#blocks.set(what, (at = make()));
    return at;
  }

  /** The characters of a literal of the kernel. */
  literal(text: Address): string {
    const length = this.views.word(text - 4) >> 1;
    return String.fromCharCode(...this.views.u16.subarray(text >> 1, (text >> 1) + length));
  }
}
