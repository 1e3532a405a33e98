/**
 * Generates one well-typed function body from a tape of decisions: instruction after instruction over a simulated
 * operand stack, so that operands stay on the stack across calls, blocks and branches as no compiler would leave them.
 *
 * What it keeps to, as compilers do: it ends (fuel), stack frames are opened and closed in pairs, addresses mostly lie
 * in memory, and the bits of a NaN that arithmetic made are never seen.
 */
import { OP, TYPE, type ValueType } from '../../../src/instrument/binary/opcodes.js';
import type { ByteWriter } from '../../../src/instrument/binary/writer.js';
import { VALUE_TYPES, type Label, type Surroundings } from './body-writer.js';
import type { Signature } from './encode-module.js';
import { FrameGenerator } from './generate-frame.js';
import { ACCESSES, OPERATIONS } from './operations.js';
import { ENVIRONMENT, TABLE_SIZE, type FrameShape, type ProgramFunction } from './program.js';
import type { Tape } from './tape.js';

const { i32, i64, f32, f64, v128, funcref } = TYPE;

export interface FunctionRequest {
  type: number;
  frame: FrameShape;
  /** Calls nothing. */
  leaf: boolean;
  /** Instructions, roughly. */
  budget: number;
}

export function generateFunction(tape: Tape, around: Surroundings, request: FunctionRequest): ProgramFunction {
  return new FunctionGenerator(tape, around, request).generate();
}

class FunctionGenerator extends FrameGenerator {
  readonly #type: number;
  readonly #leaf: boolean;

  constructor(tape: Tape, around: Surroundings, { type, frame, leaf, budget }: FunctionRequest) {
    super(tape, around, around.types[type], budget, frame);
    this.#type = type;
    this.#leaf = leaf;
  }

  generate(): ProgramFunction {
    const { results } = this.signature;
    this.labels.push({ kind: 'function', branch: results, results, height: 0, dead: false });
    this.enter();
    this.#burnFuel();
    if (this.frame.kind.startsWith('escaping')) this.leak();
    // A branch to the function's own label would pass the epilogue by, so code with one lies in a block.
    if (this.needsEpilogue) {
      this.plain((w) => this.#blockType(w.u8(OP.block), [], results));
      this.#block('block', [], results);
      this.epilogue();
    } else {
      this.#sequence();
      this.#finish(this.labels[0]);
    }
    return { type: this.#type, locals: [...this.locals.slice(this.signature.params.length)], body: this.body };
  }

  // Control

  /** At entry and at the head of loops: out of fuel, the function returns zeros. */
  #burnFuel(): void {
    const { fuel } = this.around;
    this.indexed(OP.globalGet, fuel);
    this.op(OP.i32Const, 1, OP.i32Sub);
    this.indexed(OP.globalSet, fuel);
    this.indexed(OP.globalGet, fuel);
    this.op(OP.i32Const, 0, OP.i32LtS, OP.if, 0x40);
    for (const type of this.signature.results) this.#zero(type);
    this.epilogue();
    this.op(OP.return, OP.end);
  }

  #zero(type: ValueType): void {
    if (type === i32) this.op(OP.i32Const, 0);
    else if (type === i64) this.op(OP.i64Const, 0);
    else if (type === f32) this.plain((w) => w.u8(OP.f32Const).raw(new Uint8Array(4)));
    else if (type === f64) this.plain((w) => w.u8(OP.f64Const).raw(new Uint8Array(8)));
    else if (type === v128) this.plain((w) => w.u8(0xfd).u8(12).raw(new Uint8Array(16)));
    else this.op(OP.refNull, funcref);
  }

  #sequence(): void {
    const ending = this.labels.length === 1 || (this.needsEpilogue && this.labels.length === 2) ? 40 : 12;
    while (this.budget-- > 0 && this.tape.below(ending) !== 0) {
      if (this.label.dead && this.tape.chance(2)) return;
      this.#instruction();
    }
  }

  #instruction(): void {
    const tape = this.tape;
    const choice = tape.below(41);
    if (choice <= 2) this.push(tape.pick([...VALUE_TYPES, funcref]));
    else if (choice <= 4) this.#setLocal();
    else if (choice === 5) this.#setGlobal();
    else if (choice <= 7) this.operation(tape.pick(OPERATIONS));
    else if (choice <= 9) this.load(tape.pick(ACCESSES.filter((access) => !access.write)));
    else if (choice <= 13) this.store(tape.pick(ACCESSES.filter((access) => access.write)));
    else if (choice <= 15) this.#frameInstruction();
    else if (choice <= 19) this.#anyStructure();
    else if (choice <= 21) this.#branch();
    else if (choice <= 24) this.#call();
    else if (choice === 25) this.range();
    else if (choice === 26) this.#simple();
    else if (choice === 27) this.tableInstruction();
    else if (choice === 28) this.grow();
    else if (choice <= 32) this.#setPointer();
    else if (choice <= 35) this.above(() => this.address());
    else if (choice === 36) this.#callImport();
    else if (choice <= 39) this.nearby();
    else this.#leave();
  }

  #frameInstruction(): void {
    const { kind } = this.frame;
    if (kind === 'none') this.store(this.tape.pick(ACCESSES.filter((access) => access.write)));
    else if (kind === 'dynamic') this.allocate();
    else this.ownAccess();
  }

  #setLocal(): void {
    if (this.open.length === 0) return;
    const local = this.tape.pick(this.open);
    const type = this.locals[local];
    this.need([type]);
    const keep = this.tape.chance(3);
    this.indexed(keep ? OP.localTee : OP.localSet, local);
    this.take(1);
    if (keep) this.give([type]);
  }

  #setPointer(): void {
    this.address();
    this.take(1);
    if (this.tape.chance(4)) this.indexed(OP.globalSet, this.around.pointerGlobal);
    else this.indexed(OP.localSet, this.tape.pick(this.pointers));
  }

  #setGlobal(): void {
    const { globals, stackPointer, pointerGlobal, fuel } = this.around;
    const free = globals.flatMap((global, i) =>
      global.mutable && i !== stackPointer && i !== pointerGlobal && i !== fuel ? [i] : [],
    );
    const global = this.tape.pick(free);
    this.need([globals[global].type]);
    this.take(1);
    this.indexed(OP.globalSet, global);
  }

  #simple(): void {
    const top = this.top();
    switch (this.tape.below(3)) {
      case 0:
        this.op(OP.nop);
        return;
      case 1:
        if (!top) return;
        this.take(1);
        this.op(OP.drop);
        return;
      default: {
        const type = this.tape.pick([...VALUE_TYPES, funcref]);
        this.need([type, type, i32]);
        this.take(3);
        if (type === funcref || this.tape.chance(3)) this.op(OP.selectTyped, 1, type);
        else this.op(OP.select);
        this.give([type]);
      }
    }
  }

  #blockType(w: ByteWriter, params: readonly ValueType[], results: readonly ValueType[]): void {
    if (params.length === 0 && results.length === 0) w.u8(0x40);
    else if (params.length === 0 && results.length === 1) w.u8(results[0]);
    else w.s32(this.#typeIndex({ params, results }));
  }

  #typeIndex(type: Signature): number {
    const { types } = this.around;
    const key = (s: Signature): string => `${s.params.join()}>${s.results.join()}`;
    const found = types.findIndex((known) => key(known) === key(type));
    return found >= 0 ? found : types.push(type) - 1;
  }

  #anyStructure(): void {
    const params = this.tape.chance(3) ? this.#topTypes(this.tape.below(3)) : [];
    const results = Array.from({ length: this.tape.pick([0, 0, 1, 2]) }, () => this.tape.pick(VALUE_TYPES));
    this.structure(params, results);
  }

  #topTypes(count: number): ValueType[] {
    const usable = Math.min(count, this.available);
    return this.stack.slice(this.stack.length - usable).map((slot) => slot.type);
  }

  override structure(params: readonly ValueType[], results: readonly ValueType[]): void {
    if (this.labels.length > 8) {
      this.take(params.length);
      for (let i = 0; i < params.length; i++) this.op(OP.drop);
      for (const type of results) this.pushConstant(type);
      return;
    }
    switch (this.tape.below(4)) {
      case 0:
        this.plain((w) => this.#blockType(w.u8(OP.block), params, results));
        this.#block('block', params, results);
        return;
      case 1:
        this.plain((w) => this.#blockType(w.u8(OP.loop), params, results));
        this.#block('loop', params, results);
        return;
      case 2:
        this.#if(params, results);
        return;
      default:
        this.#try(params, results);
    }
  }

  /** Contents and `end` of a block whose opening instruction has been emitted. */
  #block(kind: Label['kind'], params: readonly ValueType[], results: readonly ValueType[]): void {
    this.#begin(kind, params, results);
    if (kind === 'loop') this.#burnFuel();
    this.#sequence();
    this.#close(results);
  }

  #begin(kind: Label['kind'], params: readonly ValueType[], results: readonly ValueType[]): void {
    this.take(params.length);
    const branch = kind === 'loop' ? params : results;
    this.labels.push({ kind, branch, results, height: this.stack.length, dead: false });
    this.give(params);
  }

  #close(results: readonly ValueType[]): void {
    this.#finish(this.label);
    this.op(OP.end);
    this.stack.length = this.label.height;
    this.labels.pop();
    this.give(results);
  }

  /** Bring the stack to exactly the results of the block. */
  #finish(label: Label): void {
    if (this.available === label.results.length && this.holds(label.results)) return;
    while (this.available > 0) {
      this.take(1);
      this.op(OP.drop);
    }
    if (label.dead && this.tape.chance(2)) return;
    for (const type of label.results) this.pushConstant(type);
  }

  /** A further part of the same structure: else, catch. */
  #nextPart(kind: Label['kind'], params: readonly ValueType[]): void {
    const label = this.label;
    this.#finish(label);
    this.stack.length = label.height;
    label.dead = false;
    label.kind = kind;
    this.give(params);
  }

  #if(params: readonly ValueType[], results: readonly ValueType[]): void {
    this.push(i32);
    this.take(1);
    this.plain((w) => this.#blockType(w.u8(OP.if), params, results));
    this.#begin('block', params, results);
    this.#sequence();
    const same = params.join() === results.join();
    if (!same || this.tape.chance(2)) {
      this.#nextPart('block', params);
      this.op(OP.else);
      this.#sequence();
    }
    this.#close(results);
  }

  #try(params: readonly ValueType[], results: readonly ValueType[]): void {
    this.plain((w) => this.#blockType(w.u8(OP.try), params, results));
    this.#begin('try', params, results);
    this.#sequence();
    const { tags, types } = this.around;
    const ways = this.tape.below(5);
    if (ways === 4) {
      // The label counts from outside of this try.
      this.#finish(this.label);
      this.indexed(OP.delegate, this.tape.below(this.labels.length - 1));
      this.stack.length = this.label.height;
      this.labels.pop();
      this.give(results);
      return;
    }
    tags.forEach((type, tag) => {
      if (!((ways + 1) & (1 << tag))) return;
      const caught = types[type].params;
      this.#nextPart('catch', caught);
      this.indexed(OP.catch, tag);
      this.restoreStack();
      this.#sequence();
    });
    if (ways !== 1 || this.tape.chance(2)) {
      this.#nextPart('catch', []);
      this.op(OP.catchAll);
      this.restoreStack();
      this.#sequence();
    }
    this.#close(results);
  }

  /** Labels that a branch may name, innermost first, as [depth, label]. */
  get #targets(): [number, Label][] {
    const count = this.labels.length;
    return this.labels
      .map((label, i): [number, Label] => [count - 1 - i, label])
      .filter(([depth]) => depth < count - 1 || !this.needsEpilogue)
      .reverse();
  }

  #branch(): void {
    const targets = this.#targets;
    if (targets.length === 0) return;
    const [depth, label] = this.tape.pick(targets);
    const types = label.branch;
    switch (this.tape.below(4)) {
      case 0:
      case 1:
        this.need([...types, i32]);
        this.take(1 + types.length);
        this.indexed(OP.brIf, depth);
        this.give(types);
        return;
      case 2:
        this.need(types);
        this.indexed(OP.br, depth);
        this.dies();
        return;
      default: {
        const alike = targets.filter(([, other]) => other.branch.join() === types.join());
        const list = Array.from({ length: this.tape.below(4) }, () => this.tape.pick(alike)[0]);
        this.need([...types, i32]);
        this.plain((w) => {
          w.u8(OP.brTable).u32(list.length);
          for (const entry of [...list, depth]) w.u32(entry);
        });
        this.dies();
      }
    }
  }

  /** Ways out of the function or to a handler. */
  #leave(): void {
    const { tags, types } = this.around;
    const handlers = this.labels.flatMap((label, i) => (label.kind === 'catch' ? [this.labels.length - 1 - i] : []));
    switch (this.tape.below(6)) {
      case 0:
      case 1:
        this.need(this.signature.results);
        this.epilogue();
        this.op(OP.return);
        break;
      case 2:
      case 3: {
        const tag = this.tape.below(tags.length);
        this.need(types[tags[tag]].params);
        this.indexed(OP.throw, tag);
        break;
      }
      case 4:
        if (handlers.length === 0) return;
        this.indexed(OP.rethrow, this.tape.pick(handlers));
        break;
      default:
        if (!this.tape.chance(3)) return;
        this.op(OP.unreachable);
    }
    this.dies();
  }

  // Calls

  override anyFunction(): number {
    return this.tape.below(this.around.functions.length);
  }

  #call(): void {
    if (this.#leaf) return;
    const { types, functions } = this.around;
    const { results } = this.signature;
    const callee = this.anyFunction();
    const type = functions[callee];
    const indirect = this.tape.chance(3);
    const tail = this.tape.chance(6) && types[type].results.join() === results.join();
    this.need(types[type].params);
    if (indirect) this.#slot(callee);
    // The epilogue comes before the jump; the arguments wait on the stack.
    if (tail) this.epilogue();
    if (indirect)
      this.plain((w) =>
        w
          .u8(tail ? OP.returnCallIndirect : OP.callIndirect)
          .u32(type)
          .u8(0),
      );
    else this.body.push({ kind: 'call', callee, tail });
    if (tail) return this.dies();
    this.take(types[type].params.length + (indirect ? 1 : 0));
    this.give(types[type].results);
  }

  /** An index into the table, mostly one that holds the function. */
  #slot(callee: number): void {
    const slots = this.around.table.flatMap((entry, i) => (entry === callee ? [i] : []));
    if (slots.length > 0 && !this.tape.chance(8)) this.constant(this.tape.pick(slots));
    else this.constant(this.tape.below(TABLE_SIZE.min + 1));
    this.give([i32]);
  }

  override callFor(type: ValueType): void {
    const { types, functions } = this.around;
    const fitting = functions.flatMap((index, callee) => {
      const { results } = types[index];
      return results.length === 1 && results[0] === type ? [callee] : [];
    });
    if (this.#leaf || fitting.length === 0) return this.pushConstant(type);
    const callee = this.tape.pick(fitting);
    const { params } = types[functions[callee]];
    this.need(params);
    this.body.push({ kind: 'call', callee, tail: false });
    this.take(params.length);
    this.give([type]);
  }

  #callImport(): void {
    if (this.#leaf) return;
    const callee = this.tape.below(ENVIRONMENT.length);
    const { params, results } = ENVIRONMENT[callee].type;
    this.need(params);
    this.body.push({ kind: 'call', callee, tail: false });
    this.take(params.length);
    this.give(results);
  }
}
