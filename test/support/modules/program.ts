/**
 * A generated program: a WebAssembly module whose instructions still say what they do to memory, so that it can be
 * written plain or with a call to the host before everything that touches memory (the reference that instrumentation
 * is compared with).
 */
import { OP, TYPE, type ValueType } from '../../../src/instrument/binary/opcodes.js';
import { ByteWriter } from '../../../src/instrument/binary/writer.js';
import { encodeModule, type GlobalPart, type ImportPart, type Signature } from './encode-module.js';
import type { AccessOperation } from './operations.js';
import { MOST_PAGES } from './sandbox.js';

/** How a function uses the stack in linear memory, as clang's functions do. */
export interface FrameShape {
  /**
   * private: fixed size, only touched at constant places; escaping: fixed size, its address goes elsewhere; dynamic: the
   * stack pointer moves again in the body; red zone: a leaf that uses bytes below the stack pointer without moving it.
   */
  kind: 'none' | 'private' | 'escaping' | 'dynamic' | 'private red zone' | 'escaping red zone';
  size: number;
  /** An exception handler sets the stack pointer anew. */
  restored: boolean;
}

export type Instruction =
  | { kind: 'plain'; bytes: Uint8Array }
  | { kind: 'call'; callee: number; tail: boolean }
  | { kind: 'function reference'; index: number }
  /** `frame`: the address is a constant place in the function's own frame. */
  | { kind: 'access'; operation: AccessOperation; align: number; offset: number; frame?: FrameShape }
  | { kind: 'copy' }
  | { kind: 'fill' }
  | { kind: 'init'; segment: number }
  | { kind: 'stack pointer'; frame: FrameShape }
  /** At entry, with the address of its lowest byte on the stack. */
  | { kind: 'red zone'; frame: FrameShape };

export interface ProgramFunction {
  type: number;
  locals: ValueType[];
  body: Instruction[];
}

export interface ElementPart {
  mode: 'active' | 'passive' | 'declared';
  /** Written as constant expressions instead of indices; only these may hold null. */
  expressions: boolean;
  /** An active segment that names its table. */
  namesTable: boolean;
  functions: (number | null)[];
}

export interface Call {
  /** Number of a defined function; it is exported as "f<number>". */
  callee: number;
  arguments: (number | bigint)[];
}

export interface Program {
  types: Signature[];
  /** Import the memory instead of defining it. */
  importsMemory: boolean;
  /** Function indices as linkers leave them, five bytes each. */
  paddedIndices: boolean;
  functions: ProgramFunction[];
  tags: number[];
  globals: GlobalPart[];
  /** The globals that the host can read. */
  exportedGlobals: number[];
  elements: ElementPart[];
  data: Uint8Array[];
  /** What the host calls, one after the other. */
  calls: Call[];
  stackPointer: number;
}

export const MEMORY_PAGES = { min: 2, max: MOST_PAGES };
export const TABLE_SIZE = { min: 8, max: 16 };
/** The program's stack region; data lies on both sides. */
export const STACK = { start: 0x1000, end: 0x1_2000 };

const { i32 } = TYPE;

/** What every generated program imports. */
export const ENVIRONMENT: readonly { name: string; type: Signature }[] = [
  { name: 'note', type: { params: [i32], results: [] } },
  { name: 'twist', type: { params: [i32, i32], results: [i32] } },
  { name: 'fail', type: { params: [i32], results: [] } },
];

/** The imported, immutable global 0. */
export const BASE_GLOBAL = 'base';

/** What the traced form imports on top. */
export const TRACES: readonly { name: string; type: Signature }[] = [
  { name: 'enter', type: { params: [], results: [] } },
  /** (address, offset, size, 1 for a write + 2 for a constant place in the function's own frame) */
  { name: 'access', type: { params: [i32, i32, i32, i32], results: [] } },
  { name: 'copy', type: { params: [i32, i32, i32], results: [] } },
  { name: 'fill', type: { params: [i32, i32, i32], results: [] } },
  { name: 'init', type: { params: [i32, i32, i32], results: [] } },
  /** (new value, 1 if the frame becomes addressable) */
  { name: 'stackPointer', type: { params: [i32, i32], results: [] } },
  /** (lowest byte, size) */
  { name: 'redZone', type: { params: [i32, i32], results: [] } },
];

/** True when the address of the frame is known outside of the function, as far as anyone can tell. */
function isOpen(frame: FrameShape): boolean {
  return frame.restored || (frame.kind !== 'private' && frame.kind !== 'private red zone');
}

/** True when accesses at constant places in the frame need no check. */
function isFixed(frame: FrameShape): boolean {
  return !frame.restored && frame.kind !== 'dynamic';
}

export function encodeProgram(program: Program, traced = false): Uint8Array<ArrayBuffer> {
  const types = [...program.types];
  const importType = (type: Signature): number => types.push(type) - 1;
  const imports: ImportPart[] = ENVIRONMENT.map(({ name, type }) => ({
    module: 'env',
    name,
    kind: 'function',
    type: importType(type),
  }));
  if (traced) {
    for (const { name, type } of TRACES) {
      imports.push({ module: 'trace', name, kind: 'function', type: importType(type) });
    }
  }
  imports.push({ module: 'env', name: BASE_GLOBAL, kind: 'global', type: i32, mutable: false });
  if (program.importsMemory) imports.push({ module: 'env', name: 'memory', kind: 'memory', limits: MEMORY_PAGES });
  const shift = traced ? TRACES.length : 0;
  const index = (original: number): number => (original < ENVIRONMENT.length ? original : original + shift);
  const referTo = (bytes: Uint8Array): Uint8Array => {
    if (bytes[0] !== OP.refFunc) return bytes;
    return new ByteWriter().u8(OP.refFunc).u32(index(bytes[1])).bytes();
  };
  return encodeModule({
    types,
    imports,
    functions: program.functions.map((fn) => new FunctionEncoder(program, fn, index, traced).encode()),
    table: TABLE_SIZE,
    memory: program.importsMemory ? undefined : MEMORY_PAGES,
    tags: program.tags,
    globals: program.globals.map((global) => ({ ...global, value: referTo(global.value) })),
    exports: [
      ...program.functions.map((_, i) => ({
        name: `f${i}`,
        kind: 'function' as const,
        index: index(ENVIRONMENT.length + i),
      })),
      ...program.exportedGlobals.map((global) => ({ name: `g${global}`, kind: 'global' as const, index: global })),
      ...program.tags.map((_, i) => ({ name: `t${i}`, kind: 'tag' as const, index: i })),
      { name: 'memory', kind: 'memory', index: 0 },
    ],
    elements: program.elements.map((segment) => encodeElements(segment, index)),
    data: program.data,
  });
}

function encodeElements(
  { mode, expressions, namesTable, functions }: ElementPart,
  index: (original: number) => number,
): Uint8Array {
  const explicit = mode === 'active' && namesTable;
  const out = new ByteWriter();
  out.u8((mode === 'active' ? 0 : mode === 'passive' ? 1 : 3) | (explicit ? 2 : 0) | (expressions ? 4 : 0));
  if (explicit) out.u32(0);
  if (mode === 'active') out.u8(OP.i32Const).s32(0).u8(OP.end);
  if (mode !== 'active' || explicit) out.u8(expressions ? TYPE.funcref : 0);
  out.u32(functions.length);
  for (const entry of functions) {
    if (!expressions) out.u32(index(entry!));
    else if (entry === null) out.u8(OP.refNull).u8(TYPE.funcref).u8(OP.end);
    else out.u8(OP.refFunc).u32(index(entry)).u8(OP.end);
  }
  return out.bytes();
}

class FunctionEncoder {
  readonly #program: Program;
  readonly #function: ProgramFunction;
  readonly #index: (original: number) => number;
  readonly #traced: boolean;
  readonly #out = new ByteWriter(1024);
  readonly #locals: ValueType[];

  constructor(program: Program, fn: ProgramFunction, index: (original: number) => number, traced: boolean) {
    this.#program = program;
    this.#function = fn;
    this.#index = index;
    this.#traced = traced;
    this.#locals = [...fn.locals];
  }

  encode(): { type: number; locals: ValueType[]; code: Uint8Array } {
    if (this.#traced) this.#trace('enter');
    for (const instruction of this.#function.body) this.#instruction(instruction);
    return { type: this.#function.type, locals: this.#locals, code: this.#out.u8(OP.end).bytes() };
  }

  #instruction(instruction: Instruction): void {
    const out = this.#out;
    switch (instruction.kind) {
      case 'plain':
        out.raw(instruction.bytes);
        return;
      case 'call':
        this.#functionIndex(out.u8(instruction.tail ? OP.returnCall : OP.call), instruction.callee);
        return;
      case 'function reference':
        this.#functionIndex(out.u8(OP.refFunc), instruction.index);
        return;
      case 'access': {
        const { operation, align, offset } = instruction;
        if (this.#traced) this.#traceAccess(operation, offset, instruction.frame);
        out.raw(Uint8Array.from(operation.code)).u32(align).u32(offset);
        if (operation.lane !== undefined) out.u8(operation.lane);
        return;
      }
      case 'copy':
        if (this.#traced) this.#traceRange('copy');
        out.u8(0xfc).u8(10).u8(0).u8(0);
        return;
      case 'fill':
        if (this.#traced) this.#traceRange('fill');
        out.u8(0xfc).u8(11).u8(0);
        return;
      case 'init':
        if (this.#traced) this.#traceRange('init');
        out.u8(0xfc).u8(8).u32(instruction.segment).u8(0);
        return;
      case 'stack pointer':
        if (this.#traced) {
          this.#repeatTop();
          out.u8(OP.i32Const).u8(isOpen(instruction.frame) ? 1 : 0);
          this.#trace('stackPointer');
        }
        out.u8(OP.globalSet).u32(this.#program.stackPointer);
        return;
      case 'red zone':
        if (this.#traced) {
          this.#repeatTop();
          out.u8(OP.i32Const).s32(isOpen(instruction.frame) ? instruction.frame.size : 0);
          this.#trace('redZone');
        }
    }
  }

  #functionIndex(out: ByteWriter, original: number): void {
    const index = this.#index(original);
    if (this.#program.paddedIndices) out.u8(index | 0x80).raw(Uint8Array.of(0x80, 0x80, 0x80, 0));
    else out.u32(index);
  }

  #local(type: ValueType): number {
    const parameters = this.#program.types[this.#function.type].params.length;
    return parameters + this.#locals.push(type) - 1;
  }

  #trace(name: string): void {
    this.#out.u8(OP.call).u32(ENVIRONMENT.length + TRACES.findIndex((trace) => trace.name === name));
  }

  #repeatTop(): void {
    const local = this.#local(i32);
    this.#out.u8(OP.localTee).u32(local).u8(OP.localGet).u32(local);
  }

  #traceAccess(operation: AccessOperation, offset: number, frame: FrameShape | undefined): void {
    const out = this.#out;
    const value = operation.write || operation.into ? this.#local(operation.type) : undefined;
    if (value !== undefined) out.u8(OP.localSet).u32(value);
    this.#repeatTop();
    const own = frame !== undefined && isFixed(frame);
    out.u8(OP.i32Const).s32(offset).u8(OP.i32Const).s32(operation.size);
    out.u8(OP.i32Const).s32((operation.write ? 1 : 0) + (own ? 2 : 0));
    this.#trace('access');
    if (value !== undefined) out.u8(OP.localGet).u32(value);
  }

  #traceRange(name: string): void {
    const out = this.#out;
    const locals = [i32, i32, i32].map((type) => this.#local(type));
    for (const local of [...locals].reverse()) out.u8(OP.localSet).u32(local);
    for (const local of locals) out.u8(OP.localGet).u32(local);
    this.#trace(name);
    for (const local of locals) out.u8(OP.localGet).u32(local);
  }
}
