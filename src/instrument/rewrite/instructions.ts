/**
 * Walks the instructions of one function body: decodes the opcode and passes over its immediates. The operands that
 * anyone asks for are left in fields of the cursor, so that a walk makes no objects.
 */
import type { CodeBody, WasmModule } from '../binary/module.js';
import { MISC, OP } from '../binary/opcodes.js';
import { ByteReader } from '../binary/reader.js';

export class InstructionCursor {
  readonly reader: ByteReader;
  /** First byte of the current instruction and the byte after its last. */
  start = 0;
  next = 0;
  opcode = 0;
  /** Operation number behind a prefix byte; 0 otherwise. */
  sub = 0;
  /** The index immediate of calls, locals, globals, branches; the constant of i32.const. */
  index = 0;
  /** Second index: the table of call_indirect. */
  index2 = 0;
  /** Memory immediates: alignment exponent and constant offset. */
  align = 0;
  offset = 0;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.reader = new ByteReader(bytes, start, end);
  }

  /** Decode the instruction at the reader's position. */
  step(): void {
    const r = this.reader;
    this.start = r.pos;
    const op = (this.opcode = r.u8());
    this.sub = 0;
    if (op >= OP.i32Load && op <= OP.i64Store32) this.#memoryImmediate();
    else if (op >= OP.i32Eqz && op <= 0xc4) {
      // Numeric operations have no immediates.
    } else this.#other(op);
    this.next = r.pos;
  }

  #memoryImmediate(): void {
    this.align = this.reader.u32();
    if (this.align >= 64) this.reader.fail('An instruction names another memory');
    this.offset = this.reader.u32();
  }

  #other(op: number): void {
    const r = this.reader;
    switch (op) {
      case OP.unreachable:
      case OP.nop:
      case OP.else:
      case OP.end:
      case OP.return:
      case OP.drop:
      case OP.select:
      case OP.catchAll:
      case OP.refIsNull:
      case OP.throwRef:
        return;
      case OP.block:
      case OP.loop:
      case OP.if:
      case OP.try:
        r.skipLeb();
        return;
      case OP.br:
      case OP.brIf:
      case OP.call:
      case OP.returnCall:
      case OP.localGet:
      case OP.localSet:
      case OP.localTee:
      case OP.globalGet:
      case OP.globalSet:
      case OP.tableGet:
      case OP.tableSet:
      case OP.catch:
      case OP.throw:
      case OP.rethrow:
      case OP.delegate:
      case OP.refFunc:
      case OP.memorySize:
      case OP.memoryGrow:
        this.index = r.u32();
        return;
      case OP.refNull:
        r.skipLeb();
        return;
      case OP.callIndirect:
      case OP.returnCallIndirect:
        this.index = r.u32();
        this.index2 = r.u32();
        return;
      case OP.brTable: {
        const count = r.u32();
        for (let i = 0; i <= count; i++) r.u32();
        return;
      }
      case OP.selectTyped:
        r.skip(r.u32());
        return;
      case OP.tryTable: {
        r.skipLeb();
        const count = r.u32();
        for (let i = 0; i < count; i++) {
          const kind = r.u8();
          if (kind < 2) r.u32();
          r.u32();
        }
        return;
      }
      case OP.i32Const:
        this.index = r.s32();
        return;
      case OP.i64Const:
        r.skipLeb();
        return;
      case OP.f32Const:
        r.skip(4);
        return;
      case OP.f64Const:
        r.skip(8);
        return;
      case OP.miscPrefix:
        return this.#misc();
      case OP.simdPrefix:
        return this.#vector();
      case OP.atomicPrefix:
        return r.fail('The module uses atomic instructions (threads), which heapglass does not run');
      default:
        r.fail(`The module uses instruction 0x${op.toString(16)}, which heapglass does not know`);
    }
  }

  #misc(): void {
    const r = this.reader;
    const sub = (this.sub = r.u32());
    if (sub <= 7) return; // saturating truncations
    if (sub > MISC.tableFill) r.fail(`The module uses instruction 0xfc ${sub}, which heapglass does not know`);
    this.index = r.u32();
    const two: number[] = [MISC.memoryInit, MISC.memoryCopy, MISC.tableInit, MISC.tableCopy];
    if (two.includes(sub)) this.index2 = r.u32();
  }

  #vector(): void {
    const r = this.reader;
    const sub = (this.sub = r.u32());
    if (sub <= 11 || sub === 92 || sub === 93) this.#memoryImmediate();
    else if (sub === 12 || sub === 13) r.skip(16);
    else if (sub >= 21 && sub <= 34) r.skip(1);
    else if (sub >= 84 && sub <= 91) {
      this.#memoryImmediate();
      r.skip(1);
    }
  }
}

/** Position of a body's first instruction, behind its locals. */
export function firstInstruction({ bytes }: Pick<WasmModule, 'bytes'>, { start, end }: CodeBody): number {
  const reader = new ByteReader(bytes, start, end);
  readLocals(reader);
  return reader.pos;
}

/** Locals that a body declares, as a flat list of types. */
export function readLocals(reader: ByteReader): number[] {
  const types: number[] = [];
  const groups = reader.u32();
  for (let i = 0; i < groups; i++) {
    const count = reader.u32();
    const type = reader.u8();
    // The engines' own limit; without it four bytes could ask for gigabytes.
    if (types.length + count > 50000) reader.fail('A function has more than 50,000 locals');
    for (let k = 0; k < count; k++) types.push(type);
  }
  return types;
}
