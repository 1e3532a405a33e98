/**
 * What TypeScript works with when it works on a Python program: memory, the table of functions, protocols, attributes, calls.
 * It stands on references.ts (counts, the pool), failures.ts (exceptions) and values.ts (objects from and to JavaScript's).
 * docs/python-runtime.md has the rules.
 *
 * All that a method returns is kept in the pool already, or borrowed.
 */
import type { Address, Bytes } from '../../base/ids.js';
import type { Span } from '../../languages/python/tree/ast.js';
import type { KernelAllocator, AllocatorKernel } from '../../memory/alloc/kernel-allocator.js';
import {
  BUILTINS,
  DEPTH_LEFT,
  FIXED,
  FIXED_END,
  FIXED_TOP,
  HANDLED_BOTTOM,
  HANDLED_TOP,
  HEAP,
  ISINSTANCE_FUNCTION,
  LEN_FUNCTION,
  NEXT_MISSING,
  NONE,
  SP,
  STACK,
} from '../format/memory-map.js';
import * as NAME_CELLS from '../format/names.js';
import { CALL, EQUAL, FLOAT_OF, FLOAT_TYPE, INDEX } from '../format/types.js';
import { FUNCTIONS_AT } from '../kernel/kernel.wasm.js';
import { kernelBytes, kernelFunctions, kernelIndices } from './kernel-functions.js';
import { bytesOf } from '../objects/bytes/content.js';
import { unpackProperties } from '../objects/text/unicode/properties.js';
import type { WatchPoints } from '../compile/pool.js';
import { defaultHooks, type KernelHooks } from './kernel-hooks.js';
import { GROWTH, openHeap, type HeapOptions } from './open-heap.js';
import type { Kernel } from './references.js';
import type { Compiler, ExceptionTexts, ModuleImporter } from './compiler.js';
import { newAlias } from '../objects/classes/alias.js';
import { refuseAbstract } from '../objects/classes/abstract.js';
import { refuseModuleAttribute } from '../objects/classes/module.js';
import { refuseProperty } from '../objects/classes/property.js';
import { updateSlots } from '../objects/classes/update-slots.js';
import { executionHooks } from '../execution/execution-hooks.js';
import { formatMessage, shownTypeName } from './messages.js';
import type { LibraryUse, ModuleUse } from './module-use.js';
import { Natives, type Native, type NativeKind, type Signature } from './natives.js';
import { PythonError } from './python-error.js';
import type { Surroundings } from './surroundings.js';
import { InternedStrings } from './strings.js';
import { Values } from './values.js';
import { Views } from './views.js';

type CompileLibrary = (wasm: Uint8Array<ArrayBuffer>, use: LibraryUse) => WebAssembly.Module;

export interface RuntimeOptions extends HeapOptions {
  readonly surroundings: Surroundings;
  /** Compiled before, where nothing is rewritten. */
  readonly kernel?: WebAssembly.Module;
  /** What each module becomes before it is compiled, the kernel and those of the program. */
  readonly rewrite?: (wasm: Uint8Array) => Uint8Array;
  /** Compiles what is linked of the library. */
  readonly compileLibrary?: CompileLibrary;
}

/** As far as it will have to grow anyway. */
const FIRST_PAGES = (HEAP + GROWTH) / 65536;
const MOST_PAGES = 0x8000;
/**
 * Places for functions that the table grows by. Every instance has a copy of the table, 25 ns for each place, and all are made
 * again when it grows.
 */
const TABLE_STEP = 1024;
export const RECURSION_LIMIT = 1000;

const GIVES_OBJECT: NativeKind = { parameters: 0, result: 'word', failure: 0 };
const GIVES_STATUS: NativeKind = { parameters: 0, result: 'word', failure: -1 };

export class Runtime extends Values {
  readonly views: Views;
  readonly table: WebAssembly.Table;
  readonly kernel: Kernel;
  readonly interned: InternedStrings;
  readonly hooks: KernelHooks = defaultHooks(this);
  readonly allocator: KernelAllocator<AllocatorKernel>;
  readonly surroundings: Surroundings;
  /** The positions of each code object, by CODE_SITES. */
  readonly sites = new Map<number, () => readonly Span[]>();
  /** 0 is none. */
  nextSites = 1;
  /** Of a code object, by CODE_SITES: the cells for numbers that are traced (compile/emit/values.ts), by site. */
  readonly traceCells = new Map<number, ReadonlyMap<number, Address>>();
  /** Code is compiled for programs that trace their allocations. */
  tracesNumbers = false;
  /** Code is compiled for programs that trace themselves. */
  tellsLines = false;
  /** Set by whoever watches an object before the program is compiled. */
  watch: { points(file: string): WatchPoints } | undefined;
  /** Set by whoever runs programs. */
  compiler!: Compiler;
  importer!: ModuleImporter;
  exceptions!: ExceptionTexts;
  /** Most frames at once. */
  recursionLimit = RECURSION_LIMIT;
  /** The program has ended and its modules are being cleared. */
  isFinalizing = false;
  /** False at the very end, when modules are gone. */
  canImport = true;
  /** The dict of the module sys, which it keeps alive. */
  sysDict: Address = 0;
  readonly #rewrite: (wasm: Uint8Array) => Uint8Array;
  readonly #compileLibrary: CompileLibrary;
  readonly #lentPlaces = new Set<number>();
  /** Indices that were given back. */
  readonly #freePlaces: number[] = [];
  readonly #natives = new Natives(
    (kind, call, words) => this.#guarded(kind, call, words),
    () => this.#reserve(),
  );
  readonly #kernelIndices = kernelIndices();
  #tableTop = FUNCTIONS_AT + this.#kernelIndices.size;
  /** Fixed blocks by what they were made of. */
  readonly #blocks = new Map<object, Address>();

  constructor(options: RuntimeOptions) {
    super();
    this.surroundings = options.surroundings;
    const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
    this.views = new Views(memory);
    this.table = new WebAssembly.Table({ element: 'anyfunc', initial: TABLE_STEP * 4 });
    this.interned = new InternedStrings(this.views);
    this.#rewrite = options.rewrite ?? ((wasm) => wasm);
    this.#compileLibrary = options.compileLibrary ?? ((wasm) => new WebAssembly.Module(wasm));
    const module =
      (options.rewrite === undefined ? options.kernel : undefined) ??
      new WebAssembly.Module(this.#rewrite(kernelBytes()));
    this.kernel = kernelFunctions(this.table, this.#kernelIndices);
    void new WebAssembly.Instance(module, {
      env: { memory, table: this.table },
      'character-tables.as': { loadCharacterTables: () => this.#loadCharacterTables() },
      'hooks.as': executionHooks(this),
      'runtime.as': {
        raise: (type: Address, text: Address, ...args: Address[]) =>
          // The message may ask for reprs, which are the program's: what they raise is what is raised then.
          this.#quietly(() => this.raiseQuietly(type, () => formatMessage(this, this.literal(text), args))),
        raiseValue: (type: Address, value: Address) => this.raiseWith(type, value),
        raiseNoMemory: () => this.raiseNoMemory(),
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
        provideSpec: (module: Address, name: Address) => this.#owned(() => this.hooks.provideSpec(module, name)),
        raiseNoModuleAttribute: (module: Address, name: Address) =>
          this.#quietly(() => refuseModuleAttribute(this, module, name)),
        raiseAbstract: (type: Address) => this.#quietly(() => refuseAbstract(this, type)),
        refuseProperty: (property: Address, object: Address, field: number) =>
          this.#quietly(() => refuseProperty(this, property, object, field)),
      },
    });
    this.allocator = openHeap(this.views, options, (function_) => this.#put(function_));
    this.kernel.start();
    this.views.setWord(FIXED_TOP, FIXED);
    this.views.setWord(SP, STACK);
    this.views.setWord(HANDLED_TOP, HANDLED_BOTTOM);
    this.views.setWord(DEPTH_LEFT, RECURSION_LIMIT);
    this.views.setWord(LEN_FUNCTION, this.kernelFunction('builtin_len'));
    this.views.setWord(NEXT_MISSING, this.kernelFunction('next_missing'));
    this.views.setWord(ISINSTANCE_FUNCTION, this.kernelFunction('builtin_isinstance'));
    this.interned.addLetters();
    for (const [name, cell] of Object.entries(NAME_CELLS))
      this.views.setWord(cell, this.name(name.replace(/^([a-z]+)_$/, '$1')));
  }

  // Functions

  #reserve(): number {
    this.#reach(this.#tableTop + 1);
    return this.#tableTop++;
  }

  /** Makes the table have a place for each index below `end`. */
  #reach(end: number): void {
    const missing = end - this.table.length;
    if (missing > 0) this.table.grow(Math.ceil(missing / TABLE_STEP) * TABLE_STEP);
  }

  #put(function_: unknown): number {
    const index = this.#reserve();
    this.table.set(index, function_ as never);
    return index;
  }

  /** The index of a function that the kernel exports. */
  kernelFunction(name: string): number {
    const index = this.#kernelIndices.get(name);
    if (index === undefined) throw new Error(`the kernel has no function ${name}`);
    return index;
  }

  /** The index that the next function will have. */
  get tableTop(): number {
    return this.#tableTop;
  }

  /** An index that is given back before the program ends. */
  lendPlace(): number {
    const index = this.#freePlaces.pop() ?? this.#reserve();
    this.#lentPlaces.add(index);
    return index;
  }

  /** Nothing calls through the index any more; if it was lent, somebody else may have it. */
  returnPlace(index: number): void {
    if (!this.#lentPlaces.delete(index)) return;
    this.table.set(index, null as never);
    this.#freePlaces.push(index);
  }

  /**
   * Makes a compiled module part of the program that refers to no table, so that it goes when its functions do.
   * @param places the indices of what it exports: '0', '1' …
   */
  linkReleasable(wasm: Uint8Array, places: readonly number[]): void {
    const imports = { kernel: this.kernel as Record<string, unknown>, env: { memory: this.views.memory } };
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(this.#rewrite(wasm)), imports);
    places.forEach((place, at) => this.table.set(place, exports[at] as never));
  }

  /**
   * Makes compiled modules part of the program: their functions go into the table from `tableTop` on.
   * @param functionCount of all
   * @param compileProgram makes those of a program
   */
  link(
    modules: readonly { readonly wasm: Uint8Array; readonly use: ModuleUse }[],
    functionCount: number,
    compileProgram = (wasm: Uint8Array<ArrayBuffer>) => new WebAssembly.Module(wasm),
  ): void {
    const end = this.#tableTop + functionCount;
    this.#reach(end);
    this.#tableTop = end;
    const { memory } = this.views;
    const imports = { kernel: this.kernel as Record<string, unknown>, env: { memory, table: this.table } };
    for (const { wasm, use } of modules) {
      const rewritten = this.#rewrite(wasm) as Uint8Array<ArrayBuffer>;
      const module = use === 'program' ? compileProgram(rewritten) : this.#compileLibrary(rewritten, use);
      // Its functions put themselves into the table.
      void new WebAssembly.Instance(module, imports);
    }
  }

  /** An index for a native; it can be called after the next `placeNatives`. */
  nativeFunction(signature: Signature, failure: number | bigint, call: Native): number {
    return this.#natives.add({ ...signature, failure }, call);
  }

  placeNatives(): void {
    this.#natives.place(this.table);
  }

  /** What a native throws becomes a pending exception, what it kept is released after its result has a count of its own. */
  #guarded(kind: NativeKind, call: Native, words: number[]): number | bigint {
    const mark = this.mark();
    let result: number | bigint | void;
    try {
      result = call(...words);
      if (result && kind.failure === 0 && kind.result === 'word') this.incref(result as number);
    } catch (problem) {
      this.accept(problem);
      result = kind.failure;
    }
    this.release(mark);
    return result ?? (kind.result === 'long' ? 0n : 0);
  }

  /** Runs `work` as natives run, for what the kernel asks: an object result is owned. */
  asNative(work: () => number, failure: 0 | -1): number {
    return this.#guarded(failure === 0 ? GIVES_OBJECT : GIVES_STATUS, work, []) as number;
  }

  /** Calls a function of the table. Of an object result, what failed is thrown. */
  callIndex(index: number, ...words: (number | bigint)[]): number {
    return (this.table.get(index) as unknown as (...words: (number | bigint)[]) => number)(...words);
  }

  // Protocols

  /** As messages about arguments have the type of one: None is called that. */
  argumentTypeName(p: Address): string {
    return p === NONE ? 'None' : this.shownTypeName(this.typeOf(p));
  }

  shownTypeName(type: Address): string {
    return shownTypeName(this, type);
  }

  isEqual(a: Address, b: Address): boolean {
    return this.status(this.kernel.compareBool(a, b, EQUAL)) !== 0;
  }

  repr(p: Address): Address {
    return this.keep(this.kernel.objectRepr(p));
  }

  str(p: Address): Address {
    return this.keep(this.kernel.strOfValue(p));
  }

  /** The elements of any iterable, kept. */
  items(iterable: Address): Address[] {
    return this.listItems(this.keep(this.kernel.listFromIterable(this.keep(this.kernel.getIter(iterable)))));
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

  /** The contents of anything that offers a buffer, copied. */
  buffer(p: Address): Uint8Array {
    return bytesOf(this, p);
  }

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
    all.forEach((value, index) => this.views.setWord(at + 4 * index, value));
    const nameTuple = names.length === 0 ? 0 : this.tuple(names.map((name) => this.name(name)));
    const result = this.kernel.callObject(callable, at, args.length, nameTuple);
    this.views.setWord(SP, at);
    return this.keep(result);
  }

  /** Calls what a type has as the method of an object. CPython binds it: a method refers to the object meanwhile. */
  callBound(method: Address, p: Address, args: readonly Address[] = []): Address {
    this.incref(p);
    try {
      return this.call(method, [p, ...args]);
    } finally {
      this.decref(p);
    }
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
    const mark = this.mark();
    try {
      work();
    } catch (problem) {
      this.accept(problem);
    }
    this.release(mark);
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

  /** Bytes that live as long as the program, zeroed, at a multiple of 8. @throws PythonError with MemoryError */
  fixed(bytes: Bytes): Address {
    const at = this.views.word(FIXED_TOP);
    const next = (at + bytes + 7) & ~7;
    if (next > FIXED_END) return this.#fixedInHeap(bytes);
    this.views.setWord(FIXED_TOP, next);
    return at;
  }

  /** A program that compiles very much has more of them than there is room. */
  #fixedInHeap(bytes: Bytes): Address {
    const at = this.block(bytes);
    this.views.u8.fill(0, at, at + bytes);
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
