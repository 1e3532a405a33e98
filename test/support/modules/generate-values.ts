/** Generates instructions that work on operands and memory; structure and calls come from the class below. */
import { OP, TYPE, type ValueType } from '../../../src/instrument/binary/opcodes.js';
import { BodyWriter } from './body-writer.js';
import { ACCESSES, OPERATIONS, type AccessOperation, type Operation } from './operations.js';
import { TABLE_SIZE } from './program.js';

const { i32, i64, f32, f64, v128, funcref } = TYPE;

const INTEGERS = [0, 1, -1, 2, 7, 8, 255, 256, 0x7fff_ffff, -0x8000_0000, 0x1234_5678, -3];
const FLOATS = [0, 1, -1, -0, 0.5, 1e10, -3e9, 2 ** 31, 2 ** 63, Infinity, -Infinity, NaN];

export abstract class ValueGenerator extends BodyWriter {
  /** A block of any kind with these types. */
  abstract structure(params: readonly ValueType[], results: readonly ValueType[]): void;
  /** A call that gives just this, if there is one to make. */
  abstract callFor(type: ValueType): void;
  abstract anyFunction(): number;

  /** Make the top of the stack hold these types: what lies there where it fits, the rest anew. */
  need(types: readonly ValueType[]): void {
    let kept = this.tape.chance(4) ? 0 : Math.min(types.length, this.available);
    while (kept > 0 && !this.holds(types.slice(0, kept))) kept--;
    if (this.bottomless) kept = this.tape.below(types.length + 1);
    for (const type of types.slice(kept)) this.push(type);
  }

  push(type: ValueType): void {
    this.above(() => this.#pushAny(type));
  }

  #pushAny(type: ValueType): void {
    const choice = this.budget-- > 0 ? this.tape.below(14) : 0;
    if (choice <= 3) this.pushConstant(type);
    else if (choice <= 5) this.pushVariable(OP.localGet, type);
    else if (choice === 6) this.pushVariable(OP.globalGet, type);
    else if (choice <= 8 && type !== funcref) {
      this.load(this.tape.pick(ACCESSES.filter((access) => !access.write && access.type === type)));
    } else if (choice <= 10 && type !== funcref) {
      this.operation(this.tape.pick(OPERATIONS.filter((operation) => operation.gives === type)));
    } else if (choice === 11) this.structure([], [type]);
    else if (choice === 12) this.callFor(type);
    else if (type === i32) this.#i32Of();
    else this.pushConstant(type);
  }

  pushConstant(type: ValueType): void {
    const tape = this.tape;
    switch (type) {
      case i32:
        this.constant(tape.pick(INTEGERS));
        break;
      case i64:
        this.plain((w) => w.u8(OP.i64Const).s64(BigInt(tape.pick(INTEGERS)) << BigInt(tape.below(2) * 32)));
        break;
      case f32:
        this.plain((w) => w.u8(OP.f32Const).raw(new Uint8Array(Float32Array.of(tape.pick(FLOATS)).buffer)));
        break;
      case f64:
        this.plain((w) => w.u8(OP.f64Const).raw(new Uint8Array(Float64Array.of(tape.pick(FLOATS)).buffer)));
        break;
      case v128:
        this.plain((w) =>
          w
            .u8(0xfd)
            .u8(12)
            .raw(Uint8Array.from({ length: 16 }, (_, i) => tape.below(256) + i)),
        );
        break;
      default:
        if (tape.chance(3)) this.body.push({ kind: 'function reference', index: this.anyFunction() });
        else this.op(OP.refNull, funcref);
    }
    this.give([type]);
  }

  pushVariable(opcode: typeof OP.localGet | typeof OP.globalGet, type: ValueType): void {
    const { globals, stackPointer } = this.around;
    const candidates =
      opcode === OP.localGet
        ? this.open.filter((local) => this.locals[local] === type)
        : globals.flatMap((global, i) => (global.type === type && i !== stackPointer ? [i] : []));
    if (candidates.length === 0) return this.pushConstant(type);
    this.indexed(opcode, this.tape.pick(candidates));
    this.give([type]);
  }

  #i32Of(): void {
    switch (this.tape.below(3)) {
      case 0:
        this.op(OP.memorySize, 0);
        break;
      case 1:
        this.op(0xfc, 16, 0); // table.size
        break;
      default:
        this.need([funcref]);
        this.take(1);
        this.op(OP.refIsNull);
    }
    this.give([i32]);
  }

  // Arithmetic

  operation(operation: Operation): void {
    this.need(operation.takes);
    if (operation.traps === 'divisor' && !this.tape.chance(4)) {
      const wide = operation.gives === i64;
      this.op(wide ? OP.i64Const : OP.i32Const, 1, wide ? OP.i64Or : OP.i32Or);
    }
    // Most conversions that may trap become the one that does not.
    const [opcode] = operation.code;
    const saturating = operation.traps === 'range' && !this.tape.chance(8);
    if (saturating) this.op(0xfc, opcode < 0xae ? opcode - 0xa8 : opcode - 0xae + 4);
    else this.op(...operation.code);
    this.take(operation.takes.length);
    this.give([operation.gives]);
    if (operation.anyNaN) this.#settleNaN(operation.gives);
  }

  /** x == x ? x : NaN */
  #settleNaN(type: ValueType): void {
    const local = this.scratch(type);
    const nan =
      type === f32 ? new Uint8Array(Float32Array.of(NaN).buffer) : new Uint8Array(Float64Array.of(NaN).buffer);
    this.plain((w) =>
      w
        .u8(OP.localTee)
        .u32(local)
        .u8(type === f32 ? OP.f32Const : OP.f64Const)
        .raw(nan),
    );
    this.plain((w) =>
      w
        .u8(OP.localGet)
        .u32(local)
        .u8(OP.localGet)
        .u32(local)
        .u8(type === f32 ? 0x5b : 0x61),
    );
    this.op(OP.select);
  }

  // Memory

  /** Leave an i32 that mostly is an address with memory behind it. */
  address(): void {
    const tape = this.tape;
    switch (tape.below(6)) {
      case 0:
        this.constant(tape.below(0x2_0000));
        this.give([i32]);
        break;
      case 1:
        this.indexed(OP.localGet, tape.pick(this.pointers));
        this.give([i32]);
        break;
      case 2:
        this.indexed(OP.globalGet, this.around.pointerGlobal);
        this.give([i32]);
        break;
      case 3: {
        const pointer = tape.pick(this.pointers);
        this.need([i32]);
        this.#confine();
        this.indexed(OP.localTee, pointer);
        break;
      }
      case 4:
        if (this.top()?.pointer) break;
        this.need([i32]);
        this.#confine();
        break;
      default:
        this.push(i32);
        this.#confine();
    }
    const top = this.top();
    if (top) top.pointer = true;
  }

  /** Bring the i32 on the stack into memory. */
  #confine(): void {
    const mask = this.tape.pick([0xffff, 0x3fff, 0xff, 0x1_ffff]);
    this.take(1);
    this.constant(mask);
    this.op(OP.i32And);
    this.give([i32]);
    if (mask === 0x1_ffff) return;
    this.constant(this.tape.pick([0, 8, 0x1100, 0xff04, 0x1_0000]));
    this.op(OP.i32Add);
  }

  #immediates(operation: AccessOperation): { align: number; offset: number } {
    const align = this.tape.below(Math.log2(operation.size) + 1);
    const offset = this.tape.chance(100) ? 0xffff_f000 : this.tape.pick([0, 0, 1, 4, 8, 0x30, 0x900]);
    return { align, offset };
  }

  load(operation: AccessOperation): void {
    this.address();
    if (operation.into) this.push(operation.type);
    this.body.push({ kind: 'access', operation, ...this.#immediates(operation) });
    this.take(operation.into ? 2 : 1);
    this.give([operation.type]);
  }

  store(operation: AccessOperation): void {
    // Perhaps both lie on the stack already.
    if (!(this.holds([i32, operation.type]) && this.top(1)?.pointer)) {
      this.address();
      this.push(operation.type);
    }
    this.body.push({ kind: 'access', operation, ...this.#immediates(operation) });
    this.take(2);
  }

  /** Accesses around one address: what a check finds out may serve the next one. */
  nearby(): void {
    const pointer = this.tape.pick(this.pointers);
    for (let i = 2 + this.tape.below(4); i > 0; i--) {
      const operation = this.tape.pick(ACCESSES);
      this.indexed(OP.localGet, pointer);
      this.give([i32]);
      if (operation.write || operation.into) this.push(operation.type);
      const offset = this.tape.pick([0, 0, 1, 4]);
      this.body.push({ kind: 'access', operation, align: 0, offset });
      this.take(operation.write || operation.into ? 2 : 1);
      if (!operation.write) this.give([operation.type]);
    }
  }

  range(): void {
    const tape = this.tape;
    const kind = tape.pick(['copy', 'fill', 'init'] as const);
    if (kind === 'init' && this.around.passiveData === 0) return;
    if (kind === 'init' && tape.chance(4)) {
      this.plain((w) => w.u8(0xfc).u8(9).u32(tape.below(this.around.passiveData))); // data.drop
      return;
    }
    this.address();
    if (kind === 'copy') this.above(() => this.address());
    else if (kind === 'fill') this.push(i32);
    else {
      this.constant(tape.below(8));
      this.give([i32]);
    }
    this.constant(tape.chance(8) ? tape.below(0x3_0000) : tape.below(kind === 'init' ? 12 : 100));
    this.give([i32]);
    if (kind === 'init') this.body.push({ kind, segment: tape.below(this.around.passiveData) });
    else this.body.push({ kind });
    this.take(3);
  }

  grow(): void {
    this.constant(this.tape.below(4));
    this.give([i32]);
    if (this.tape.chance(5)) {
      this.take(1);
      this.op(OP.drop);
      this.need([i32]);
    }
    this.op(OP.memoryGrow, 0);
    this.take(1);
    this.give([i32]);
  }

  // The table

  tableInstruction(): void {
    const tape = this.tape;
    const index = (): void => {
      this.constant(tape.below(TABLE_SIZE.min));
      this.give([i32]);
    };
    switch (tape.below(7)) {
      case 0:
        index();
        this.op(OP.tableGet, 0);
        this.take(1);
        this.give([funcref]);
        return;
      case 1:
        index();
        this.push(funcref);
        this.op(OP.tableSet, 0);
        this.take(2);
        return;
      case 2:
        this.push(funcref);
        this.constant(tape.below(3));
        this.give([i32]);
        this.op(0xfc, 15, 0); // table.grow
        this.take(2);
        this.give([i32]);
        return;
      case 3:
        index();
        this.push(funcref);
        this.constant(tape.below(3));
        this.give([i32]);
        this.op(0xfc, 17, 0); // table.fill
        this.take(3);
        return;
      case 4:
        index();
        index();
        this.constant(tape.below(3));
        this.give([i32]);
        this.op(0xfc, 14, 0, 0); // table.copy
        this.take(3);
        return;
      case 5:
        if (this.around.passiveElements === 0) return;
        index();
        this.constant(tape.below(2));
        this.give([i32]);
        this.constant(tape.below(3));
        this.give([i32]);
        this.op(0xfc, 12, 1, 0); // table.init of segment 1
        this.take(3);
        return;
      default:
        if (this.around.passiveElements > 0 && tape.chance(3)) this.op(0xfc, 13, 1); // elem.drop
    }
  }
}
