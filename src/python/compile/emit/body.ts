/**
 * One code unit that is being compiled: a module, class body, function, lambda or comprehension, with its scope. Knows where
 * names live, how the frame is entered and left, and which statements are open around the present place.
 */
import { OP, TYPE } from '../../../instrument/binary/opcodes.js';
import { mangled, PLACE, type Scope } from '../../../languages/python/symbols/scope.js';
import type { Span, Stmt } from '../../../languages/python/tree/ast.js';
import {
  CLOSURE,
  FRAME_FUNCTION,
  FRAME_GLOBALS,
  FRAME_LOCALS,
  FRAME_OBJECT,
  GLOBALS,
  LOCALS,
  PREVIOUS_FRAME,
  RESUME,
  SITE,
} from '../../format/frames.js';
import {
  DEPTH_LEFT,
  FRAME,
  NONE,
  POLL,
  POLL_TRACED,
  SP,
  STACK_END,
  WATCH_LEAVING,
  WATCH_PENDING,
} from '../../format/memory-map.js';
import { TUPLE_ITEMS } from '../../format/objects.js';
import { FunctionCode, type Handler } from '../code/function-code.js';
import { Block } from '../flow/block.js';
import { Layout } from './layout.js';
import type { Unit } from './unit.js';

/** A statement that is open, and what leaving it early must do. `outer` is where exceptions went before it. */
export type Open =
  | { readonly kind: 'while'; readonly breakTo: Block; readonly continueTo: Block; readonly outer: Handler }
  /** The iterator is on the stack. */
  | { readonly kind: 'for'; readonly breakTo: Block; readonly continueTo: Block; readonly outer: Handler }
  /** The body of a `try` without `finally`. */
  | { readonly kind: 'try'; readonly outer: Handler }
  | { readonly kind: 'finally'; readonly finalBody: readonly Stmt[]; readonly outer: Handler }
  /** What was handled before is on the stack. */
  | { readonly kind: 'handler'; readonly name: string | undefined; readonly span: Span; readonly outer: Handler }
  /** What was handled before and the exception are on the stack. */
  | { readonly kind: 'final handler'; readonly outer: Handler }
  /** The exit method is on the stack. */
  | { readonly kind: 'with'; readonly isAsync: boolean; readonly span: Span; readonly outer: Handler }
  /** So many values are on the stack. */
  | { readonly kind: 'values'; readonly count: number; readonly outer: Handler };

/**
 * Beyond so many places the rest of a function is compiled small. Fast, an operation takes 800 bytes, and an engine refuses more
 * than 7,654,321 in one function (V8's limit).
 */
const MOST_FAST_SITES = 2000;
/** Frames with at most so many slots are emptied without a call. */
const INLINE_SLOTS = 8;

export interface BodyShape {
  readonly parameters: readonly string[];
  /** `async def`, asynchronous generator expression, module with top-level await. */
  readonly isCoroutine: boolean;
  /** A generator or coroutine of any kind: it is resumed. */
  readonly isGenerator: boolean;
  readonly span: Span;
  readonly qualifiedName: string;
}

export class Body extends FunctionCode {
  readonly unit: Unit;
  readonly scope: Scope;
  readonly parameters: readonly string[];
  readonly isGenerator: boolean;
  readonly isCoroutine: boolean;
  readonly isAsyncGenerator: boolean;
  readonly qualifiedName: string;
  readonly layout: Layout;
  readonly #caches = new WeakMap<object, number>();
  readonly open: Open[] = [];
  /** Values of expression statements are shown, as in a dialogue. */
  showsValues = false;
  /** The ordinary way of a fused expression is being compiled. */
  isFusing = false;
  /** As CPython's co_stacksize; who compiles the body knows its tree. */
  stackDepth = 1;
  readonly span: Span;
  /** Where the result is in its local and the frame is left. */
  readonly #leave = new Block();
  /** The wasm local with the number of the point to go on at. */
  readonly #state: number;
  #long: number | undefined;
  #real: number | undefined;

  constructor(unit: Unit, scope: Scope, shape: BodyShape) {
    super(unit.pool, unit.imports, shape.isGenerator ? 2 : 1, shape.span);
    this.unit = unit;
    this.scope = scope;
    this.span = shape.span;
    this.parameters = shape.parameters;
    this.isGenerator = shape.isGenerator;
    this.isCoroutine = shape.isCoroutine;
    this.isAsyncGenerator = shape.isCoroutine && scope.isGenerator;
    this.qualifiedName = shape.qualifiedName;
    this.#state = this.asm.local();
    this.layout = new Layout(scope, shape.parameters);
  }

  get slots(): number {
    return this.layout.slots;
  }

  get cellNames(): readonly string[] {
    return this.layout.cellNames;
  }

  get freeNames(): readonly string[] {
    return this.layout.freeNames;
  }

  get frameBytes(): number {
    return this.layout.frameBytes(this.isGenerator ? this.temporaries.length + 1 : 0);
  }

  /** Small code is worth more than fast code: it runs once, or a function is so large that engines would refuse it. */
  get isCold(): boolean {
    return this.runsOnce || this.sites.length > MOST_FAST_SITES;
  }

  /** Code of a module or class outside of loops. */
  get runsOnce(): boolean {
    return this.scope.type !== 'function' && this.resumes.depth === 0;
  }

  // An object that is watched

  /** The top entry is about to get a name, or to become an attribute of the object in WATCH_OWNER. */
  noteBinding(): void {
    this.#callWatch(this.pool.watch!.bound, () => {
      this.get(this.top());
      if (this.top().form === 'owned') this.asm.add(1);
    });
  }

  /** A statement begins. */
  noteStatement(span: Span): void {
    const { watch } = this.pool;
    this.noteLine(span);
    if (watch === undefined) return;
    this.site(span);
    this.asm.loadAt(WATCH_PENDING).if();
    this.#callWatch(watch.settle, () => this.asm.i32(0));
    this.asm.close();
  }

  /** A line begins: who traces the program hears of it, unless the line was the last one, too. */
  noteLine(span: Span): void {
    if (!this.pool.tellsLines) return;
    this.site(span);
    this.#ifTraced(() => this.asm.get(this.frame).call('op_trace_line').exitIf(this.failure()));
  }

  /** A loop has come to its end and goes round. */
  noteRound(): void {
    if (this.pool.tellsLines) this.#ifTraced(() => this.asm.get(this.frame).call('op_trace_round'));
  }

  #ifTraced(work: () => unknown): void {
    this.asm.loadAt(POLL).i32(POLL_TRACED).op(OP.i32And).if();
    work();
    this.asm.close();
  }

  /** A frame that nobody finds among those that run is being emptied. */
  #noteLeaving(frame: number | undefined): void {
    if (this.pool.watch === undefined) return;
    this.asm.i32(0);
    if (frame === undefined) this.asm.i32(0);
    else this.asm.get(frame);
    this.asm.store(WATCH_LEAVING);
  }

  #callWatch(function_: number, argument: () => unknown): void {
    argument();
    this.asm.i32(function_).callThroughTable().op(OP.drop);
  }

  /** Of a function that has begun: its parameters are bound. */
  #noteParameters(): void {
    const { watch } = this.pool;
    for (const [slot, name] of this.parameters.entries()) {
      if (watch?.binds(this.qualifiedName, name) !== true) continue;
      this.#callWatch(watch.bound, () => this.get(this.frame).load(this.slotOffset(slot)));
    }
  }

  // Names

  mangle(name: string): string {
    return mangled(this.scope.privateClass, name);
  }

  fastSlot(name: string): number | undefined {
    return this.layout.fast.get(name);
  }

  /** The slot of the cell of a name that is a cell or free here. */
  cellSlot(name: string): number {
    const slot = this.layout.cells.get(name);
    if (slot === undefined) throw new Error(`no cell for ${name} in ${this.qualifiedName}`);
    return slot;
  }

  /** The slot of the cell that functions inside have for a name. */
  innerCellSlot(name: string): number {
    return name === '__class__' && this.layout.classCell !== undefined ? this.layout.classCell : this.cellSlot(name);
  }

  isDeclaredGlobal(name: string): boolean {
    return this.scope.place(name) === PLACE.globalExplicit;
  }

  isCell(name: string): boolean {
    return this.cellNames.includes(name);
  }

  slotOffset(slot: number): number {
    return LOCALS + 4 * slot;
  }

  /** Where a suspended generator keeps the entry at a depth of the stack. */
  spillOffset(depth: number): number {
    return LOCALS + 4 * (this.slots + 1 + depth);
  }

  /** Where it keeps the iterator that it delegates to. */
  get delegateOffset(): number {
    return LOCALS + 4 * this.slots;
  }

  // The frame

  /** Opens the frame: the first code. */
  enter(): void {
    if (this.isGenerator) this.#enterGenerator();
    else this.#enterFrame();
    for (const [index, slot] of this.parameters.entries())
      if (!this.cellNames.includes(slot)) this.assigned!.add(index);
    this.#noteParameters();
    this.#makeCells();
    if (!this.isGenerator)
      this.asm.loadAt(POLL).if().get(this.frame).call('op_poll_begin').exitIf(this.failure()).close();
  }

  #enterGenerator(): void {
    const start = new Block();
    const dispatch = new Block();
    this.get(this.frame).load(RESUME).set(this.#state);
    this.jump(dispatch);
    this.asm.aside(dispatch, () => {});
    this.#dispatch = { block: dispatch, start };
    this.start(start);
    this.get(1).if();
    this.decref(1);
    this.asm.else().exit(this.failure());
    this.asm.close();
  }

  #dispatch: { readonly block: Block; readonly start: Block } | undefined;

  #enterFrame(): void {
    const { asm, frame } = this;
    asm.get(frame).loadAt(FRAME).store(PREVIOUS_FRAME);
    asm.i32(0).get(frame).store(FRAME);
    asm.get(frame).get(frame).load(FRAME_FUNCTION).load(GLOBALS).store(FRAME_GLOBALS);
    if (this.scope.type === 'function') asm.get(frame).i32(0).store(FRAME_LOCALS);
    asm.get(frame).i64(0n).memory(OP.i64Store, SITE);
    asm.get(frame).i64(0n).memory(OP.i64Store, RESUME);
    this.#clearSlots(this.parameters.length, this.slots);
    asm.i32(0).get(frame).add(this.frameBytes).store(SP);
    asm.i32(0).loadAt(DEPTH_LEFT).add(-1).tee(this.word).store(DEPTH_LEFT);
    asm.get(this.word).i32(0).op(OP.i32LtS);
    asm
      .get(frame)
      .i32(STACK_END - this.frameBytes)
      .op(OP.i32GtS)
      .op(OP.i32Or);
    asm.if().call('frame_too_deep').exit(this.failure('again')).close();
  }

  #clearSlots(from: number, to: number): void {
    const { asm, frame } = this;
    let at = from;
    if (to - from > 2 * INLINE_SLOTS) {
      asm
        .get(frame)
        .add(this.slotOffset(from))
        .i32(0)
        .i32(4 * (to - from))
        .memoryFill();
      return;
    }
    for (; at + 2 <= to; at += 2) asm.get(frame).i64(0n).memory(OP.i64Store, this.slotOffset(at));
    if (at < to) asm.get(frame).i32(0).store(this.slotOffset(at));
  }

  #makeCells(): void {
    const { asm, frame } = this;
    for (const name of this.cellNames) {
      const slot = this.slotOffset(this.innerCellSlot(name));
      const isParameter = this.layout.fast.has(name);
      if (isParameter) {
        asm.get(frame).load(slot);
        asm.get(frame).i32(0).store(slot);
      } else asm.i32(0);
      asm.call('op_cell').tee(this.scratch).eqz().exitIf(this.failure('again'));
      asm.get(frame).get(this.scratch).store(slot);
    }
    if (this.freeNames.length === 0) return;
    asm.get(frame).load(FRAME_FUNCTION).load(CLOSURE).set(this.word);
    for (const [index, name] of this.freeNames.entries()) {
      asm
        .get(this.word)
        .load(TUPLE_ITEMS + 4 * index)
        .set(this.scratch);
      this.increfLocal(this.scratch);
      asm
        .get(frame)
        .get(this.scratch)
        .store(this.slotOffset(this.cellSlot(name)));
    }
  }

  /** Returns the owned value on wasm's stack. */
  leave(): void {
    this.asm.set(this.result);
    this.jump(this.#leave);
    this.assigned = undefined;
  }

  /** After the last statement: the ways out. */
  finish(): void {
    this.start(this.handler.block);
    this.asm.i32(0).set(this.result);
    this.jump(this.#leave);
    this.start(this.#leave);
    if (this.isGenerator) this.asm.get(this.frame).i32(-1).store(RESUME);
    else this.#leaveFrame();
    this.asm.get(this.result).return();
    this.resumes.finish(this.#state);
    if (this.#dispatch !== undefined) {
      const { block, start } = this.#dispatch;
      this.resumes.dispatchEntry(block, start, this.#state);
    }
  }

  #leaveFrame(): void {
    const { asm, frame, scratch } = this;
    this.#noteLeaving(frame);
    // What dies with the frame runs when it is over.
    asm.i32(0).get(frame).load(PREVIOUS_FRAME).store(FRAME);
    if (this.slots > INLINE_SLOTS || this.scope.type !== 'function') {
      asm.get(frame).load(FRAME_OBJECT).eqz().if().get(frame).i32(this.slots).call('frame_release').close();
    } else {
      this.#isLookedAt().eqz().if();
      for (let slot = 0; slot < this.slots; slot++) {
        asm.get(frame).load(this.slotOffset(slot)).tee(scratch).if();
        this.#noteLeaving(frame);
        asm.get(frame).i32(0).store(this.slotOffset(slot));
        this.decref(scratch);
        asm.close();
      }
      asm.get(frame).load(FRAME_FUNCTION).set(scratch);
      asm.get(frame).i32(0).store(FRAME_FUNCTION);
      this.decref(scratch);
      asm.close();
    }
    this.#isLookedAt().if().get(frame).get(this.result).call('frame_leave').set(this.result).close();
    this.#noteLeaving(undefined);
    asm.i32(0).get(frame).store(SP);
    asm.i32(0).loadAt(DEPTH_LEFT).add(1).store(DEPTH_LEFT);
  }

  /** Whether the frame has an object or a dict of its variables. */
  #isLookedAt() {
    const { asm, frame } = this;
    return asm.get(frame).load(FRAME_OBJECT).get(frame).load(FRAME_LOCALS).op(OP.i32Or);
  }

  /**
   * Suspends a generator: gives the owned value on wasm's stack to whoever resumed it, and goes on here with what is sent
   * then. Returns the point's number and the wasm local with the sent value, 0 if an exception is thrown in.
   * @param delegate the top entry is the iterator that the generator waits for
   */
  suspend(delegate: boolean): void {
    const { asm, frame } = this;
    asm.set(this.result);
    for (let depth = 0; depth < this.stack.length; depth++) if (this.stack[depth].form === 'borrowed') this.own(depth);
    const spilled = this.stack.flatMap(({ form }, depth) => (form === 'constant' ? [] : [depth]));
    const last = this.stack.length - 1;
    const offsetOf = (depth: number) => (delegate && depth === last ? this.delegateOffset : this.spillOffset(depth));
    for (const depth of spilled) asm.get(frame).get(this.temporary(depth)).store(offsetOf(depth));
    const { number, block } = this.resumes.point();
    asm.get(frame).i32(number).store(RESUME).get(this.result).return();
    this.start(block);
    asm.i32(0).set(this.#state);
    for (const depth of spilled) {
      asm.get(frame).load(offsetOf(depth)).set(this.temporary(depth));
      asm.get(frame).i32(0).store(offsetOf(depth));
    }
  }

  /**
   * Another way to go on after the point that was made last, under the next number: what was waited for has returned the
   * sent value, which becomes the entry above the present stack at `to`.
   */
  returnFromDelegate(to: Block): void {
    const { asm, frame } = this;
    const { block } = this.resumes.point();
    const spilled = this.stack.flatMap(({ form }, depth) => (form === 'constant' ? [] : [depth]));
    asm.aside(block, () => {
      asm.i32(0).set(this.#state);
      for (const depth of spilled) {
        asm.get(frame).load(this.spillOffset(depth)).set(this.temporary(depth));
        asm.get(frame).i32(0).store(this.spillOffset(depth));
      }
      asm.get(1).set(this.temporary(this.stack.length)).jump(to);
    });
  }

  /** A wasm local for a 64-bit word in passing. */
  get long(): number {
    return (this.#long ??= this.asm.local(TYPE.i64));
  }

  /** A wasm local for a double in passing. */
  get real(): number {
    return (this.#real ??= this.asm.local(TYPE.f64));
  }

  /** The cache of a place that is compiled in several ways. */
  cacheOf(place: object, bytes: number): number {
    let cache = this.#caches.get(place);
    if (cache === undefined) {
      cache = this.pool.cache(bytes);
      this.#caches.set(place, cache);
    }
    return cache;
  }

  /** What operands are stored at: SP in a local. */
  loadStackPointer(): number {
    this.asm.loadAt(SP).set(this.word);
    return this.word;
  }

  pushNone(): void {
    this.pushConstant({ type: 'none' });
  }

  returnNone(): void {
    if (this.assigned !== undefined) this.constants.address({ type: 'none' });
    this.asm.i32(NONE).i32(NONE).load(0).add(1).store(0);
    this.asm.i32(NONE);
    this.leave();
  }
}
