/**
 * Copies a function so that it can be suspended in each of its calls that may unwind.
 *
 *     state is REWINDING?  locals := frame, at := number of the call    (else at = 0)
 *     block unwound
 *       ... body ...
 *     end
 *     frame := at, locals; return anything
 *
 * In the body, what lies between two such calls (or structures that hold some) is passed over while `at` is not 0, and so is
 * a call whose number it is not, and a structure in which it does not lie:
 *
 *     block skip
 *       block do
 *         block resume
 *           br_if resume (at)
 *           ... what comes before; then all operands on the stack go to locals ...
 *           br do
 *         end
 *         br_if skip (at is another)
 *         at := 0                                                       (of a call)
 *       end
 *       the call, its arguments from their locals; or the structure
 *       if state is UNWINDING: at := its number, br unwound             (of a call)
 *       results to locals
 *     end
 *     operands from locals
 *
 * Invariants
 * 1. Wherever a label of these three is, no operand is on the stack: each has a local, by its place and type.
 * 2. `at` is 0 whenever code of the function itself runs.
 * 3. An import that has unwound is called again with the same arguments: they are among the locals.
 *
 * Cost: while nothing is suspended, a load and comparison at entry and behind each such call, and a test of a local before
 * it; operands of calls go through locals, which costs nothing once the engine has optimised.
 */
import type { FunctionType, WasmModule, CodeBody } from '../binary/module.js';
import { BLOCK_VOID, OP, TYPE, type ValueType } from '../binary/opcodes.js';
import { ByteReader } from '../binary/reader.js';
import { ByteWriter } from '../binary/writer.js';
import type { BranchHint, HintsByPosition } from '../branch-hints.js';
import { InstructionCursor, readLocals } from '../rewrite/instructions.js';
import { endsLine, findCallSites, isCall, opensStructure, type CallRange, type CallSites } from './call-sites.js';
import { OperandTypes, type TypeContext } from './operand-types.js';
import { SavedFrame } from './saved-frame.js';
import type { SuspensionCells } from './suspension.js';

export interface SuspendContext {
  module: WasmModule;
  cells: SuspensionCells;
  types: Omit<TypeContext, 'locals'>;
  tagType(tag: number): FunctionType;
  /** Whether the call at a cursor may unwind. */
  mayUnwind(c: InstructionCursor): boolean;
}

interface Structure {
  opcode: number;
  /** Its label, counted from the function's, in what is emitted. */
  label: number;
  /** Operands below it. */
  height: number;
  params: readonly ValueType[];
  results: readonly ValueType[];
  arms: readonly CallRange[];
  arm: number;
}

const { i32 } = TYPE;

/** The body, or undefined when nothing in it needs to change. */
export function suspendFunction(
  context: SuspendContext,
  body: CodeBody,
  type: FunctionType,
  hints: HintsByPosition,
): { body: ByteWriter; hints: BranchHint[] } | undefined {
  const reader = new ByteReader(context.module.bytes, body.start, body.end);
  const locals = [...type.params, ...readLocals(reader)];
  const sites = findCallSites(context.module, body, reader.pos, context.mayUnwind);
  if (sites.count === 0 && sites.held === 0) return undefined;
  return new FunctionSuspender(context, { body, code: reader.pos, type, locals, sites, hints }).rewrite();
}

interface Source {
  body: CodeBody;
  /** Position of the first instruction. */
  code: number;
  type: FunctionType;
  locals: readonly ValueType[];
  sites: CallSites;
  hints: HintsByPosition;
}

class FunctionSuspender {
  readonly #context: SuspendContext;
  readonly #source: Source;
  readonly #c: InstructionCursor;
  readonly #operands: OperandTypes;
  readonly #out = new ByteWriter(4096);
  readonly #added: ValueType[] = [];
  readonly #operandLocals = new Map<number, number>();
  readonly #hints: BranchHint[] = [];
  readonly #at: number;
  readonly #top: number;
  readonly #heldBefore: number;
  /** Of an `if`: a local of its own, for those of operands have what is to come back. */
  readonly #condition: number;
  readonly #structures: Structure[] = [];
  /** Labels around what is emitted next, the function's own included. */
  #depth = 0;
  /** Number of the next call. */
  #next = 1;
  #live = true;
  /** Handlers of exceptions around. */
  #handlers = 0;
  /** Structures inside code that cannot be reached, which is left out. */
  #left = 0;
  #copied: number;

  constructor(context: SuspendContext, source: Source) {
    this.#context = context;
    this.#source = source;
    this.#c = new InstructionCursor(context.module.bytes, source.code, source.body.end);
    this.#operands = new OperandTypes({ ...context.types, locals: source.locals });
    this.#at = this.#local(i32);
    this.#top = this.#local(i32);
    this.#heldBefore = this.#local(i32);
    this.#condition = this.#local(i32);
    this.#copied = source.code;
  }

  rewrite(): { body: ByteWriter; hints: BranchHint[] } {
    const { type, sites, body } = this.#source;
    const c = this.#c;
    this.#depth = 2;
    this.#structures.push({
      ...{ opcode: OP.block, label: 0, height: 0, params: [], results: type.results },
      ...{ arms: sites.arms.get(-1)!, arm: 0 },
    });
    if (sites.held > 0) this.#rememberHeld();
    if (sites.count > 0) this.#openSegment();
    while (c.reader.pos < body.end) {
      c.step();
      if (c.next === body.end) break; // the function's own `end`
      if (this.#live) this.#instruction();
      else this.#passOver();
    }
    this.#flush(c.start);
    return this.#assembled();
  }

  #local(type: ValueType): number {
    this.#added.push(type);
    return this.#source.locals.length + this.#added.length - 1;
  }

  /** The local of an operand, by its place on the stack. */
  #localOf(place: number): number {
    const type = this.#operands.stack[place]!;
    const key = place * 256 + type;
    let local = this.#operandLocals.get(key);
    if (local === undefined) this.#operandLocals.set(key, (local = this.#local(type)));
    return local;
  }

  #flush(position: number): void {
    if (position > this.#copied) this.#out.copy(this.#context.module.bytes, this.#copied, position);
    this.#copied = position;
  }

  /** The current instruction has been emitted in another form, or is left out. */
  #replaced(): void {
    this.#copied = this.#c.next;
  }

  #get(local: number): void {
    this.#out.u8(OP.localGet).u32(local);
  }

  #set(local: number): void {
    this.#out.u8(OP.localSet).u32(local);
  }

  #const(value: number): void {
    this.#out.u8(OP.i32Const).s32(value);
  }

  #load(cell: number): void {
    this.#const(cell);
    this.#out.u8(OP.i32Load).u8(2).u32(0);
  }

  #rarely(): void {
    this.#hints.push({ offset: this.#out.length, taken: false });
  }

  #open(opcode: number): void {
    this.#out.u8(opcode).u8(BLOCK_VOID);
    this.#depth++;
  }

  #close(): void {
    this.#out.u8(OP.end);
    this.#depth--;
  }

  /** How far out a label is. */
  #distance(label: number): number {
    return this.#depth - 1 - label;
  }

  #labelAt(distance: number): number {
    return this.#structures[this.#structures.length - 1 - distance]!.label;
  }

  // ------------------------------------------------------------------ what lies between two calls

  #openSegment(): void {
    this.#open(OP.block);
    this.#open(OP.block);
    this.#open(OP.block);
    this.#get(this.#at);
    this.#rarely();
    this.#out.u8(OP.brIf).u32(0);
    this.#takeOperands();
  }

  /** Goes on behind a call or structure. */
  #nextSegment(): void {
    this.#close();
    const { arms, arm } = this.#structures.at(-1)!;
    if (this.#next < arms[arm]!.end) this.#openSegment();
    else this.#takeOperands();
  }

  /** What comes next is done, when `at` is 0 or in the range. */
  #closeSegment({ first, end }: CallRange): void {
    this.#setAside(this.#structures.at(-1)!.height);
    this.#out.u8(OP.br).u32(1);
    this.#close();
    this.#get(this.#at);
    this.#const(first);
    if (end === first + 1) this.#out.u8(OP.i32Ne);
    else {
      this.#out.u8(OP.i32Sub);
      this.#const(end - first);
      this.#out.u8(OP.i32GeU);
    }
    this.#out.u8(OP.brIf).u32(1);
  }

  /** Operands from a place on go to their locals. */
  #setAside(from: number): void {
    for (let place = this.#operands.height - 1; place >= from; place--) this.#set(this.#localOf(place));
  }

  #takeOperands(from = this.#structures.at(-1)!.height): void {
    for (let place = from; place < this.#operands.height; place++) this.#get(this.#localOf(place));
  }

  // ------------------------------------------------------------------ instructions

  #instruction(): void {
    const c = this.#c;
    if (opensStructure(c.opcode)) this.#enter();
    else if (isCall(c.opcode) && this.#context.mayUnwind(c)) this.#call();
    else if (!this.#control()) this.#operands.apply(c);
    if (endsLine(c.opcode)) this.#die();
  }

  /** The current instruction is emitted next: what the original said of it still holds. */
  #keepHint(): void {
    const taken = this.#source.hints.get(this.#c.start - this.#source.body.start);
    if (taken !== undefined) this.#hints.push({ offset: this.#out.length, taken });
  }

  /** Code behind a branch: only where it can be reached again matters. */
  #passOver(): void {
    const { opcode } = this.#c;
    const leaves = opcode === OP.end || opcode === OP.delegate;
    const isArm = opcode === OP.else || opcode === OP.catch || opcode === OP.catchAll;
    if (this.#left === 0 && (leaves || isArm)) {
      this.#control();
      return;
    }
    if (opensStructure(opcode)) this.#left++;
    else if (leaves) this.#left--;
    this.#replaced();
  }

  #die(): void {
    this.#flush(this.#c.next);
    this.#live = false;
  }

  /** @returns whether the current instruction was one of control, and is done */
  #control(): boolean {
    const c = this.#c;
    switch (c.opcode) {
      case OP.else:
      case OP.catch:
      case OP.catchAll:
        this.#nextArm();
        return true;
      case OP.end:
      case OP.delegate:
        this.#leave();
        return true;
      case OP.br:
      case OP.brIf:
      case OP.rethrow:
        this.#flush(c.start);
        this.#keepHint();
        this.#out.u8(c.opcode).u32(this.#distance(this.#labelAt(c.index)));
        this.#replaced();
        if (c.opcode === OP.brIf) this.#operands.pop(1);
        return true;
      case OP.brTable:
        this.#flush(c.start);
        this.#branchTable();
        this.#replaced();
        return true;
    }
    return endsLine(c.opcode);
  }

  #branchTable(): void {
    const r = new ByteReader(this.#context.module.bytes, this.#c.start + 1, this.#c.next);
    const count = r.u32();
    this.#out.u8(OP.brTable).u32(count);
    for (let i = 0; i <= count; i++) this.#out.u32(this.#distance(this.#labelAt(r.u32())));
  }

  #enter(): void {
    const c = this.#c;
    const arms = this.#source.sites.arms.get(c.start)!;
    const whole = { first: arms[0]!.first, end: arms.at(-1)!.end };
    const { params, results } = this.#blockType();
    const isPlain = whole.first === whole.end;
    this.#flush(c.start);
    if (c.opcode === OP.if) this.#operands.pop(1);
    if (!isPlain) {
      if (params.length > 0)
        c.reader.fail('A block with parameters holds calls at which the program may be interrupted');
      if (c.opcode === OP.if) this.#set(this.#condition);
      this.#closeSegment(whole);
      if (c.opcode === OP.if) this.#chooseArm(arms[0]!);
      this.#close();
      if (c.opcode === OP.if) this.#get(this.#condition);
    }
    this.#keepHint();
    if (c.opcode === OP.tryTable) this.#tryTable();
    else this.#out.copy(this.#context.module.bytes, c.start, c.next);
    this.#replaced();
    this.#structures.push({
      ...{ opcode: c.opcode, label: this.#depth, height: this.#operands.height - params.length },
      ...{ params, results, arms, arm: 0 },
    });
    this.#depth++;
    if (this.#next < arms[0]!.end) this.#openSegment();
  }

  /** On the way back to a call the condition of an `if` is decided by where the call is. */
  #chooseArm({ first, end }: CallRange): void {
    this.#get(this.#at);
    this.#const(first);
    this.#out.u8(OP.i32Sub);
    this.#const(end - first);
    this.#out.u8(OP.i32LtU);
    this.#set(this.#condition);
  }

  #tryTable(): void {
    const { start, next } = this.#c;
    const { bytes } = this.#context.module;
    const r = new ByteReader(bytes, start + 1, next);
    r.skipLeb();
    this.#out.u8(OP.tryTable).copy(bytes, start + 1, r.pos);
    const count = r.u32();
    this.#out.u32(count);
    for (let i = 0; i < count; i++) {
      const kind = r.u8();
      this.#out.u8(kind);
      if (kind < 2) this.#out.u32(r.u32());
      this.#out.u32(this.#distance(this.#labelAt(r.u32())));
    }
  }

  #blockType(): FunctionType {
    const r = new ByteReader(this.#context.module.bytes, this.#c.start + 1, this.#c.next);
    const first = r.bytes[r.pos]!;
    if (first === BLOCK_VOID) return { params: [], results: [] };
    if ((first & 0xc0) === 0x40) return { params: [], results: [first] };
    return this.#context.types.ofType(r.s32());
  }

  #nextArm(): void {
    const c = this.#c;
    const structure = this.#structures.at(-1)!;
    this.#flush(c.next);
    this.#operands.cut(structure.height);
    this.#live = true;
    structure.arm++;
    if (c.opcode === OP.else) this.#operands.push(structure.params);
    else {
      if (structure.arm === 1) this.#handlers++;
      if (c.opcode === OP.catch) this.#operands.push(this.#context.tagType(c.index).params);
      if (this.#source.sites.held > 0) this.#restoreHeld();
    }
    if (this.#next < structure.arms[structure.arm]!.end) this.#openSegment();
  }

  #leave(): void {
    const c = this.#c;
    const { height, results, arms, opcode, arm } = this.#structures.pop()!;
    this.#flush(c.start);
    this.#depth--;
    if (c.opcode === OP.delegate) this.#out.u8(OP.delegate).u32(this.#distance(this.#labelAt(c.index)));
    else this.#out.u8(OP.end);
    this.#replaced();
    if (opcode === OP.try && arm > 0) this.#handlers--;
    this.#operands.cut(height);
    this.#operands.push(results);
    this.#live = true;
    if (arms[0]!.first === arms.at(-1)!.end) return;
    this.#setAside(height);
    this.#nextSegment();
  }

  #call(): void {
    const c = this.#c;
    const { bytes } = this.#context.module;
    const isIndirect = c.opcode === OP.callIndirect || c.opcode === OP.returnCallIndirect;
    const isTail = c.opcode === OP.returnCall || c.opcode === OP.returnCallIndirect;
    const { ofFunction, ofType } = this.#context.types;
    const { params, results } = isIndirect ? ofType(c.index) : ofFunction(c.index);
    const emitCall = (): void => {
      this.#out.u8(isIndirect ? OP.callIndirect : OP.call).copy(bytes, c.start + 1, c.next);
      this.#replaced();
    };
    this.#flush(c.start);
    const first = this.#operands.height - params.length - (isIndirect ? 1 : 0);
    if (this.#handlers > 0) {
      this.#hold(1);
      emitCall();
      this.#operands.cut(first);
      this.#operands.push(results);
      this.#hold(-1);
    } else {
      const number = this.#next++;
      this.#closeSegment({ first: number, end: number + 1 });
      this.#const(0);
      this.#set(this.#at);
      this.#close();
      this.#takeOperands(first);
      emitCall();
      this.#operands.cut(first);
      this.#operands.push(results);
      this.#unwindIfAsked(number);
      this.#setAside(first);
      this.#nextSegment();
    }
    if (isTail) this.#out.u8(OP.return);
  }

  #unwindIfAsked(number: number): void {
    this.#load(this.#context.cells.state);
    this.#rarely();
    this.#open(OP.if);
    this.#const(number);
    this.#set(this.#at);
    this.#out.u8(OP.br).u32(this.#distance(UNWOUND));
    this.#close();
  }

  // ------------------------------------------------------------------ calls that are held

  #hold(by: number): void {
    const { held } = this.#context.cells;
    this.#const(held);
    this.#load(held);
    this.#const(by);
    this.#out.u8(OP.i32Add).u8(OP.i32Store).u8(2).u32(0);
  }

  #rememberHeld(): void {
    this.#load(this.#context.cells.held);
    this.#set(this.#heldBefore);
  }

  /** Calls that an exception has ended are over. */
  #restoreHeld(): void {
    this.#const(this.#context.cells.held);
    this.#get(this.#heldBefore);
    this.#out.u8(OP.i32Store).u8(2).u32(0);
  }

  // ------------------------------------------------------------------ the frame

  #assembled(): { body: ByteWriter; hints: BranchHint[] } {
    const { module, cells } = this.#context;
    const { locals, type, sites } = this.#source;
    const all = [...locals, ...this.#added];
    const frame = new SavedFrame(module, cells, { types: all, at: this.#at, top: this.#top });
    const body = new ByteWriter(this.#out.length + 64 + 16 * all.length);
    const declared = all.slice(type.params.length);
    body.u32(declared.length);
    for (const each of declared) body.u32(1).u8(each);
    const hints: BranchHint[] = [];
    if (sites.count > 0) frame.takeBack(body, hints);
    body.u8(OP.block).u8(BLOCK_VOID);
    hints.push(...this.#hints.map(({ offset, taken }) => ({ offset: offset + body.length, taken })));
    body.raw(this.#out.view());
    if (this.#live) body.u8(OP.return);
    body.u8(OP.end);
    if (sites.count > 0) frame.write(body, type.results);
    else body.u8(OP.unreachable);
    return { body: body.u8(OP.end), hints };
  }
}

/** The label of the block around the body. */
const UNWOUND = 1;
