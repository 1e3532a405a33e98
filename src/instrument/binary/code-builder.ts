/**
 * A small typed emitter for WebAssembly functions: the helpers that instrumented code calls are written with it.
 * Methods append instructions in stack order and return the builder; `call` takes a name that is resolved when the
 * module's index space is known.
 */
import { BLOCK_VOID, MISC, OP, TYPE, type ValueType } from './opcodes.js';
import { ByteWriter } from './writer.js';

export type Resolve = (name: string) => number;

export class CodeBuilder {
  readonly code = new ByteWriter();
  /** Where in `code` the instructions stand that access the program's memory, and not heapglass's own. */
  readonly #touches: number[] = [];
  readonly #locals: ValueType[] = [];
  readonly #params: number;
  readonly #resolve: Resolve;

  constructor(params: number, resolve: Resolve) {
    this.#params = params;
    this.#resolve = resolve;
  }

  /** Declare a local, zero at entry; returns its index. */
  local(type: ValueType = TYPE.i32): number {
    this.#locals.push(type);
    return this.#params + this.#locals.length - 1;
  }

  op(...opcodes: number[]): this {
    for (const opcode of opcodes) this.code.u8(opcode);
    return this;
  }

  get(local: number): this {
    this.code.u8(OP.localGet).u32(local);
    return this;
  }

  set(local: number): this {
    this.code.u8(OP.localSet).u32(local);
    return this;
  }

  tee(local: number): this {
    this.code.u8(OP.localTee).u32(local);
    return this;
  }

  i32(value: number): this {
    this.code.u8(OP.i32Const).s32(value);
    return this;
  }

  i64(value: bigint): this {
    this.code.u8(OP.i64Const).s64(value);
    return this;
  }

  f64(value: number): this {
    this.code.u8(OP.f64Const).raw(new Uint8Array(Float64Array.of(value).buffer));
    return this;
  }

  /** A load or store with no alignment promise; `offset` is part of the address. */
  memory(opcode: number, offset = 0): this {
    this.code.u8(opcode).u8(0).u32(offset);
    return this;
  }

  /** The same in the program's memory, which may be paged. */
  program(opcode: number): this {
    this.#touches.push(this.code.length);
    return this.memory(opcode);
  }

  global(opcode: typeof OP.globalGet | typeof OP.globalSet, index: number): this {
    this.code.u8(opcode).u32(index);
    return this;
  }

  call(name: string): this {
    this.code.u8(OP.call).u32(this.#resolve(name));
    return this;
  }

  block(): this {
    return this.op(OP.block, BLOCK_VOID);
  }

  loop(): this {
    return this.op(OP.loop, BLOCK_VOID);
  }

  if(type: number = BLOCK_VOID): this {
    return this.op(OP.if, type);
  }

  else(): this {
    return this.op(OP.else);
  }

  end(): this {
    return this.op(OP.end);
  }

  br(depth: number): this {
    this.code.u8(OP.br).u32(depth);
    return this;
  }

  brIf(depth: number): this {
    this.code.u8(OP.brIf).u32(depth);
    return this;
  }

  return(): this {
    return this.op(OP.return);
  }

  memoryCopy(): this {
    this.code.u8(OP.miscPrefix).u32(MISC.memoryCopy).u8(0).u8(0);
    return this;
  }

  memoryFill(): this {
    this.code.u8(OP.miscPrefix).u32(MISC.memoryFill).u8(0);
    return this;
  }

  /** memory.copy and memory.fill of the program's bytes. */
  programCopy(): this {
    this.#touches.push(this.code.length);
    return this.memoryCopy();
  }

  programFill(): this {
    this.#touches.push(this.code.length);
    return this.memoryFill();
  }

  /** Positions in the finished body of what accesses the program's memory. */
  touches(): number[] {
    const before = this.#declarations().length;
    return this.#touches.map((at) => at + before);
  }

  /** The finished function body: local declarations, code and the closing `end`. */
  body(): ByteWriter {
    const declarations = this.#declarations();
    const body = new ByteWriter(this.code.length + declarations.length + 1);
    return body.raw(declarations.view()).raw(this.code.view()).u8(OP.end);
  }

  #declarations(): ByteWriter {
    const declarations = new ByteWriter(16);
    declarations.u32(this.#locals.length);
    for (const type of this.#locals) declarations.u32(1).u8(type);
    return declarations;
  }
}
