/**
 * Writes the instructions of one function into the blocks of its flow graph. Methods append in stack order and return the
 * assembler. `open`, `if` … are constructs within a block's code; `finish` ends the block, and what is written before the
 * next `start` cannot be reached.
 */
import { BLOCK_VOID, MISC, OP, TYPE, type ValueType } from '../../../instrument/binary/opcodes.js';
import { ByteWriter } from '../../../instrument/binary/writer.js';
import type { AbiName } from '../abi.js';
import { Block, type End } from '../flow/block.js';
import { writeStructured } from '../flow/structure.js';
import { isSymbol } from '../kept/symbols.js';
import type { ImportTable } from '../wasm/import-table.js';

const WORD_ALIGNMENT = 2;
/** The first of TABLE_SIGNATURES. */
const WORD_TO_WORD = 0;

export interface FunctionBody {
  readonly code: Uint8Array;
  /** Places in it, rising. */
  readonly symbols: readonly number[];
}

export class Assembler {
  readonly entry = new Block();
  #block = this.entry;
  #nesting = 0;
  readonly #parameters: number;
  readonly #locals: ValueType[] = [];
  /** Lent locals that have come back. */
  readonly #freeWords: number[] = [];
  readonly #freeDoubles: number[] = [];

  readonly #imports: ImportTable;

  constructor(parameters: number, imports: ImportTable) {
    this.#imports = imports;
    this.#parameters = parameters;
  }

  /** A new local, 0 at entry. */
  local(type: ValueType = TYPE.i32): number {
    this.#locals.push(type);
    return this.#parameters + this.#locals.length - 1;
  }

  /** Lends a local for a word in passing: large functions with one for each place would have thousands. */
  inPassing(use: (local: number) => unknown): void {
    this.#lend(TYPE.i32, this.#freeWords, use);
  }

  /** The same for a double. */
  doubleInPassing(use: (local: number) => unknown): void {
    this.#lend(TYPE.f64, this.#freeDoubles, use);
  }

  #lend(type: ValueType, free: number[], use: (local: number) => unknown): void {
    const local = free.pop() ?? this.local(type);
    use(local);
    free.push(local);
  }

  /** How many constructs are open within the block's code. */
  get nesting(): number {
    return this.#nesting;
  }

  // Blocks

  /** Writes a whole block without leaving the present one. */
  aside(block: Block, write: () => void): void {
    const present = this.#block;
    const nesting = this.#nesting;
    this.#block = block;
    this.#nesting = 0;
    write();
    this.#block = present;
    this.#nesting = nesting;
  }

  start(block: Block): this {
    this.#block = block;
    return this;
  }

  finish(end: End): this {
    this.#block.end = end;
    this.#block = new Block();
    return this;
  }

  jump(to: Block): this {
    return this.finish({ kind: 'jump', to });
  }

  /** Decides by the word on the operand stack. */
  branch(yes: Block, no: Block): this {
    return this.finish({ kind: 'branch', yes, no });
  }

  return(): this {
    return this.op(OP.return).finish({ kind: 'stop' });
  }

  /** Leaves the block if the word on the operand stack is not 0. */
  exitIf(to: Block): this {
    this.#block.exits.push({ at: this.#block.code.length, nesting: this.#nesting, isConditional: true, to });
    return this;
  }

  exit(to: Block): this {
    this.#block.exits.push({ at: this.#block.code.length, nesting: this.#nesting, isConditional: false, to });
    return this;
  }

  // Constructs within a block

  /** Returns what `leave` takes. */
  open(): number {
    this.#block.code.u8(OP.block).u8(BLOCK_VOID);
    return this.#nesting++;
  }

  loop(): number {
    this.#block.code.u8(OP.loop).u8(BLOCK_VOID);
    return this.#nesting++;
  }

  if(): this {
    this.#block.code.u8(OP.if).u8(BLOCK_VOID);
    this.#nesting++;
    return this;
  }

  else(): this {
    return this.op(OP.else);
  }

  close(): this {
    this.#nesting--;
    return this.op(OP.end);
  }

  leave(construct: number): this {
    this.#block.code.u8(OP.br).u32(this.#nesting - construct - 1);
    return this;
  }

  leaveIf(construct: number): this {
    this.#block.code.u8(OP.brIf).u32(this.#nesting - construct - 1);
    return this;
  }

  // Instructions

  op(opcode: number): this {
    this.#block.code.u8(opcode);
    return this;
  }

  get(local: number): this {
    this.#block.code.u8(OP.localGet).u32(local);
    return this;
  }

  set(local: number): this {
    this.#block.code.u8(OP.localSet).u32(local);
    return this;
  }

  tee(local: number): this {
    this.#block.code.u8(OP.localTee).u32(local);
    return this;
  }

  i32(value: number): this {
    this.#block.code.u8(OP.i32Const).s32(value);
    return this;
  }

  /** The address of something that outlives the code, or a symbol for it. */
  address(address: number): this {
    this.#block.code.u8(OP.i32Const);
    if (isSymbol(address)) this.#block.symbols.push(this.#block.code.length);
    this.#block.code.s32(address);
    return this;
  }

  i64(value: bigint): this {
    this.#block.code.u8(OP.i64Const).s64(value);
    return this;
  }

  f64(value: number): this {
    this.#block.code.u8(OP.f64Const).raw(new Uint8Array(new Float64Array([value]).buffer));
    return this;
  }

  memory(opcode: number, offset: number): this {
    this.#block.code.u8(opcode).u8(WORD_ALIGNMENT);
    if (isSymbol(offset)) this.#block.symbols.push(this.#block.code.length);
    this.#block.code.u32(offset);
    return this;
  }

  /** The word at an offset from the address on the operand stack. */
  load(offset: number): this {
    return this.memory(OP.i32Load, offset);
  }

  store(offset: number): this {
    return this.memory(OP.i32Store, offset);
  }

  /** The word at an address. */
  loadAt(address: number): this {
    return this.i32(0).load(address);
  }

  eqz(): this {
    return this.op(OP.i32Eqz);
  }

  add(value: number): this {
    return this.i32(value).op(OP.i32Add);
  }

  /** (address, byte, count) on the operand stack. */
  memoryFill(): this {
    this.#block.code.u8(OP.miscPrefix).u32(MISC.memoryFill).u8(0);
    return this;
  }

  call(name: AbiName): this {
    const place = this.#imports.place(name);
    if (place !== undefined) return this.i32(place.index).#callIndirect(place.type);
    this.#block.code.u8(OP.call).u32(this.#imports.index(name));
    return this;
  }

  /** On the operand stack: a word, and the index in the table of a function that takes one and gives one. */
  callThroughTable(): this {
    return this.#imports.hasTable ? this.#callIndirect(WORD_TO_WORD) : this.call('call_entry');
  }

  #callIndirect(type: number): this {
    this.#block.code.u8(OP.callIndirect).u32(type).u8(0);
    return this;
  }

  /** The function's body: declarations of locals, code, the end. And where symbols are in it. */
  body(): FunctionBody {
    const runs: { type: ValueType; count: number }[] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    const body = new ByteWriter(1024).u32(runs.length);
    for (const { type, count } of runs) body.u32(count).u8(type);
    const symbols: number[] = [];
    writeStructured(this.entry, body, symbols);
    return { code: body.u8(OP.end).bytes(), symbols };
  }
}
