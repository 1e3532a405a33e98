/**
 * The second walk: copies a function's instructions and lets the passes add theirs.
 *
 * Unchanged stretches are copied as runs of bytes; only instructions that carry an index that has moved (calls,
 * function references) or that are replaced are encoded anew. Labels need no care: what passes emit is closed in itself.
 * Handlers of the program's that catch everything let the host's end of the program pass.
 */
import { memoryAccess } from '../binary/memory-access.js';
import type { FunctionType, WasmModule } from '../binary/module.js';
import { isDivision, isSlowArithmetic, BLOCK_VOID, MISC, OP, TYPE, type ValueType } from '../binary/opcodes.js';
import { ByteWriter } from '../binary/writer.js';
import type { BranchHint } from '../branch-hints.js';
import type { AccessFacts, FunctionContext, Pass } from '../passes/pass.js';
import type { HelperContext } from '../runtime/helper.js';
import { ACCESS_WORDS, encodeCheck, type DeferredCheck } from './access-list.js';
import { Effects, type Signatures } from './effects.js';
import type { FunctionFacts } from './analyse-function.js';
import { InstructionCursor } from './instructions.js';
import { OperandTracker } from './operand-tracker.js';
import { PassedChecks } from './passed-checks.js';

/** What the rewriter knows of the whole module. */
export interface RewriteContext {
  module: WasmModule;
  signatures: Signatures;
  helpers: HelperContext;
  passes: readonly Pass[];
  /** New index of an original function. */
  mapFunction(index: number): number;
  /** Name of the helper that is called in place of an imported function, if any. */
  helperFor(index: number): CallReplacement | undefined;
  /** Test the ranges of bulk operations. */
  checksRanges: boolean;
  /** Index of a helper or host import. */
  resolve(name: string): number;
}

export interface CallReplacement {
  helper: string;
  /** What it takes behind the call's own arguments. */
  constants?: readonly number[];
  /** The helper also takes the site and the call-stack entry. */
  sited: boolean;
  /** Elsewhere than in functions that call setjmp nothing is called, and its one argument is dropped. */
  onlyBesideSetjmp?: boolean;
}

export interface RewrittenFunction {
  /** Local declarations and code. */
  body: ByteWriter;
  hints: BranchHint[];
  /**
   * The instructions by which the program itself touches memory, as access-list.ts has them. What passes add is not among them.
   */
  accesses: Uint32Array;
  /** Local with the address of the call-stack entry. */
  frame: number | undefined;
}

export class FunctionRewriter implements FunctionContext {
  readonly out = new ByteWriter(4096);
  readonly facts: FunctionFacts;
  readonly cursor: InstructionCursor;
  readonly tracker: OperandTracker;
  readonly passed: PassedChecks;
  readonly helpers: HelperContext;
  readonly results: readonly ValueType[];
  readonly frame: number | undefined;
  readonly #context: RewriteContext;
  readonly #effects: Effects;
  readonly #end: number;
  readonly #added: ValueType[] = [];
  readonly #scratch = new Map<number, number>();
  /** Locals that are set at entry, by their first value. */
  readonly #initialised = new Map<number, number>();
  readonly #hints: BranchHint[] = [];
  /** As RewrittenFunction has them, with positions in `out`. */
  readonly #accesses: number[] = [];
  /** Of the access that is being copied, where passes leave it to the translation. */
  #check: DeferredCheck | undefined;
  /** Source bytes before this position are in `out`. */
  #copied: number;

  constructor(context: RewriteContext, type: FunctionType, facts: FunctionFacts, end: number) {
    this.#context = context;
    this.facts = facts;
    this.results = type.results;
    this.helpers = context.helpers;
    this.cursor = new InstructionCursor(context.module.bytes, facts.code, end);
    this.cursor.start = facts.code;
    this.tracker = new OperandTracker(facts.sets);
    this.passed = new PassedChecks(this.tracker);
    this.#effects = new Effects(this.tracker, context.signatures, {});
    this.#end = end;
    this.#copied = facts.code;
    this.frame = facts.hasCalls ? this.#addLocal(TYPE.i32) : undefined;
  }

  get site(): number {
    return this.cursor.start - this.#context.module.codeStart;
  }

  get nextSite(): number {
    return this.cursor.next - this.#context.module.codeStart;
  }

  #addLocal(type: ValueType): number {
    this.#added.push(type);
    return this.facts.locals.length + this.#added.length - 1;
  }

  scratch(type: ValueType, number = 0): number {
    const key = type * 16 + number;
    let local = this.#scratch.get(key);
    if (local === undefined) this.#scratch.set(key, (local = this.#addLocal(type)));
    return local;
  }

  initialised(first: number): number {
    let local = this.#initialised.get(first);
    if (local === undefined) this.#initialised.set(first, (local = this.#addLocal(TYPE.i32)));
    return local;
  }

  hintBranch(taken: boolean): void {
    this.#hints.push({ offset: this.out.length, taken });
  }

  call(name: string): void {
    this.out.u8(OP.call).u32(this.#context.resolve(name));
  }

  siteAndFrame(site = this.site): void {
    this.out.u8(OP.i32Const).s32(site);
    if (this.frame === undefined) this.out.u8(OP.i32Const).u8(0);
    else this.out.u8(OP.localGet).u32(this.frame);
  }

  checkWhenTranslated(check: DeferredCheck): void {
    this.#check = check;
  }

  /** The new body: local declarations and code, without its length. */
  rewrite(): RewrittenFunction {
    const { passes } = this.#context;
    const wrapped = this.results.length <= 1;
    for (const pass of passes) pass.enter?.(this);
    if (wrapped) for (const pass of passes) pass.open?.(this);
    while (this.cursor.reader.pos < this.#end) {
      this.cursor.step();
      if (this.cursor.next === this.#end) break; // the function's own `end`
      this.#instruction();
      this.#effects.apply(this.cursor);
      this.passed.apply(this.cursor, this.helpers.stackPointer);
    }
    this.#flush(this.cursor.start);
    if (wrapped) for (const pass of passes) pass.close?.(this);
    this.out.u8(OP.end);
    return this.#withLocals();
  }

  #withLocals(): RewrittenFunction {
    const body = new ByteWriter(this.out.length + 64);
    const declared = this.#declaredLocals();
    body.u32(declared.length + this.#added.length);
    for (const [count, type] of declared) body.u32(count).u8(type);
    for (const type of this.#added) body.u32(1).u8(type);
    for (const [first, local] of this.#initialised) body.u8(OP.i32Const).s32(first).u8(OP.localSet).u32(local);
    const hints = this.#hints.map(({ offset, taken }) => ({ offset: offset + body.length, taken }));
    const accesses = Uint32Array.from(this.#accesses, (value, at) =>
      at % ACCESS_WORDS === 0 ? value + body.length : value,
    );
    return { body: body.raw(this.out.view()), hints, accesses, frame: this.frame };
  }

  /** The function's own locals (without parameters) as runs of equal type. */
  #declaredLocals(): [number, ValueType][] {
    const runs: [number, ValueType][] = [];
    const parameters = this.facts.parameters;
    for (const type of this.facts.locals.slice(parameters)) {
      const last = runs.at(-1);
      if (last && last[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    return runs;
  }

  /** Copy the source up to `position`. */
  #flush(position: number): void {
    if (position > this.#copied) this.out.copy(this.#context.module.bytes, this.#copied, position);
    this.#copied = position;
  }

  /** The current instruction has been emitted in another form. */
  #replaced(): void {
    this.#copied = this.cursor.next;
  }

  #instruction(): void {
    const c = this.cursor;
    const op = c.opcode;
    const access = memoryAccess(op, c.sub);
    if (access) {
      this.#flush(c.start);
      const facts: AccessFacts = { ...access, offset: c.offset, align: c.align };
      for (const pass of this.#context.passes) pass.access?.(this, facts);
      this.#touches();
      return;
    }
    switch (op) {
      case OP.call:
        return this.#call();
      case OP.returnCall: {
        this.#flush(c.start);
        for (const pass of this.#context.passes) pass.call?.(this);
        this.out.u8(OP.returnCall).u32(this.#context.mapFunction(c.index));
        return this.#replaced();
      }
      case OP.callIndirect:
      case OP.returnCallIndirect:
        this.#flush(c.start);
        for (const pass of this.#context.passes) {
          pass.call?.(this);
          pass.instruction?.(this);
        }
        return;
      case OP.refFunc:
        this.#flush(c.start);
        this.out.u8(OP.refFunc).u32(this.#context.mapFunction(c.index));
        return this.#replaced();
      case OP.globalSet:
        if (c.index !== this.helpers.stackPointer) return;
        this.#flush(c.start);
        for (const pass of this.#context.passes) pass.stackPointer?.(this);
        return;
      case OP.loop:
        this.#flush(c.next);
        for (const pass of this.#context.passes) pass.loop?.(this);
        return;
      case OP.catchAll:
        this.#flush(c.next);
        return this.#passEnding();
      case OP.memorySize:
        this.#flush(c.start);
        this.out.u8(OP.i32Const).s32(this.helpers.cells.pages).u8(OP.i32Load).u8(2).u32(0);
        return this.#replaced();
      case OP.memoryGrow:
        this.#flush(c.start);
        this.call('grow');
        return this.#replaced();
      case OP.miscPrefix:
        return this.#bulk();
    }
    if (isSlowArithmetic(op)) {
      this.#flush(c.next);
      for (const pass of this.#context.passes) pass.computed?.(this);
      return;
    }
    if (op !== OP.unreachable && !isDivision(op)) return;
    this.#flush(c.start);
    for (const pass of this.#context.passes) pass.instruction?.(this);
  }

  /** The current instruction, which is copied next, touches the program's memory. */
  #touches(): void {
    const position = this.out.length + this.cursor.start - this.#copied;
    this.#accesses.push(position, this.site, encodeCheck(this.#check));
    this.#check = undefined;
  }

  #call(): void {
    const c = this.cursor;
    this.#flush(c.start);
    const replacement = this.#context.helperFor(c.index);
    if (replacement?.onlyBesideSetjmp && !this.facts.callsSetjmp) {
      this.out.u8(OP.drop);
    } else if (replacement) {
      for (const constant of replacement.constants ?? []) this.out.u8(OP.i32Const).s32(constant);
      if (replacement.sited) this.siteAndFrame();
      this.call(replacement.helper);
    } else {
      for (const pass of this.#context.passes) pass.call?.(this);
      this.out.u8(OP.call).u32(this.#context.mapFunction(c.index));
    }
    this.#replaced();
  }

  /** The host's exception that ends the program is nothing that the program may catch: throw on. */
  #passEnding(): void {
    this.out.u8(OP.i32Const).s32(this.helpers.cells.leaving).u8(OP.i32Load).u8(2).u32(0);
    this.out.u8(OP.if).u8(BLOCK_VOID).u8(OP.rethrow).u32(1).u8(OP.end);
  }

  #bulk(): void {
    const { sub } = this.cursor;
    if (!this.#context.checksRanges) {
      if (sub >= MISC.memoryInit && sub <= MISC.memoryFill && sub !== MISC.dataDrop) this.#touches();
      return;
    }
    if (sub === MISC.memoryInit) {
      this.#flush(this.cursor.start);
      const [to, from, size] = [0, 1, 2].map((n) => this.scratch(TYPE.i32, 3 + n));
      this.out.u8(OP.localSet).u32(size).u8(OP.localSet).u32(from).u8(OP.localTee).u32(to);
      this.out.u8(OP.localGet).u32(size);
      this.siteAndFrame();
      this.call('checkInit');
      for (const local of [to, from, size]) this.out.u8(OP.localGet).u32(local);
      this.#touches();
      return;
    }
    if (sub !== MISC.memoryCopy && sub !== MISC.memoryFill) return;
    this.#flush(this.cursor.start);
    this.siteAndFrame();
    this.call(sub === MISC.memoryCopy ? 'memoryCopy' : 'memoryFill');
    this.#replaced();
  }
}
