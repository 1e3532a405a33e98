/**
 * A WebAssembly module taken apart as far as instrumentation needs: every section that refers to functions is read, code
 * bodies and data stay slices of the original bytes. Nothing is copied.
 *
 * Shapes: function index space = imported functions first, then defined ones (likewise globals).
 * Errors: MalformedModule for bytes that are no module, or one that uses a proposal that heapglass does not run.
 */
import { ByteReader, MalformedModule } from './reader.js';
import { KIND, OP, SECTION, type ValueType } from './opcodes.js';

export interface FunctionType {
  params: ValueType[];
  results: ValueType[];
}

export interface Import {
  module: string;
  name: string;
  kind: number;
  /** Type index of a function; unused otherwise. */
  type: number;
  /** The whole entry as it stands in the file. */
  raw: Uint8Array;
}

export interface Limits {
  min: number;
  max: number | undefined;
}

export interface GlobalVariable {
  type: ValueType;
  mutable: boolean;
  /** Value of a plain `i32.const` initialiser. */
  constant: number | undefined;
  raw: Uint8Array;
}

export interface Export {
  name: string;
  kind: number;
  index: number;
}

/** An element segment; `functions` when it lists indices, `expressions` when it lists constant expressions. */
export interface ElementSegment {
  flags: number;
  table: number;
  /** Constant expression of the offset with its `end`, for active segments. */
  offset: Uint8Array | undefined;
  /** The offset where it is a plain constant. */
  start: number | undefined;
  /** elemkind or reftype byte, where the encoding has one. */
  elementType: number | undefined;
  functions: number[] | undefined;
  expressions: Uint8Array[] | undefined;
}

export interface CodeBody {
  /** File offset of the body's first byte (its local declarations). */
  start: number;
  end: number;
}

export interface DataSegment {
  active: boolean;
  /** Constant address of an active segment; undefined when it is computed from an imported global. */
  address: number | undefined;
  bytes: Uint8Array;
  raw: Uint8Array;
}

export interface RawSection {
  id: number;
  name: string;
  payload: Uint8Array;
}

export interface WasmModule {
  bytes: Uint8Array;
  types: FunctionType[];
  imports: Import[];
  importedFunctions: Import[];
  importedGlobals: number;
  /** Type index of each defined function. */
  functions: number[];
  tables: Uint8Array | undefined;
  memory: Limits | undefined;
  memoryImported: boolean;
  globals: GlobalVariable[];
  exports: Export[];
  start: number | undefined;
  elements: ElementSegment[];
  code: CodeBody[];
  /** File offset of the code section's payload: zero of all code offsets. */
  codeStart: number;
  data: DataSegment[];
  dataCount: number | undefined;
  tags: Uint8Array | undefined;
  customs: RawSection[];
}

const MAGIC = 0x6d736100;

export function parseModule(bytes: Uint8Array): WasmModule {
  const module: WasmModule = {
    bytes,
    types: [],
    imports: [],
    importedFunctions: [],
    importedGlobals: 0,
    functions: [],
    tables: undefined,
    memory: undefined,
    memoryImported: false,
    globals: [],
    exports: [],
    start: undefined,
    elements: [],
    code: [],
    codeStart: 0,
    data: [],
    dataCount: undefined,
    tags: undefined,
    customs: [],
  };
  if (bytes.length < 8) throw new MalformedModule('The file is too short to be a WebAssembly module', 0);
  const head = new DataView(bytes.buffer, bytes.byteOffset, 8);
  if (head.getUint32(0, true) !== MAGIC) throw new MalformedModule('The file is not a WebAssembly module', 0);
  if (head.getUint32(4, true) !== 1) {
    throw new MalformedModule(
      'The file is a WebAssembly component or of another version; heapglass runs core modules',
      4,
    );
  }
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.u8();
    const size = reader.u32();
    const start = reader.pos;
    reader.skip(size);
    parseSection(module, id, new ByteReader(bytes, start, start + size));
  }
  if (module.code.length !== module.functions.length) {
    throw new MalformedModule('The module declares functions that it does not define', 0);
  }
  // An engine refuses this only when it instantiates, and in the larger memory of a checked program it would not.
  const memoryEnd = (module.memory?.min ?? 0) * PAGE;
  if (module.data.some(({ address, bytes }) => address !== undefined && address + bytes.length > memoryEnd)) {
    throw new MalformedModule('A data segment lies outside of the memory of the module', 0);
  }
  return module;
}

const PAGE = 65536;
/** 2 GiB: what lies above belongs to heapglass. */
const MOST_PAGES = 32768;

function parseSection(module: WasmModule, id: number, r: ByteReader): void {
  switch (id) {
    case SECTION.custom: {
      const name = r.name();
      module.customs.push({ id, name, payload: r.bytes.subarray(r.pos, r.end) });
      return;
    }
    case SECTION.type:
      return each(r, () => module.types.push(functionType(r)));
    case SECTION.import:
      return each(r, () => importEntry(module, r));
    case SECTION.function:
      return each(r, () => module.functions.push(r.u32()));
    case SECTION.table:
      module.tables = r.bytes.subarray(r.pos, r.end);
      return;
    case SECTION.memory:
      return each(r, () => {
        if (module.memory) r.fail('The module has several memories, which heapglass does not run');
        module.memory = memoryLimits(r);
      });
    case SECTION.global:
      return each(r, () => module.globals.push(globalEntry(r)));
    case SECTION.export:
      return each(r, () => module.exports.push({ name: r.name(), kind: r.u8(), index: r.u32() }));
    case SECTION.start:
      module.start = r.u32();
      return;
    case SECTION.element:
      return each(r, () => module.elements.push(elementSegment(r)));
    case SECTION.code:
      module.codeStart = r.pos;
      return each(r, () => {
        const size = r.u32();
        const start = r.pos;
        r.skip(size);
        module.code.push({ start, end: start + size });
      });
    case SECTION.data:
      return each(r, () => module.data.push(dataSegment(r)));
    case SECTION.dataCount:
      module.dataCount = r.u32();
      return;
    case SECTION.tag:
      module.tags = r.bytes.subarray(r.pos, r.end);
      return;
    default:
      r.fail(`The module has a section of unknown kind ${id}`);
  }
}

function each(r: ByteReader, entry: () => void): void {
  const count = r.u32();
  for (let i = 0; i < count; i++) entry();
}

function functionType(r: ByteReader): FunctionType {
  if (r.u8() !== 0x60) r.fail('The module uses garbage-collected types, which heapglass does not run');
  return { params: valueTypes(r), results: valueTypes(r) };
}

/** The engines' own limit; without it each call could stand for millions of operands. */
const MOST_VALUES = 1000;

function valueTypes(r: ByteReader): ValueType[] {
  const count = r.u32();
  if (count > MOST_VALUES) r.fail('A function takes or gives more than 1000 values');
  return [...r.slice(count)];
}

function importEntry(module: WasmModule, r: ByteReader): void {
  const start = r.pos;
  const from = r.name();
  const name = r.name();
  const kind = r.u8();
  let type = 0;
  if (kind === KIND.function) type = r.u32();
  else if (kind === KIND.table) {
    r.u8();
    limits(r);
  } else if (kind === KIND.memory) {
    if (module.memory) r.fail('The module has several memories, which heapglass does not run');
    module.memory = memoryLimits(r);
    module.memoryImported = true;
  } else if (kind === KIND.global) {
    r.skip(2);
    module.importedGlobals++;
  } else if (kind === KIND.tag) {
    r.u8();
    r.u32();
  } else r.fail(`The module imports something of unknown kind ${kind}`);
  const entry = { module: from, name, kind, type, raw: r.bytes.subarray(start, r.pos) };
  module.imports.push(entry);
  if (kind === KIND.function) module.importedFunctions.push(entry);
}

function limits(r: ByteReader): Limits {
  const flags = r.u8();
  const min = r.u32();
  return { min, max: flags & 1 ? r.u32() : undefined };
}

function memoryLimits(r: ByteReader): Limits {
  const flags = r.bytes[r.pos];
  if (flags & 4) r.fail('The module uses 64-bit memory, which heapglass does not run');
  if (flags & 2) r.fail('The module uses shared memory (threads), which heapglass does not run');
  const found = limits(r);
  if (found.min > MOST_PAGES) r.fail('The module starts with more than 2 GiB of memory, which heapglass does not run');
  return found;
}

/** Pass over a constant expression, its `end` included. */
function constantExpression(r: ByteReader): { raw: Uint8Array; constant: number | undefined } {
  const start = r.pos;
  let constant: number | undefined;
  let operations = 0;
  for (;;) {
    const op = r.u8();
    if (op === OP.end) break;
    operations++;
    if (op === OP.i32Const) constant = r.s32();
    else if (op === OP.i64Const) r.skipLeb();
    else if (op === OP.f32Const) r.skip(4);
    else if (op === OP.f64Const) r.skip(8);
    else if (op === OP.globalGet || op === OP.refFunc || op === OP.refNull) r.u32();
    else if (op === OP.simdPrefix) {
      r.u32();
      r.skip(16);
    } else if (!isExtendedConstant(op)) r.fail('A constant expression uses an unknown operation');
  }
  return { raw: r.bytes.subarray(start, r.pos), constant: operations === 1 ? constant : undefined };
}

function isExtendedConstant(op: number): boolean {
  return (op >= OP.i32Add && op <= OP.i32Mul) || (op >= OP.i64Add && op <= 0x7e);
}

function globalEntry(r: ByteReader): GlobalVariable {
  const start = r.pos;
  const type = r.u8();
  const mutable = r.u8() === 1;
  const { constant } = constantExpression(r);
  return { type, mutable, constant, raw: r.bytes.subarray(start, r.pos) };
}

function elementSegment(r: ByteReader): ElementSegment {
  const flags = r.u32();
  if (flags > 7) r.fail('An element segment is of unknown kind');
  const active = !(flags & 1);
  const table = active && flags & 2 ? r.u32() : 0;
  const at = active ? constantExpression(r) : undefined;
  const elementType = flags & 3 ? r.u8() : undefined;
  const segment: ElementSegment = {
    flags,
    table,
    offset: at?.raw,
    start: at?.constant,
    elementType,
    functions: undefined,
    expressions: undefined,
  };
  if (flags & 4) each(r, () => (segment.expressions ??= []).push(constantExpression(r).raw));
  else each(r, () => (segment.functions ??= []).push(r.u32()));
  return segment;
}

function dataSegment(r: ByteReader): DataSegment {
  const start = r.pos;
  const flags = r.u32();
  if (flags > 2) r.fail('A data segment is of unknown kind');
  if (flags === 2 && r.u32() !== 0) r.fail('A data segment is for another memory');
  const active = flags !== 1;
  const address = active ? constantExpression(r).constant : undefined;
  const bytes = r.slice(r.u32());
  return {
    active,
    address: address === undefined ? undefined : address >>> 0,
    bytes,
    raw: r.bytes.subarray(start, r.pos),
  };
}
