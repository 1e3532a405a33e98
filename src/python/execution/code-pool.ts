/** The objects that compiled code refers to: constants, names, code objects, caches. */
import type { Address, Bytes } from '../../base/ids.js';
import { NotSupported } from '../../languages/python/errors.js';
import type { Source, Unit } from '../compile/emit/unit.js';
import {
  type CodeParts,
  type CompiledCode,
  type CompileLater,
  type Constant,
  constantKey,
  type Pool,
  type WatchPoints,
} from '../compile/pool.js';
import * as FRAMES from '../format/frames.js';
import { ELLIPSIS, FALSE, NONE, TRUE } from '../format/memory-map.js';
import { CODE_TYPE, FROZENSET_TYPE } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';
import { addSites } from './sites.js';

/** Strings of these characters are interned where they are constants. */
const NAME_LIKE = /^[A-Za-z0-9_]*$/;

const GENERATORS = FRAMES.CO_GENERATOR | FRAMES.CO_COROUTINE | FRAMES.CO_ASYNC_GENERATOR;

/** A body that is compiled when it is first called. */
export interface WaitingCode {
  readonly fileName: string;
  readonly source: Source;
  readonly compile: CompileLater;
}

export class CodePool implements Pool {
  readonly isReleasable: boolean;
  readonly callsThroughTable = false;
  readonly tableBase: number;
  /** Of a releasable module. */
  readonly places: number[] = [];
  readonly fileName: string;
  readonly #rt: Runtime;
  readonly #file: Address;
  readonly #generatorEntry: number;
  readonly #lazyEntry: number;
  readonly #later: Map<Address, WaitingCode>;
  readonly #declared: Address[] = [];
  /** Kept alive by the pool that compiling opens, afterwards by the code objects. */
  readonly #constants = new Map<string, Address>();
  /** By their items: CPython's compiler has equal tuples once, whether they are constants, lists of them, or of names. */
  readonly #tuples = new Map<string, Address>();

  /** @param later the code objects whose bodies are not compiled yet */
  constructor(rt: Runtime, fileName: string, later: Map<Address, WaitingCode>, isReleasable = false) {
    this.isReleasable = isReleasable;
    this.#later = later;
    this.#rt = rt;
    this.fileName = fileName;
    // Before the functions of the module get their indices.
    this.#generatorEntry = rt.kernelFunction('generator_entry');
    this.#lazyEntry = rt.kernelFunction('lazy_entry');
    this.tableBase = rt.tableTop;
    this.#file = rt.string(fileName);
  }

  placeOf(number: number): number {
    if (!this.isReleasable) return this.tableBase + number;
    return (this.places[number] ??= this.#rt.lendPlace());
  }

  name(text: string): Address {
    return this.#rt.name(text);
  }

  names(list: readonly string[]): Address {
    return this.#tuple(list.map((one) => this.name(one)));
  }

  #tuple(items: readonly Address[]): Address {
    const key = items.join();
    let tuple = this.#tuples.get(key);
    if (tuple === undefined) {
      tuple = this.#rt.tuple(items);
      this.#tuples.set(key, tuple);
    }
    return tuple;
  }

  cache(bytes: Bytes): Address {
    const at = this.#rt.fixed(bytes);
    this.#rt.views.u8.fill(0xff, at, at + bytes);
    return at;
  }

  traceCell(): Address {
    return this.#rt.fixed(8);
  }

  get tracesNumbers(): boolean {
    return this.#rt.tracesNumbers;
  }

  get tellsLines(): boolean {
    return this.#rt.tellsLines;
  }

  get watch(): WatchPoints | undefined {
    return this.#rt.watch?.points(this.fileName);
  }

  constant(value: Constant): Address {
    if (value.type === 'code') return value.address;
    const key = constantKey(value);
    let address = this.#constants.get(key);
    if (address === undefined) {
      address = this.#make(value);
      this.#constants.set(key, address);
    }
    return address;
  }

  get constants(): Iterable<Address> {
    return this.#constants.values();
  }

  #make(value: Exclude<Constant, { readonly type: 'code' }>): Address {
    const rt = this.#rt;
    switch (value.type) {
      case 'none':
        return NONE;
      case 'true':
        return TRUE;
      case 'false':
        return FALSE;
      case 'ellipsis':
        return ELLIPSIS;
      case 'int':
        return rt.int(value.value);
      case 'float':
        return rt.float(value.value);
      case 'complex':
        return rt.keep(rt.kernel.newComplex(value.real ?? 0, value.imaginary));
      case 'str':
        return NAME_LIKE.test(value.value) ? rt.internedString(value.value) : rt.string(value.value);
      case 'bytes':
        return rt.newBytes(value.value);
      case 'tuple':
        return this.#tuple(value.items.map((item) => this.constant(item)));
      case 'frozenset':
        return rt.call(FROZENSET_TYPE, [rt.tuple(value.items.map((item) => this.constant(item)))]);
    }
  }

  code(parts: CodeParts, compiled: CompiledCode): Address {
    const p = this.#newCode(parts);
    this.complete(p, compiled);
    this.#later.delete(p);
    return p;
  }

  declare(parts: CodeParts, first: Constant, frameBytes: Bytes, source: Source, compile: CompileLater): Address {
    const p = this.newCode(parts, first, frameBytes);
    this.#later.set(p, { fileName: this.fileName, source, compile });
    this.#declared.push(p);
    return p;
  }

  /** A code object whose body comes with `complete`, before it is called. */
  newCode(parts: CodeParts, first: Constant, frameBytes: Bytes): Address {
    const { views } = this.#rt;
    const p = this.#newCode(parts);
    const constants = this.#tuple([this.constant(first)]);
    this.#rt.incref(constants);
    views.setWord(p + FRAMES.CONSTANTS, constants);
    views.setWord(p + FRAMES.CODE_ENTRY, this.#lazyEntry);
    views.setWord(p + FRAMES.CODE_FRAME_BYTES, frameBytes);
    this.#later.delete(p);
    return p;
  }

  /** Compiles what has been declared by way of this pool into the unit, but for what is not supported: that is said when it is called. */
  compileDeclared(unit: Unit): void {
    for (let p = this.#declared.pop(); p !== undefined; p = this.#declared.pop()) {
      try {
        this.compileInto(unit, p);
      } catch (problem) {
        if (!(problem instanceof NotSupported)) throw problem;
      }
    }
  }

  /** Compiles the body of a declared function into the unit; it can run when the unit is linked. */
  compileInto(unit: Unit, p: Address): void {
    const { compile } = this.#later.get(p)!;
    const [first] = this.#rt.tupleItems(this.#rt.views.word(p + FRAMES.CONSTANTS));
    this.complete(p, compile(unit, first));
    this.#later.delete(p);
  }

  /** A code object without what its body tells. */
  #newCode(parts: CodeParts): Address {
    const rt = this.#rt;
    const { views } = rt;
    const p = rt.keep(rt.kernel.newObject(CODE_TYPE, FRAMES.CODE_BYTES));
    for (let field = FRAMES.CODE_NAME; field < FRAMES.CODE_BYTES; field += 4) views.setWord(p + field, 0);
    const own = (field: number, value: Address) => {
      rt.incref(value);
      views.setWord(p + field, value);
    };
    own(FRAMES.CODE_NAME, this.name(parts.name));
    own(FRAMES.CODE_QUALNAME, this.name(parts.qualifiedName));
    own(FRAMES.CODE_FILE, this.#file);
    own(FRAMES.LOCAL_NAMES, this.names(parts.localNames));
    own(FRAMES.CELL_NAMES, this.names(parts.cellNames));
    own(FRAMES.FREE_NAMES, this.names(parts.freeNames));
    own(FRAMES.GLOBAL_NAMES, this.names([]));
    const words: readonly (readonly [field: number, value: number])[] = [
      [FRAMES.FIRST_LINE, parts.firstLine],
      [FRAMES.ARGUMENT_COUNT, parts.argumentCount],
      [FRAMES.POSITIONAL_ONLY, parts.positionalOnly],
      [FRAMES.KEYWORD_ONLY, parts.keywordOnly],
      [FRAMES.CODE_FLAGS, parts.flags],
      [FRAMES.LOCALS_COUNT, parts.slots],
      [FRAMES.CODE_ATTRIBUTES, parts.attributes],
    ];
    for (const [field, value] of words) views.setWord(p + field, value);
    return p;
  }

  /** Gives a code object what its compiled body tells. */
  complete(p: Address, compiled: CompiledCode): void {
    const rt = this.#rt;
    const { views } = rt;
    const replace = (field: number, value: Address) => {
      const old = views.word(p + field);
      rt.incref(value);
      views.setWord(p + field, value);
      if (old !== 0) rt.decref(old);
    };
    replace(FRAMES.GLOBAL_NAMES, this.names(compiled.globalNames));
    replace(FRAMES.CONSTANTS, this.#tuple(compiled.constants));
    const makesGenerator = (views.word(p + FRAMES.CODE_FLAGS) & GENERATORS) !== 0;
    views.setWord(p + FRAMES.CODE_ENTRY, makesGenerator ? this.#generatorEntry : compiled.index);
    views.setWord(p + FRAMES.CODE_BODY, compiled.index);
    views.setWord(p + FRAMES.CODE_FRAME_BYTES, compiled.frameBytes);
    views.setWord(p + FRAMES.CODE_STACK, compiled.stackDepth);
    const sites = addSites(rt, compiled.sites);
    views.setWord(p + FRAMES.CODE_SITES, sites);
    if (compiled.traceCells.size > 0) rt.traceCells.set(sites, compiled.traceCells);
  }
}
